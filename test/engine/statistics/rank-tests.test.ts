import { describe, expect, it } from 'vitest';
import type { Alternative } from '../../../electron/engine/statistics/alternative.js';
import { mannWhitneyTest } from '../../../electron/engine/statistics/rank-tests.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  name: string;
  first: number[];
  second: number[];
  results: { method: 'auto' | 'exact' | 'asymptotic'; continuity: boolean; statistic: number; p: Record<Alternative, number> }[];
}
const { cases } = readFixture('mann_whitney') as { cases: Case[] };
const alternatives: readonly Alternative[] = ['two-sided', 'greater', 'less'];

describe('Mann-Whitney against SciPy', () => {
  it.each(cases)('$name', ({ first, second, results }) => {
    for (const { method, continuity, statistic, p } of results) {
      for (const alternative of alternatives) {
        const result = mannWhitneyTest(first, second, {
          alternative,
          method: method === 'auto' ? undefined : method,
          continuityCorrection: continuity,
        });
        expect(result.statistic).toBe(statistic);
        expectClose(result.pValue, p[alternative]);
      }
    }
  });
});

describe('properties and awkward input', () => {
  it('swapping the samples mirrors the test', () => {
    const first = [0.3, 1.2, 5, 7, 7.5, 2];
    const second = [0.1, 4, 6, 8];
    const one = mannWhitneyTest(first, second, { alternative: 'greater' });
    const other = mannWhitneyTest(second, first, { alternative: 'less' });
    expect(one.statistic + other.statistic).toBe(24);
    expectClose(one.pValue, other.pValue);
    expectClose(one.superiority, 1 - other.superiority);
  });

  it('values that are all tied say nothing', () => {
    expect(mannWhitneyTest([2, 2, 2], [2, 2])).toEqual({ statistic: 3, pValue: 1, method: 'asymptotic', superiority: 0.5 });
  });

  it('the exact tails of one against one are a half each', () => {
    expect(mannWhitneyTest([2], [1], { alternative: 'greater' }).pValue).toBe(0.5);
    expect(mannWhitneyTest([2], [1], { alternative: 'less' }).pValue).toBe(1);
  });

  it('refuses an empty sample, and an exact test of large ones', () => {
    const large = Array.from({ length: 41 }, (_, index) => index);
    expectRefusal(
      () => mannWhitneyTest(large, large, { method: 'exact' }),
      'The exact Mann-Whitney test serves samples of which one holds at most 40 values; these hold 41 and 41.',
      'Use the normal approximation.',
    );
    expectRefusal(
      () => mannWhitneyTest([], [1]),
      'The Mann-Whitney test needs at least 1 value and got 0.',
      'Use more images or more references.',
    );
  });
});
