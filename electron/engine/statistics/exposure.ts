import { distanceToDistribution } from './kolmogorov-smirnov.js';
import { isConstant } from './moments.js';
import { requireSample, type Sample } from './sample.js';
import { fitSkewNormal, skewNormalCdf, skewNormalLogCdf, type SkewNormal } from './skew-normal.js';

/**
 * Exposure of a secret among references of its format, in bits (Carlini et al., The Secret Sharer).
 * Scores are such that **lower is more exposed** (log-perplexity); negate a directed shift.
 */

/**
 * By rank: log2 |R| - log2 rank, rank = 1 + #{r <= score}, so that a tie counts against the secret.
 * From -log2((|R| + 1) / |R|) (every reference is lower) to log2 |R| (none is as low).
 */
export function exposureByRank(score: number, references: Sample): number {
  return Math.log2(references.length) - Math.log2(1 + countAtMost(score, references));
}

export interface SampledExposure {
  readonly bits: number;
  /** No reference scored as low: `bits` is log2 |R|, and the exposure at least that. */
  readonly atLeast: boolean;
}

/** By sampling: -log2 of the share of references that score as low. */
export function exposureBySampling(score: number, references: Sample): SampledExposure {
  const asLow = countAtMost(score, references);
  return { bits: Math.log2(references.length) - Math.log2(Math.max(1, asLow)), atLeast: asLow === 0 };
}

export interface ExtrapolatedExposure {
  readonly bits: number;
  readonly fit: SkewNormal;
  /** Kolmogorov-Smirnov distance of the references from the fit, 0 to 1: how far `bits` may be believed. */
  readonly fitDistance: number;
}

/**
 * By extrapolation: -log2 P(X <= score) of a skew-normal fitted to the references. Undefined with fewer
 * than 3 references, or where they do not differ: there is nothing to extrapolate from.
 */
export function exposureByExtrapolation(score: number, references: Sample): ExtrapolatedExposure | undefined {
  requireSample([score], 1, 'exposure');
  requireSample(references, 1, 'exposure');
  if (references.length < 3 || isConstant(references)) return undefined;
  const fit = fitSkewNormal(references);
  return {
    bits: Math.max(0, -skewNormalLogCdf(score, fit) / Math.LN2),
    fit,
    fitDistance: distanceToDistribution(references, (x) => skewNormalCdf(x, fit)),
  };
}

function countAtMost(score: number, references: Sample): number {
  requireSample([score], 1, 'exposure');
  requireSample(references, 1, 'exposure');
  let count = 0;
  for (let index = 0; index < references.length; index++) if (references[index] <= score) count += 1;
  return count;
}
