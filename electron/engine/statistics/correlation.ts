import type { Interval } from './alternative.js';
import { isConstant, mean } from './moments.js';
import { normalUpperQuantile } from './normal-distribution.js';
import { requirePaired, requireProbability, requireSample, type Sample } from './sample.js';
import { tTestPValue } from './t-tests.js';

export interface Correlation {
  /** Pearson's r, from -1 to 1; 0 where a sample is constant. */
  readonly correlation: number;
  /** Two-sided, from t on n - 2 degrees of freedom. */
  readonly pValue: number;
  /** By Fisher's z; [-1, 1] with 3 pairs. */
  readonly interval: Interval;
  /** A sample does not vary: the correlation is undefined and shown as 0 with p = 1. */
  readonly degenerate: boolean;
}

/** Pearson's correlation of n >= 3 pairs. */
export function pearsonCorrelation(first: Sample, second: Sample, level = 0.95): Correlation {
  requirePaired(first, second, 'correlation');
  requireSample(first, 3, 'correlation');
  requireSample(second, 3, 'correlation');
  requireProbability(level, 'confidence level');
  const count = first.length;
  if (isConstant(first) || isConstant(second)) {
    return { correlation: 0, pValue: 1, interval: { low: -1, high: 1, level }, degenerate: true };
  }
  const firstMean = mean(first);
  const secondMean = mean(second);
  let products = 0;
  let firstSquares = 0;
  let secondSquares = 0;
  for (let index = 0; index < count; index++) {
    const a = first[index] - firstMean;
    const b = second[index] - secondMean;
    products += a * b;
    firstSquares += a * a;
    secondSquares += b * b;
  }
  const correlation = Math.max(-1, Math.min(1, products / Math.sqrt(firstSquares) / Math.sqrt(secondSquares)));
  const degrees = count - 2;
  const statistic = correlation * Math.sqrt(degrees / ((1 - correlation) * (1 + correlation)));
  return {
    correlation,
    pValue: tTestPValue(statistic, degrees, 'two-sided'),
    interval: fisherInterval(correlation, count, level),
    degenerate: false,
  };
}

function fisherInterval(correlation: number, count: number, level: number): Interval {
  if (count === 3) return { low: -1, high: 1, level };
  const half = normalUpperQuantile((1 - level) / 2) / Math.sqrt(count - 3);
  const z = Math.atanh(correlation);
  return { low: Math.tanh(z - half), high: Math.tanh(z + half), level };
}
