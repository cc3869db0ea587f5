import { describe, expect, it } from 'vitest';
import type { Alternative } from '../../../electron/engine/statistics/alternative.js';
import { pairedTTest, welchTTest, type TTest } from '../../../electron/engine/statistics/t-tests.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from './fixture.js';

interface Expected {
  statistic: number;
  df: number;
  p: Record<Alternative, number>;
  interval: [number, number];
  effectSize: number;
}
interface Case {
  name: string;
  first: number[];
  second: number[];
  oneSample: Expected;
  paired: Expected;
  welch: Expected;
}
const fixture = readFixture('t_tests') as {
  cases: Case[];
  unequalSizes: { first: number[]; second: number[]; statistic: number; df: number; p: number };
};
const alternatives: readonly Alternative[] = ['two-sided', 'greater', 'less'];

function check(run: (alternative: Alternative) => TTest, expected: Expected): void {
  for (const alternative of alternatives) {
    const result = run(alternative);
    expectClose(result.statistic, expected.statistic);
    expectClose(result.degreesOfFreedom, expected.df);
    expectClose(result.pValue, expected.p[alternative]);
    expectAllClose([result.interval.low, result.interval.high], expected.interval, 1e-9);
    expectClose(result.effectSize, expected.effectSize);
    expect(result.degenerate).toBe(false);
  }
}

describe('t-tests against SciPy', () => {
  it.each(fixture.cases)('$name', ({ first, second, ...row }) => {
    // Pairs of which one side is always the same are one sample against that value.
    const same = first.map(() => 0.1);
    check((alternative) => pairedTTest(first, same, { alternative }), row.oneSample);
    check((alternative) => pairedTTest(first, second, { alternative }), row.paired);
    check((alternative) => welchTTest(first, second, { alternative }), row.welch);
  });

  it('Welch with unequal sizes', () => {
    const { first, second, statistic, df, p } = fixture.unequalSizes;
    const result = welchTTest(first, second);
    expectClose(result.statistic, statistic);
    expectClose(result.degreesOfFreedom, df);
    expectClose(result.pValue, p);
  });

  it('reaches below p = 1e-12', () => {
    const row = fixture.cases.find(({ name }) => name === 'p below 1e-12');
    expect(row?.welch.p.greater).toBeLessThan(1e-12);
  });
});

describe('awkward input', () => {
  it('samples without spread say nothing: t 0, p 1', () => {
    for (const result of [pairedTTest([2, 3, 4], [1, 2, 3]), welchTTest([1, 1], [2, 2])]) {
      expect(result).toMatchObject({ statistic: 0, pValue: 1, standardError: 0, effectSize: 0, degenerate: true });
    }
    expect(pairedTTest([2, 3, 4], [1, 2, 3]).interval).toEqual({ low: 1, high: 1, level: 0.95 });
  });

  it('Welch holds where one sample is constant', () => {
    const result = welchTTest([1, 1, 1], [1, 2, 3, 4]);
    expectClose(result.degreesOfFreedom, 3);
    expect(result.degenerate).toBe(false);
  });

  it('refuses what it cannot test', () => {
    expectRefusal(
      () => pairedTTest([1, 2], [1]),
      'The paired t-test compares values in pairs and got 2 and 1.',
      'Score both samples on the same images.',
    );
    expectRefusal(
      () => pairedTTest([1], [2]),
      'The paired t-test needs at least 2 values and got 1.',
      'Use more images or more references.',
    );
    expectRefusal(
      () => welchTTest([1, 2], [0, Infinity]),
      'The Welch t-test got a value that is not a finite number (Infinity, position 2).',
      'Check that the model answers every image with finite numbers.',
    );
    expectRefusal(
      () => pairedTTest([1, 2], [0, 3], { level: 1 }),
      'The confidence level must lie between 0 and 1 and is 1.',
      'Give a number greater than 0 and less than 1.',
    );
  });
});
