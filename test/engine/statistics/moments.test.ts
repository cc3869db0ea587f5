import { describe, expect, it } from 'vitest';
import { mean, median, quantile, skewness, standardDeviation, variance, Welford } from '../../../electron/engine/statistics/moments.js';
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

  it.each(cases)('Welford, in two parts joined: $name', (row) => {
    // One pass keeps fewer digits than two where all values share a large offset.
    const tolerance = row.name === 'offset' ? 1e-5 : 1e-12;
    const whole = new Welford();
    const rest = new Welford();
    row.values.forEach((value, index) => (index < 7 ? whole : rest).add(value));
    whole.merge(rest);
    expect(whole.count).toBe(row.values.length);
    expectClose(whole.mean, row.mean, 1e-13);
    expectClose(whole.variance(), row.variance, tolerance);
    expectClose(whole.variance(0), row.populationVariance, tolerance);
    expectClose(whole.standardError(), Math.sqrt(row.variance / row.values.length), tolerance);
  });
});

describe('awkward input', () => {
  it('constant values have no variance, even where their mean is not exact', () => {
    const values = new Float64Array(7).fill(0.1);
    expect(variance(values)).toBe(0);
    expect(skewness(values)).toBe(0);
  });

  it('an empty Welford has no mean', () => {
    const empty = new Welford();
    empty.merge(new Welford());
    expect(empty.mean).toBeNaN();
    expect(empty.variance()).toBeNaN();
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
