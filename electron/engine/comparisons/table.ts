import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Response } from '../scoring/response.js';
import type { Comparison, ComparisonTest } from './comparison.js';
import { initialWeights } from './initial-weights/comparison.js';
import { permutedInk } from './permuted-ink/comparison.js';
import { pixelProbes } from './pixel-probes/comparison.js';
import { brought, students } from './references/comparison.js';
import { seedMethod } from './seed-method/comparison.js';
import { strings } from './strings/comparison.js';

/** Every comparison: a new one is a folder and a row here. Results list tests in this order. */
const table = [strings, seedMethod, students, brought, initialWeights, pixelProbes, permutedInk] as const;

type Row = (typeof table)[number];
type MeasuredBy<One> = One extends Comparison<string, infer Measured> ? Measured : never;

/** All that was measured; what a comparison could not measure, for want of what it needs, is undefined. */
export type Measurements = {
  /** Response to the feature at its place. */
  readonly feature: Response;
  /** What the effect is about: the label, or the attracted class where none is known. */
  readonly effectClass: number;
} & { readonly [One in Row as One['name']]: MeasuredBy<One> };

export type ComparisonName = Row['name'];

/** Each row takes what it measured itself, whatever that is. */
export const comparisons: readonly Comparison<ComparisonName, unknown>[] = table;

/** Every test, with the comparison whose measurement it reads. */
export const verdictTests: readonly VerdictTest[] = comparisons.flatMap(({ name, tests }) =>
  tests.map((test) => ({ ...test, comparison: name })),
);

/** The test of a name. */
export function testOf(name: TestName): VerdictTest {
  const test = verdictTests.find((one) => one.name === name);
  if (test === undefined) throw new TypeError(`No comparison has the test ${name}.`);
  return test;
}

export interface VerdictTest extends ComparisonTest<unknown> {
  readonly comparison: ComparisonName;
}
