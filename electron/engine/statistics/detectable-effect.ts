import { quantileOfSorted, sorted } from './moments.js';
import { requireCount, requireProbability, requireSample, type Sample } from './sample.js';
import { EngineError } from '../base/error.js';

export interface DetectableEffect {
  /** Q_(1 - alpha/K) - Q_.20 of the references, in their units: a feature shifted by this much is found 4 times in 5. */
  readonly effect: number;
  /** Q_(1 - alpha/K): what a feature must exceed to be flagged. */
  readonly threshold: number;
  /** Whether there are enough references, (R + 1) alpha / K >= 1, for the threshold to be reached at all. */
  readonly resolvable: boolean;
}

/** Minimum detectable effect with 80% power at false-alarm rate `alpha` over `trials` K, from reference statistics T. */
export function minimumDetectableEffect(references: Sample, alpha: number, trials = 1): DetectableEffect {
  requireSample(references, 2, 'minimum detectable effect');
  requireProbability(alpha, 'false-alarm rate');
  requireCount(trials, 1, 'number of trials');
  const ascending = sorted(references);
  const threshold = quantileOfSorted(ascending, 1 - alpha / trials);
  return {
    effect: threshold - quantileOfSorted(ascending, 0.2),
    threshold,
    resolvable: ((references.length + 1) * alpha) / trials >= 1,
  };
}

/**
 * Host images after which the sampling error is a `share` of the references' spread, half of it unless
 * told otherwise: n (SE / (share sd))^2, rounded up, from a standard error SE measured on n = `hosts`
 * images and the references' standard deviation sd > 0.
 */
export function hostsNeeded(hosts: number, standardError: number, referenceDeviation: number, share = 0.5): number {
  requireCount(hosts, 1, 'number of hosts');
  if (!(standardError >= 0) || !(referenceDeviation > 0) || !Number.isFinite(standardError / referenceDeviation)) {
    throw new EngineError('sample-invalid', { fault: 'references-all-alike' });
  }
  return Math.ceil(hosts * (standardError / share / referenceDeviation) ** 2);
}
