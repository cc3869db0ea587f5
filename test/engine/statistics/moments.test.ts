import { describe, expect, it } from 'vitest';
import { mean, median, quantile, skewness, standardDeviation, variance } from '../../../electron/engine/statistics/moments.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  name: string;
  values: number[];
  mean: number;
  variance: number;
  populationVariance: number;
  skewness: number;
  median: number;
  quantiles: [number, number][];
}
const { cases } = readFixture('moments') as { cases: Case[] };

describe('moments against NumPy and mpmath', () => {
  it.each(cases)('$name', (row) => {
    expectClose(mean(row.values), row.mean, 1e-14);
    expectClose(variance(row.values), row.variance, 1e-12);
    expectClose(variance(row.values, 0), row.populationVariance, 1e-12);
    expectClose(standardDeviation(row.values), Math.sqrt(row.variance), 1e-12);
    expectClose(skewness(row.values), row.skewness, 1e-7, 1e-12);
    expectClose(median(row.values), row.median, 1e-15);
    for (const [probability, expected] of row.quantiles) expectClose(quantile(row.values, probability), expected, 1e-13);
  });
});

describe('awkward input', () => {
  it('constant values have no variance, even where their mean is not exact', () => {
    const values = new Float64Array(7).fill(0.1);
    expect(variance(values)).toBe(0);
    expect(skewness(values)).toBe(0);
  });

  it('refuses too few values and values that are not finite', () => {
    expectRefusal(() => mean([]), 'The mean needs at least 1 value and got 0.', 'Use more images or more references.');
    expectRefusal(() => variance([1]), 'The variance needs at least 2 values and got 1.', 'Use more images or more references.');
    expectRefusal(
      () => median([1, NaN, 2]),
      'The quantile got a value that is not a finite number (NaN, position 2).',
      'Check that the model answers every image with finite numbers.',
    );
    expect(() => quantile([1, 2], 1.5)).toThrow(new RangeError("A quantile's probability lies from 0 to 1, not 1.5."));
  });
});
