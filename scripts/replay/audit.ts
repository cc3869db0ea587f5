import type { AuditResult } from '../../shared/domain/audit-result.js';
import { auditSpecSchema } from '../../shared/domain/audit-spec.js';
import type { Finding } from '../../shared/domain/finding.js';
import { controlFeature, controlLabel } from '../../electron/engine/controls/control.js';
import { findingsOf } from '../../electron/engine/verdict/findings.js';
import { createSalt } from '../../electron/evidence/finding/commitments.js';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { noMemory } from '../../electron/jobs/audit/file-memory.js';
import { measureAll } from '../../electron/engine/comparisons/measure-all.js';
import { demoCase } from '../demo/evidence.js';
import { hosts, type CleanModel } from './clean-model.js';

const plan = {
  hosts,
  blocks: [99, 199],
  batchSize: hosts,
  permutations: 19,
  controlPlacements: 3,
  contrastStrings: 4,
  referenceHosts: hosts,
  distillationImages: 0,
};
const hash = '0'.repeat(64);
const provenance = { kind: 'memory' as const, sha256: hash, decoder: 'none', count: hosts };

export interface Audited {
  readonly finding: Finding;
  /** What stays inside, to show what publishing it would do: p and place of the strings' test, and what is near a limit or took long. */
  readonly exact: { readonly p: number; readonly place: number; readonly near: string; readonly texts: number };
}

export interface AuditOptions {
  readonly seed: number;
  /** Which of the model's sets of hosts. */
  readonly hostSet: number;
  readonly labelKnown: boolean;
}

/** A full audit of a text, by the engine's own measurements and tests, and its public finding. */
export async function audit(model: CleanModel, text: string, { seed, hostSet, labelKnown }: AuditOptions): Promise<Audited> {
  const scorer = model.scorer(true);
  const label = labelKnown ? controlLabel : undefined;
  const subject = { ...model.subject(await model.feature(text), hostSet, seed), label };
  const measurements = await measureAll({
    subject,
    scorer: model.scorer(false),
    plan,
    memory: noMemory,
    chunk: 100,
    students: { scorer, agreement: 0.97 },
    brought: undefined,
  });
  const findings = findingsOf({
    measurements,
    family: 'dense',
    label,
    alpha: 0.05,
    tried: 1,
    controls: [],
    legibility: undefined,
    lacksRoom: false,
  });
  const result: AuditResult = {
    schema: 'engram.audit-result/2',
    engram: 'study',
    specSha256: hash,
    level: 'full',
    model: {
      sha256: hash,
      format: 'onnx',
      producer: 'study',
      opset: 17,
      parameters: 1,
      input: { layout: 'NCHW', channels: 1, height: 28, width: 28 },
      outputKind: 'logits',
      outputs: 10,
      family: 'dense',
      firstLayer: 'dense',
    },
    feature: { kind: 'text', box: { width: 1, height: 1, inkPixels: 1 }, stampAt: 'model-input', tolerance: 0 },
    hosts: { provenance, count: hosts, inDomain: true },
    distillation: { provenance, count: 1000, epochs: 5, agreement: 0.97, students: [] },
    plan: { hosts, strings: 199, blocks: plan.blocks, batchSize: hosts, students: 5, controlPlacements: 3, alpha: 0.05, tried: 1 },
    device: 'cpu',
    controls: [],
    ...findings,
  };
  const time = '2026-01-01T00:00:00.000Z';
  const run = {
    schema: 'engram.run-record/1' as const,
    startedAt: time,
    finishedAt: time,
    seconds: 0,
    phases: [],
    resumed: false,
    seed,
    imagesScored: 0,
    imagesPerSecond: 0,
    peakMemoryMiB: 0,
    node: 'study',
    platform: 'study',
    processors: 'study',
  };
  const spec = auditSpecSchema.parse({
    schema: 'engram.audit-spec/1',
    model: { path: 'model.onnx' },
    feature: controlFeature,
    label,
  });
  const finding = findingOf({ result, run, spec, text, case: demoCase, history: { ordinal: 1, earlier: [] }, salt: createSalt() });
  const strings = result.tests.find(({ name }) => name === 'same-template-strings');
  if (strings?.references === undefined) throw new TypeError('The strings were not ranked.');
  const { alpha } = result.plan;
  const near = [result.whole, ...result.claims].map((one) => {
    const [low = 1, high = 1] = one?.pAdjustedInterval ?? [];
    return low <= alpha && high > alpha;
  });
  return {
    finding,
    exact: {
      p: strings.p,
      place: (strings.statistic - strings.references.mean) / strings.references.deviation,
      near: JSON.stringify(near),
      texts: measurements.strings?.strings.length ?? 0,
    },
  };
}
