import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import {
  bootstrapMeanInterval,
  clusterBootstrapInterval,
  intervalFromDistribution,
  type BootstrapOptions,
  type Statistic,
} from '../../../electron/engine/statistics/bootstrap.js';
import { mean, standardDeviation } from '../../../electron/engine/statistics/moments.js';
import { expectAllClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  name: string;
  level: number;
  values: number[];
  observed: number;
  jackknife: number[];
  distribution: number[];
  percentile: [number, number];
  BCa: [number, number];
}
const { cases } = readFixture('bootstrap') as { cases: Case[] };
const options = { seed: 5, purpose: 'test' };

/** Of values that do not depend on each other: each is a cluster of its own. */
function plainInterval(values: ArrayLike<number>, statistic: Statistic, given: BootstrapOptions) {
  return clusterBootstrapInterval(
    values,
    Array.from(values, (_, index) => index),
    statistic,
    given,
  );
}

describe('intervals against SciPy, from the same bootstrap distribution', () => {
  it.each(cases)('$name at level $level', (row) => {
    const percentile = intervalFromDistribution({ ...row, method: 'percentile' });
    expectAllClose([percentile.low, percentile.high], row.percentile, 1e-12);
    const bca = intervalFromDistribution({ ...row, method: 'bca' });
    expectAllClose([bca.low, bca.high], row.BCa, 1e-10);
  });

  // Ends of an interval scatter by some tenths of its width with 399 resamples; a median jumps between values.
  it.each(cases.filter(({ name }) => name !== 'median'))('$name at level $level, from our own resamples', (row) => {
    const statistics = { 'mean of skewed values': mean, 'standard deviation': standardDeviation };
    const statistic = statistics[row.name as keyof typeof statistics];
    const interval = plainInterval(row.values, (sample) => statistic(sample), { ...options, level: row.level });
    const width = row.BCa[1] - row.BCa[0];
    expectAllClose([interval.low, interval.high], row.BCa, 0, 0.25 * width);
  });
});

describe('properties', () => {
  const generator = new Generator(1, 'bootstrap test');
  const values = Float64Array.from({ length: 40 }, () => Math.exp(generator.normal()));

  it('the interval of a mean is that of the general routine', () => {
    const general = plainInterval(values, (sample) => sample.reduce((sum, value) => sum + value, 0) / sample.length, options);
    const special = bootstrapMeanInterval(values, options);
    expectAllClose([special.low, special.high], [general.low, general.high], 1e-12);
  });

  it('gives the same numbers for the same seed and purpose, and others for another', () => {
    expect(bootstrapMeanInterval(values, options)).toEqual(bootstrapMeanInterval(values, options));
    expect(bootstrapMeanInterval(values, options)).not.toEqual(bootstrapMeanInterval(values, { ...options, seed: 6 }));
    expect(bootstrapMeanInterval(values, options)).not.toEqual(bootstrapMeanInterval(values, { ...options, purpose: 'other' }));
  });

  it('covers the true mean about as often as it says', () => {
    let covered = 0;
    for (let trial = 0; trial < 300; trial++) {
      const draws = new Generator(trial, 'coverage');
      const sample = Float64Array.from({ length: 30 }, () => draws.normal());
      const { low, high } = bootstrapMeanInterval(sample, { ...options, resamples: 400, level: 0.9 });
      if (low <= 0 && 0 <= high) covered += 1;
    }
    // 90% nominal; the bootstrap of 30 values falls a little short. 300 trials: standard error .017.
    expect(covered / 300).toBeGreaterThan(0.83);
    expect(covered / 300).toBeLessThan(0.95);
  });

  it('clusters of equals widen the interval', () => {
    const plain = plainInterval(values, mean, options);
    const fourfold = Float64Array.from({ length: 160 }, (_, index) => values[index % 40]);
    const clustered = clusterBootstrapInterval(
      fourfold,
      fourfold.map((_, index) => index % 40),
      mean,
      options,
    );
    const naive = plainInterval(fourfold, mean, options);
    expectAllClose([clustered.low, clustered.high], [plain.low, plain.high], 1e-12);
    // Four times the values at the same information: a naive interval is half as wide or less.
    expect((clustered.high - clustered.low) / (naive.high - naive.low)).toBeGreaterThan(1.8);
  });

  it('values that do not vary give a point', () => {
    expect(bootstrapMeanInterval([3, 3, 3], options)).toEqual({ low: 3, high: 3, level: 0.95 });
  });

  it('refuses what it cannot resample', () => {
    expectRefusal(
      () => bootstrapMeanInterval([1], options),
      'The bootstrap needs at least 2 values and got 1.',
      'Use more images or more references.',
    );
    expectRefusal(
      () => clusterBootstrapInterval([1, 2], [7, 7], mean, options),
      'The number of clusters must be a whole number of at least 2 and is 1.',
      'Give a larger whole number.',
    );
    expectRefusal(
      () => clusterBootstrapInterval([1, 2], [7], mean, options),
      'The cluster bootstrap compares values in pairs and got 2 and 1.',
      'Score both samples on the same images.',
    );
  });
});
