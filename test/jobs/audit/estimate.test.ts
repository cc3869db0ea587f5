import { expect, it } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { Plan } from '../../../electron/engine/comparisons/plan.js';
import type { PlannedAudit } from '../../../electron/engine/comparisons/planned-audit.js';
import { plannedTests } from '../../../electron/engine/comparisons/planned-tests.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { estimate, leastSeconds, totalOf, type EstimateRequest } from '../../../electron/jobs/audit/estimate.js';
import { planAudit } from '../../../electron/jobs/audit/plan.js';
import { requireTime, timeProblem } from '../../../electron/jobs/audit/time-limit.js';
import { words } from '../../../shared/words/words.js';

const pilot = { imagesPerSecond: 100, share: 1, preparedPerSecond: 300, hosts: 64, standardError: 0.05, stringDeviation: 0.5 };
const plan: Plan = {
  hosts: 300,
  blocks: [99, 199],
  batchSize: 32,
  permutations: 19,
  controlPlacements: 7,
  contrastStrings: 8,
  referenceHosts: 100,
  distillationImages: 600,
};
const feature = featureSchema.parse({ kind: 'text', template: '{letters:4}', typography: { font: '5x5' }, placement: { margin: [1, 1] } });
const planned: PlannedAudit = {
  plan,
  subject: {
    feature: await prepareFeature(feature, 'QJXV', '.'),
    placement: feature.placement,
    stampAt: 'model-input',
    preprocessor: createPreprocessor(preprocessingSchema.parse({}), { layout: 'NHWC', height: 28, width: 28, channels: 1 }),
    label: 3,
    seed: 1,
  },
  students: 0,
  brought: 0,
  network: { firstLayer: 'convolution', hosts: { inDomain: true }, hasInitial: false },
};
const request: EstimateRequest = { planned, pilot, students: undefined, agreementImages: 150, controlsKnown: true };
const secondsOf = (change: Partial<EstimateRequest>) => Object.fromEntries(estimate({ ...request, ...change }));

it('is images over speed, phase by phase', () => {
  const students = { recipe: { kind: 'whole', start: 'anew' } as const, epochs: 5, cost: 20_000 };
  // 201 and 31 marks on 300 hosts; 9 x 8 marks and the clean image on 100 hosts, in 6 networks, and in 4;
  // 150 images that are read for each of two comparisons, and scored by 6 networks and by 4.
  expect(secondsOf({ students, planned: { ...planned, students: 5, brought: 3 } })).toMatchObject({
    prepare: 1,
    distil: 8,
    students: 200,
    agreement: 16,
    strings: 603,
    hosts: 93,
    compare: 438,
    references: 292,
    probes: 0,
  });
  expect(secondsOf({})).toMatchObject({ controls: 0, distil: 0, students: 0, agreement: 0, compare: 0, references: 0 });
  expect(secondsOf({ controlsKnown: false }).controls).toBeGreaterThan(0);
  expect(secondsOf({ pilot: { ...pilot, preparedPerSecond: 30 } }).prepare).toBe(10);
});

it('counts single pixels where they can be probed, and knows which tests a plan is for', () => {
  const dense = { ...planned, network: { firstLayer: 'dense', hosts: { inDomain: true }, hasInitial: true } } as const;
  expect(secondsOf({ planned: dense }).probes).toBeGreaterThan(0);
  expect(plannedTests(dense)).toEqual(['same-template-strings', 'initial-weights', 'pixel-probes', 'permuted-ink']);
  expect(plannedTests({ ...planned, students: 5, brought: 1 })).toEqual([
    'same-template-strings',
    'distilled-text',
    'distilled-kind',
    'permuted-ink',
  ]);
  expect(plannedTests({ ...planned, brought: 2, plan: { ...plan, blocks: [18], permutations: 0 } })).toEqual([
    'brought-text',
    'brought-kind',
  ]);
  expect(plannedTests({ ...planned, students: 5, plan: { ...plan, controlPlacements: 0 } })).toEqual([
    'same-template-strings',
    'permuted-ink',
  ]);
});

it.each([45, 25, 12, 6, 3])('of a quick audit is at least what is said beforehand, at %d images a second', (imagesPerSecond) => {
  const measured = { ...pilot, imagesPerSecond };
  const quick = planAudit({
    level: 'quick',
    timeBudget: 300,
    settled: false,
    pilot: measured,
    classes: 2,
    batchSize: 8,
    availableHosts: 2000,
    decoyCapacity: 1e6,
    references: false,
    placementsThatFit: 0,
    distillationCount: 0,
  });
  const phases = estimate({ ...request, planned: { ...planned, plan: quick }, pilot: measured, controlsKnown: false });
  expect(totalOf(phases)).toBeGreaterThanOrEqual(leastSeconds(imagesPerSecond) - 1);
  // Within 1.2 times its budget, or refused before it begins.
  if (totalOf(phases) > 1.2 * 300) {
    expect(imagesPerSecond).toBeLessThan(45);
    expect(() => requireTime(totalOf(phases), 300)).toThrow(words.outlook.limitTooShort(totalOf(phases), 300));
  }
});

it('keeps to a limit or is refused with what would do', () => {
  expect(timeProblem(360, 300)).toBeUndefined();
  expect(timeProblem(1e6, undefined)).toBeUndefined();
  expect(() => requireTime(1200, 300)).toThrow(
    'at least 20 minutes on this machine when nothing else runs, and its time limit is 5 minutes.',
  );
  try {
    requireTime(1200, 300);
  } catch (error) {
    expect(error).toMatchObject({ code: 'time-limit-too-short', hint: 'Set the time limit to 22 minutes or more, or take it away.' });
  }
});
