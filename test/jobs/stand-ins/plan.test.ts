import { describe, expect, test } from 'vitest';
import { auditSpecSchema } from '../../../shared/domain/audit-spec.js';
import type { StandInsAsked } from '../../../shared/domain/stand-ins.js';
import type { Plan } from '../../../electron/engine/comparisons/plan.js';
import { prepareFeature, type PreparedFeature } from '../../../electron/engine/features/feature.js';
import type { ImageSet } from '../../../electron/engine/images/image.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import type { OnnxModel } from '../../../electron/engine/onnx/model.js';
import { planStandIns, standInImages, type StandInsRequest } from '../../../electron/jobs/stand-ins/plan.js';
import { standInOf } from '../../../electron/jobs/stand-ins/stand-in.js';
import { controlModel, plantedFeature } from '../../e2e/support/audit-folder.js';

const source = controlModel('dense-clean');
const model = await readModelFile(source.path);
const feature = await prepareFeature(
  auditSpecSchema.parse({ schema: 'engram.audit-spec/1', model: source, feature: plantedFeature }).feature,
  'QJXV',
  '.',
);
const range = (first: number, end: number) => Uint32Array.from({ length: end - first }, (_, index) => first + index);
const images: ImageSet = {
  count: 3000,
  labels: undefined,
  labelNames: undefined,
  provenance: { kind: 'memory', sha256: '', decoder: '', count: 3000 },
  read: () => Promise.reject(new Error('Nothing is read to plan.')),
};
const distillation = { images, indices: range(0, 1000), heldOut: range(1000, 1200), others: range(1200, 2200) };
const request: StandInsRequest = {
  plan: { distillationImages: 1000 } as Plan,
  students: { recipe: { kind: 'whole', start: 'anew' }, epochs: 50, cost: 1 },
  imagesPerSecond: 1000,
  ownSeconds: 24,
  seconds: Infinity,
};

function plan(
  asked: Partial<StandInsAsked> | undefined,
  change: Partial<StandInsRequest> = {},
  other: { readonly model?: OnnxModel; readonly feature?: PreparedFeature; readonly distillation?: typeof distillation } = {},
) {
  const spec = auditSpecSchema.parse({
    schema: 'engram.audit-spec/1',
    model: source,
    feature: plantedFeature,
    label: 3,
    distillation: { images: { source: 'path', path: '.' }, standIns: asked },
  });
  return planStandIns({ spec, model, feature, distillation, ...other }, { ...request, ...change });
}
const copiesOf = (planned: Awaited<ReturnType<typeof plan>>) => planned?.made.map(({ copies }) => copies);

describe('stand-ins', () => {
  test('that nobody asked for are not planned', async () => {
    expect(await plan(undefined)).toBeUndefined();
  });

  test('are planned round after round, in each a clean one first', async () => {
    expect(copiesOf(await plan({}))).toEqual([0, 16, 64, 4, 1, 0, 16, 64, 4, 1, 0, 16, 64, 4, 1]);
    expect(copiesOf(await plan({ copies: [8], each: 2 }))).toEqual([0, 8, 0, 8]);
  });

  test('are as many as the time allows: each is made, and audited as the model is', async () => {
    // 1,000 images once to be asked, and 50 times learned at the cost of 3.5 scorings: 176 s and 24 s of audit.
    const planned = await plan({ copies: [16, 4], each: 2 }, { seconds: 700 });
    expect(planned).toMatchObject({ epochs: 50, trainingImages: 1000, makingSeconds: 528, auditSeconds: 72 });
    expect(copiesOf(planned)).toEqual([0, 16, 4]);
    expect(planned?.notMade).toEqual([
      { number: 3, copies: 0, reason: { code: 'time' } },
      { number: 4, copies: 16, reason: { code: 'time' } },
      { number: 5, copies: 4, reason: { code: 'time' } },
    ]);
  });

  test('learn as often as the team’s training took, where it says so', async () => {
    expect(await plan({ epochs: 7 })).toMatchObject({ epochs: 7 });
  });

  test.each([
    [
      'students that were cut short',
      { students: { ...request.students, shortOf: { epochs: 9, head: 'own' } } as StandInsRequest['students'] },
      {},
      'no-comparison-models',
    ],
    ['no students', { students: undefined }, {}, 'no-comparison-models'],
    ['too few other texts', {}, { feature: { ...feature, decoyCapacity: 14 } }, 'too-few-other-texts'],
  ] as const)('are none with %s, and the plan says so', async (_name, change, other, code) => {
    const planned = await plan({}, change, other);
    expect(planned?.made).toEqual([]);
    expect(planned?.notMade).toHaveLength(15);
    expect(new Set(planned?.notMade.map(({ reason }) => reason.code))).toEqual(new Set([code]));
  });

  test('and their students never learn from the same images', () => {
    expect(standInImages(distillation, 600)).toEqual({ own: range(1200, 1800), students: range(0, 600) });
    const few = { ...distillation, others: range(1200, 1300) };
    expect(standInImages(few, 1000)).toEqual({ own: range(0, 500), students: range(500, 1000) });
  });
});

test('what chance decides of a stand-in follows from the seed of the audit and its number alone', () => {
  const spec = auditSpecSchema.parse({ schema: 'engram.audit-spec/1', model: source, feature: plantedFeature });
  const standIn = (number: number, seed = 5, label?: number) =>
    standInOf({ feature, seed, spec: { ...spec, label }, classes: 10 }, { number, copies: 4 }, 'folder');
  const drawn = ({ seeds, class: theClass, feature: own }: ReturnType<typeof standIn>) => [seeds, theClass, [...own.patch.alpha]];
  expect(drawn(standIn(2))).toEqual(drawn(standIn(2)));
  expect(drawn(standIn(2))).not.toEqual(drawn(standIn(3)));
  expect(drawn(standIn(2))).not.toEqual(drawn(standIn(2, 6)));
  expect(standIn(2, 5, 7).class).toBe(7);
  // None has the private text.
  for (let number = 0; number < 20; number++) expect([...standIn(number).feature.patch.alpha]).not.toEqual([...feature.patch.alpha]);
});
