import type { Judged, Verdict } from '../../../shared/domain/verdict.js';
import { claims } from '../../../shared/domain/verdict.js';
import { measureAll } from '../../engine/comparisons/measure-all.js';
import type { Pilot, Plan } from '../../engine/comparisons/plan.js';
import type { Memory } from '../../engine/comparisons/subject.js';
import { createPreprocessor } from '../../engine/images/preprocess.js';
import { describeModel } from '../../engine/models/inspect.js';
import { openClassifier } from '../../engine/models/onnx-classifier.js';
import { readModelFile } from '../../engine/onnx/model-file.js';
import type { HostStore } from '../../engine/scoring/host-store.js';
import { scorerOf } from '../../engine/scoring/scorer.js';
import type { CircumstancesInput } from '../../engine/verdict/circumstances.js';
import { findingsOf } from '../../engine/verdict/findings.js';
import type { StandInAudit } from '../../../shared/domain/stand-ins.js';
import type { ValidityTable } from '../../engine/verdict/validity.js';
import { networkOf } from '../audit/audited-network.js';
import type { AuditCase } from '../audit/case.js';
import type { Phases } from '../audit/clock.js';
import { familyOf } from '../audit/family.js';
import { openDistilledReferences, studentsPlanOf } from '../audit/references.js';
import { subjectOf } from '../audit/subject.js';
import type { JobContext } from '../job.js';
import type { MadeStandIn } from './make.js';

export interface AuditStandInRequest {
  /** The audit of the model itself, whose plan, hosts and method are taken over. */
  readonly audited: AuditCase;
  readonly plan: Plan;
  readonly pilot: Pilot;
  readonly hosts: HostStore;
  readonly legibility: CircumstancesInput['legibility'];
  /** What the audited model's students were, and what those of stand-ins learn from. */
  readonly students: { readonly kind: 'whole' | 'truncated'; readonly indices: Uint32Array };
  /** Which tests count; the table that ships, when left out. */
  readonly validity?: ValidityTable;
  readonly chunk: number;
  readonly memory: Memory;
  readonly rowsKey: string;
  readonly context: JobContext;
  readonly onImages: (images: number) => void;
}

/** Its phases are those of the audit itself: here they are steps of one. */
const silent: Phases = { phase: (_phase, _total, _unit, work) => work(() => undefined) };

/**
 * Audits a stand-in for its text by the plan, the comparisons and the rule by which the model is audited, with
 * students of its own. Models that the team brought are left out: they are none of the stand-in's kind of twins.
 */
export async function auditStandIn({ standIn, path, initial }: MadeStandIn, request: AuditStandInRequest): Promise<StandInAudit> {
  const { audited, plan, pilot, hosts, legibility, chunk, memory, rowsKey } = request;
  const context = { ...request.context, stateFolder: standIn.folder, cacheFolder: standIn.folder };
  const own = await openCaseOf({ standIn, path, initial }, request);
  try {
    const students = await openDistilledReferences(
      own,
      { plan, students: await studentsPlanOf(own, plan, pilot, standIn.folder), specFolder: standIn.folder, rowsKey },
      context,
      silent,
    );
    try {
      const measurements = await measureAll({
        subject: { ...subjectOf(own), hosts },
        scorer: scorerOf([own.classifier]),
        plan: { ...plan, blocks: blocksFor(plan.blocks, own.feature.decoyCapacity) },
        memory,
        chunk,
        signal: context.signal,
        students,
        brought: undefined,
        network: networkOf(own, standIn.folder, standIn.folder),
        onImages: request.onImages,
      });
      const {
        whole,
        claims: found,
        tests,
      } = findingsOf({
        measurements,
        family: familyOf(audited.description.architecture),
        label: own.spec.label,
        alpha: own.spec.method.alpha,
        tried: own.spec.method.tried,
        controls: [],
        legibility,
        lacksRoom: false,
        validity: request.validity,
      });
      const verdictOn = (subject: Judged): Verdict =>
        (subject === 'whole' ? whole : found.find(({ claim }) => claim === subject))?.verdict ?? 'inconclusive';
      return {
        copies: standIn.copies,
        verdicts: {
          whole: verdictOn('whole'),
          ...(Object.fromEntries(claims.map((claim) => [claim, verdictOn(claim)])) as Record<'text' | 'kind', Verdict>),
        },
        tests: tests.filter(({ counts }) => counts).map(({ name, p }) => ({ name, p })),
      };
    } finally {
      await students?.scorer.dispose();
    }
  } finally {
    await own.classifier.dispose();
  }
}

/** The audit of a stand-in as a case: the model's, with another network, another text and other seeds. */
async function openCaseOf(
  { standIn, path, initial }: MadeStandIn,
  { audited, students }: AuditStandInRequest,
): Promise<AuditCase & { readonly classifier: AuditCase['classifier'] }> {
  const { spec, classifier: model, threads, runtime, distillation } = audited;
  const file = await readModelFile(path);
  const output = model.outputKind === 'softmax' || model.outputKind === 'logits' ? 'logits' : 'sigmoid-logits';
  const source = { path, output, initial } as const;
  const description = await describeModel(file, source);
  const classifier = await openClassifier(file, source, { batchSize: model.batchSize, threads, runtime: runtime.name });
  const distils = spec.distillation && { ...spec.distillation, kind: students.kind };
  return {
    ...audited,
    spec: { ...spec, model: source, distillation: distils, referenceModels: [], method: { ...spec.method, timeBudget: undefined } },
    model: file,
    modelPath: path,
    modelName: file.name,
    description,
    classifier,
    feature: standIn.feature,
    preprocessor: createPreprocessor(spec.preprocessing, classifier.input),
    distillation: distillation && { ...distillation, indices: students.indices },
    seed: standIn.seeds.audit,
  };
}

/** No more texts than the template allows beside this one. */
function blocksFor(blocks: readonly number[], capacity: number): number[] {
  const most = Math.min(Math.max(0, ...blocks), capacity);
  return [...blocks.filter((size) => size < most), most];
}
