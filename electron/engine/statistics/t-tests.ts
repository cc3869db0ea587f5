import type { Alternative, Interval } from './alternative.js';
import { mean, variance } from './moments.js';
import { requirePaired, requireProbability, requireSample, type Sample } from './sample.js';
import { studentTUpper, studentTUpperQuantile } from './student-distribution.js';

export interface TTest {
  /** t; 0 where the samples do not vary. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** The difference of means. */
  readonly estimate: number;
  readonly standardError: number;
  /** Two-sided interval of `estimate`, whatever the alternative. */
  readonly interval: Interval;
  /** Cohen's d: `estimate` in standard deviations (pairs: of the differences, d_z; Welch: pooled). */
  readonly effectSize: number;
  /** No spread in the samples, hence no estimate of error: the statistic is 0 and the p-value 1. */
  readonly degenerate: boolean;
}

export interface TTestOptions {
  readonly alternative?: Alternative;
  /** Of the interval; .95 when left out. */
  readonly level?: number;
}

/** Paired t-test of first - second (n >= 2 pairs). */
export function pairedTTest(first: Sample, second: Sample, options: TTestOptions = {}): TTest {
  requirePaired(first, second, 'paired t-test');
  requireSample(first, 2, 'paired t-test');
  requireSample(second, 2, 'paired t-test');
  const differences = Float64Array.from(first, (value, index) => value - second[index]);
  const spread = variance(differences);
  return conclude(mean(differences), Math.sqrt(spread / first.length), first.length - 1, Math.sqrt(spread), options);
}

/** Welch's t-test of mean(first) - mean(second), variances not assumed equal; each sample holds at least 2 values. */
export function welchTTest(first: Sample, second: Sample, options: TTestOptions = {}): TTest {
  requireSample(first, 2, 'Welch t-test');
  requireSample(second, 2, 'Welch t-test');
  const firstVariance = variance(first);
  const secondVariance = variance(second);
  const firstShare = firstVariance / first.length;
  const secondShare = secondVariance / second.length;
  const total = firstShare + secondShare;
  const pooledDegrees = first.length + second.length - 2;
  // Welch & Satterthwaite, in shares of the total so that small variances do not underflow.
  const degreesOfFreedom =
    total > 0 ? 1 / ((firstShare / total) ** 2 / (first.length - 1) + (secondShare / total) ** 2 / (second.length - 1)) : pooledDegrees;
  const pooled = Math.sqrt(((first.length - 1) * firstVariance + (second.length - 1) * secondVariance) / pooledDegrees);
  return conclude(mean(first) - mean(second), Math.sqrt(total), degreesOfFreedom, pooled, options);
}

function conclude(estimate: number, standardError: number, degreesOfFreedom: number, deviation: number, options: TTestOptions): TTest {
  const level = options.level ?? 0.95;
  requireProbability(level, 'confidence level');
  const degenerate = !(standardError > 0);
  const statistic = degenerate ? 0 : estimate / standardError;
  const half = degenerate ? 0 : standardError * studentTUpperQuantile((1 - level) / 2, degreesOfFreedom);
  return {
    statistic,
    degreesOfFreedom,
    pValue: degenerate ? 1 : tTestPValue(statistic, degreesOfFreedom, options.alternative ?? 'two-sided'),
    estimate,
    standardError,
    interval: { low: estimate - half, high: estimate + half, level },
    effectSize: degenerate ? 0 : estimate / deviation,
    degenerate,
  };
}

/** p-value of a statistic that follows Student's t under the null hypothesis. */
export function tTestPValue(statistic: number, degreesOfFreedom: number, alternative: Alternative): number {
  switch (alternative) {
    case 'greater':
      return studentTUpper(statistic, degreesOfFreedom);
    case 'less':
      return studentTUpper(-statistic, degreesOfFreedom);
    case 'two-sided':
      return Math.min(1, 2 * studentTUpper(Math.abs(statistic), degreesOfFreedom));
  }
}
