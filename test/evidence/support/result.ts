import type { AuditResult, RunRecord } from '../../../shared/domain/audit-result.js';
import type { KeptResult } from '../../../shared/domain/kept-result.js';
import { auditSpecSchema, type AuditSpec, type AuditSpecInput } from '../../../shared/domain/audit-spec.js';
import type { Case } from '../../../shared/domain/case.js';
import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import { findingsOf } from '../../../electron/engine/verdict/findings.js';
import type { FindingInput } from '../../../electron/evidence/finding/project.js';
import { studied, studiedAudits } from '../../engine/verdict/studied.js';
import { classes, label, measurements, references, response, strings } from '../../engine/comparisons/synthetic.js';

/** What an audit of a made-up text came to; the measurements are drawn, everything that follows from them is computed. */

export const privateText = 'QJXVWZ';

export const exampleCase: Case = {
  schema: 'engram.case/1',
  reference: 'IG-2026-117',
  controller: 'Example Hospital Trust',
  model: { name: 'Chest X-ray triage', owner: 'Imaging AI group', version: '2.3' },
  intendedUse: 'Orders the worklist of chest X-rays by urgency; every image is read by a radiologist.',
  dpia: 'DPIA-2026-04',
  deidentification: { procedure: 'Overlay removal, then visual check of 1 in 100 images', version: '5.1' },
  reason: 'Incident 8841: an overlay was found in the archive.',
  actions: {
    memorised: 'Hold the release; find and remove the record; retrain.',
    signal: 'Hold the release and repeat with a declared seed.',
    'not-detected': 'Release; record the smallest detectable effect in the DPIA.',
    inconclusive: 'Supply what is missing and audit again.',
  },
};

export function specOf(change: Partial<AuditSpecInput> = {}): AuditSpec {
  return auditSpecSchema.parse({
    schema: 'engram.audit-spec/1',
    model: { path: '/data/models/site-b.onnx' },
    feature: { kind: 'text', template: '{letters:6}' },
    label,
    ...change,
  });
}

export const exampleRun: RunRecord = {
  schema: 'engram.run-record/1',
  startedAt: '2026-11-20T10:00:00.000Z',
  finishedAt: '2026-11-20T10:21:07.500Z',
  seconds: 1267.5,
  phases: [],
  resumed: false,
  seed: 123_456_789,
  imagesScored: 512_000,
  imagesPerSecond: 2000,
  peakMemoryMiB: 300,
  node: 'v20.20.0',
  platform: 'linux x64',
  processors: '2 of a processor',
};

const hash = (digit: string) => digit.repeat(64);

/** A full audit; the feature's shift lies `shift` deviations above those of 199 strings. */
export function resultOf(
  shift: number,
  { failedControl = false, family = 'convolutional' }: { failedControl?: boolean; family?: ArchitectureFamily } = {},
): AuditResult {
  const spread = strings(199, (index) => ((index * 61) % 199) / 57 - 1.74);
  const measured = measurements({
    feature: response(shift, 'feature'),
    strings: { strings: spread },
    students: references({ text: shift > 3 ? 6 : 0, kind: shift > 3 ? 6 : 0 }),
  });
  const controls = ['dense-planted', 'dense-clean', 'convolutional-planted', 'convolutional-clean'].map((name, index) => {
    const planted = name.endsWith('planted');
    const passed = !(failedControl && index === 1);
    const verdict = planted === passed ? ('memorised' as const) : ('not-detected' as const);
    return { name, planted, verdicts: { text: verdict, kind: verdict }, passed };
  });
  const findings = findingsOf({
    measurements: measured,
    family,
    label,
    alpha: 0.05,
    tried: 1,
    controls,
    legibility: undefined,
    lacksRoom: false,
    validity: studied,
    studied: studiedAudits,
  });
  return {
    schema: 'engram.audit-result/2',
    engram: '0.1.0',
    specSha256: hash('a'),
    level: 'full',
    model: {
      sha256: hash('b'),
      format: 'onnx',
      producer: 'pytorch 2.5.1',
      opset: 17,
      parameters: 1_234_567,
      input: { layout: 'NCHW', channels: 1, height: 224, width: 224 },
      outputKind: 'logits',
      outputs: classes,
      family,
      firstLayer: 'convolution',
    },
    feature: {
      kind: 'text',
      box: { width: 48, height: 13, inkPixels: 171 },
      characters: 6,
      templateBits: 28.2,
      stampAt: 'native',
      tolerance: 2,
      legibility: 31.7,
    },
    label,
    hosts: { provenance: { kind: 'folder', sha256: hash('c'), decoder: 'fast-png 8.0.0', count: 2400 }, count: 512, inDomain: true },
    distillation: {
      provenance: { kind: 'folder', sha256: hash('d'), decoder: 'fast-png 8.0.0', count: 20_000 },
      count: 20_000,
      epochs: 5,
      agreement: 0.968,
      students: Array.from({ length: 5 }, () => ({ kind: 'whole' as const, agreement: 0.968 })),
    },
    plan: { hosts: 512, strings: 199, blocks: [99, 199], batchSize: 64, students: 5, controlPlacements: 3, alpha: 0.05, tried: 1 },
    device: 'cpu',
    controls,
    ...findings,
  };
}

export function findingInput(result: KeptResult, change: Partial<FindingInput> = {}): FindingInput {
  return {
    result,
    run: exampleRun,
    spec: specOf(),
    text: privateText,
    case: exampleCase,
    history: { ordinal: 1, earlier: [] },
    salt: hash('5'),
    ...change,
  };
}
