import { auditResultSchema, type AnswersRecord, type AuditResult } from '../../../shared/domain/audit-result.js';
import type { AuditInput } from '../../../shared/domain/job.js';
import type { Plan } from '../../engine/comparisons/plan.js';
import type { Findings } from '../../engine/verdict/findings.js';
import { specSha256 } from '../output-identity.js';
import { engramVersion } from '../version.js';
import type { AuditCase } from './case.js';
import { familyOf } from './family.js';
import type { StandInsRecord } from '../../../shared/domain/stand-ins.js';
import type { DistilledReferences } from './references.js';

/** What an audit came to, beside the case itself. */
export interface ResultParts {
  readonly level: 'quick' | 'full';
  readonly plan: Plan;
  readonly students: DistilledReferences | undefined;
  readonly legibility: number | undefined;
  readonly controls: AuditResult['controls'];
  readonly answers: AnswersRecord;
  readonly findings: Findings;
  readonly standIns: StandInsRecord | undefined;
  readonly strings: number;
}

/** The whole result, checked against its schema. */
export function resultOf(audited: AuditCase, input: AuditInput, parts: ResultParts): AuditResult {
  const { spec, description, classifier, feature, hosts } = audited;
  const { level, plan, students, legibility, controls, answers, findings, standIns, strings } = parts;
  const { width, height, inkPixels, characters, spaceBits, kind } = feature.describe();
  return auditResultSchema.parse({
    schema: 'engram.audit-result/2',
    engram: engramVersion,
    reference: spec.reference,
    specSha256: specSha256(input.spec),
    level,
    model: {
      sha256: description.sha256,
      format: description.format,
      producer: description.producer,
      opset: description.opset,
      parameters: description.parameters,
      input: description.input,
      outputKind: description.outputKind,
      outputName: description.outputName,
      outputsToChooseFrom: description.outputNames.length,
      outputs: description.outputs,
      family: familyOf(description.architecture),
      firstLayer: description.architecture.firstLayer,
    },
    feature: {
      kind,
      box: { width, height, inkPixels },
      characters,
      templateBits: spaceBits,
      stampAt: spec.feature.stampAt,
      tolerance: spec.feature.placement.tolerance,
      legibility,
    },
    label: spec.label,
    hosts: { provenance: hosts.images.provenance, count: plan.hosts, inDomain: hosts.inDomain },
    distillation: students?.record,
    plan: {
      hosts: plan.hosts,
      strings,
      blocks: [...plan.blocks],
      batchSize: plan.batchSize,
      students: students?.record.students.length ?? 0,
      controlPlacements: plan.controlPlacements,
      alpha: spec.method.alpha,
      tried: spec.method.tried,
    },
    device: classifier.device,
    answers,
    runtime: audited.runtime,
    controls,
    standIns,
    ...findings,
  } satisfies AuditResult);
}
