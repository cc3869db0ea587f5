import { describe, expect, it } from 'vitest';
import {
  distanceToDistribution,
  kolmogorovSmirnovTest,
  kolmogorovSmirnovThreshold,
} from '../../../electron/engine/statistics/kolmogorov-smirnov.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

const { cases } = readFixture('kolmogorov_smirnov') as {
  cases: { name: string; first: number[]; second: number[]; statistic: number; p: number }[];
};

describe('two-sample Kolmogorov-Smirnov test against SciPy', () => {
  it.each(cases)('$name', ({ first, second, statistic, p }) => {
    const result = kolmogorovSmirnovTest(first, second);
    expectClose(result.statistic, statistic, 1e-14);
    expectClose(result.pValue, p, 1e-10);
    expect(kolmogorovSmirnovTest(second, first)).toEqual(result);
  });
});

describe('threshold of Sablayrolles et al.', () => {
  // c(alpha) as tabulated for the two-sample test (Smirnov 1948): 1.224, 1.358, 1.628.
  it.each([
    [0.1, 1.224],
    [0.05, 1.358],
    [0.01, 1.628],
  ])('c(%d) = %d', (alpha, c) => {
    expect(kolmogorovSmirnovThreshold(alpha, 50, 200) / Math.sqrt(250 / 10_000)).toBeCloseTo(c, 3);
  });

  it('is near the distance whose p-value is alpha', () => {
    const d = kolmogorovSmirnovThreshold(0.05, 400, 100);
    const first = Array.from({ length: 400 }, (_, index) => index / 400);
    const shifted = Array.from({ length: 100 }, (_, index) => index / 100 + d + 1e-9);
    expectClose(kolmogorovSmirnovTest(first, shifted).pValue, 0.05, 0.2);
  });

  it('refuses sizes and levels that mean nothing', () => {
    expectRefusal(
      () => kolmogorovSmirnovThreshold(0, 5, 5),
      'The level must lie between 0 and 1 and is 0.',
      'Give a number greater than 0 and less than 1.',
    );
    expectRefusal(
      () => kolmogorovSmirnovTest([], [1]),
      'The Kolmogorov-Smirnov test needs at least 1 value and got 0.',
      'Use more images or more references.',
    );
  });
});

describe('distance to a distribution', () => {
  it('of evenly spread values from the uniform one is half a step', () => {
    const values = Array.from({ length: 10 }, (_, index) => (index + 0.5) / 10);
    expectClose(
      distanceToDistribution(values, (x) => x),
      0.05,
      1e-12,
    );
  });
});
