import type { Interval } from '../../statistics/alternative.js';
import { bootstrapMeanInterval } from '../../statistics/bootstrap.js';
import { mean, sorted } from '../../statistics/moments.js';
import { mannWhitneyTest, type MannWhitneyTest } from '../../statistics/rank-tests.js';
import { requirePaired, requireSample, type Sample } from '../../statistics/sample.js';
import { pairedTTest, welchTTest, type TTest } from '../../statistics/t-tests.js';

/**
 * The memorisation score of Hartley & Tsaftaris and its tests, from one divergence per host image:
 * d_u of the clean from the unique image, d_r of the clean from the random image. These see the
 * sampling of images, not how patches differ for reasons unrelated to training: no verdict.
 */
export interface MemorisationScore {
  /** X_u, mean of d_u, in nats. */
  readonly uniqueDivergence: number;
  /** X_r, mean of d_r, in nats. */
  readonly randomDivergence: number;
  /** M = X_u - X_r (eq. 4). */
  readonly score: number;
  /** BCa bootstrap interval of M over host images. */
  readonly interval: Interval;
  /** One-tailed, d_u > d_r: the seed's test. Its effect size is d_z. */
  readonly pairedTTest: TTest;
  /** One-tailed. Its effect size is Cohen's d. */
  readonly welchTTest: TTest;
  /** One-tailed. */
  readonly mannWhitneyTest: MannWhitneyTest;
  /** Share of host images with d_u > d_r, 0 to 1. */
  readonly fractionUniqueLarger: number;
  /** Mean over images of the rank of its d_u among all d_r, 1 + #{d_r >= d_u}, over n + 1: near 0 where d_u is the largest. */
  readonly meanRank: number;
}

export interface MemorisationOptions {
  /** Of the bootstrap. */
  readonly seed: number;
  readonly resamples?: number;
  readonly level?: number;
}

/** Scores n >= 2 host images. */
export function memorisationScore(unique: Sample, random: Sample, options: MemorisationOptions): MemorisationScore {
  requirePaired(unique, random, 'memorisation score');
  requireSample(unique, 2, 'memorisation score');
  requireSample(random, 2, 'memorisation score');
  const differences = Float64Array.from(unique, (value, index) => value - random[index]);
  let larger = 0;
  for (const difference of differences) if (difference > 0) larger += 1;
  return {
    uniqueDivergence: mean(unique),
    randomDivergence: mean(random),
    score: mean(differences),
    interval: bootstrapMeanInterval(differences, { ...options, purpose: 'memorisation-score' }),
    pairedTTest: pairedTTest(unique, random, { alternative: 'greater' }),
    welchTTest: welchTTest(unique, random, { alternative: 'greater' }),
    mannWhitneyTest: mannWhitneyTest(unique, random, { alternative: 'greater' }),
    fractionUniqueLarger: larger / differences.length,
    meanRank: meanRankAmong(unique, random),
  };
}

function meanRankAmong(unique: Sample, random: Sample): number {
  const ascending = sorted(random);
  let sum = 0;
  for (let index = 0; index < unique.length; index++) sum += 1 + ascending.length - countBelow(ascending, unique[index]);
  return sum / unique.length / (ascending.length + 1);
}

/** How many of the ascending values are smaller than `value`, by bisection. */
function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
