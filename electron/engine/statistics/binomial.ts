import type { Interval } from './alternative.js';
import { betaQuantile } from './beta-function.js';
import { requireCount, requireProbability } from './sample.js';
import { EngineError } from '../base/error.js';

function requireSuccesses(successes: number, trials: number): void {
  requireCount(trials, 1, 'number of trials');
  requireCount(successes, 0, 'number of successes');
  if (successes > trials) {
    throw new EngineError('sample-invalid', { fault: 'more-successes-than-trials', successes, trials });
  }
}

/** Exact two-sided interval of a binomial proportion (Clopper & Pearson 1934). */
export function clopperPearson(successes: number, trials: number, level = 0.95): Interval {
  requireProbability(level, 'confidence level');
  const tail = (1 - level) / 2;
  return {
    low: clopperPearsonLower(successes, trials, 1 - tail),
    high: clopperPearsonUpper(successes, trials, 1 - tail),
    level,
  };
}

/** One-sided exact bound: the proportion is at least this with confidence `level`. */
export function clopperPearsonLower(successes: number, trials: number, level = 0.95): number {
  requireSuccesses(successes, trials);
  requireProbability(level, 'confidence level');
  return successes === 0 ? 0 : betaQuantile(1 - level, successes, trials - successes + 1);
}

/** One-sided exact bound: the proportion is at most this with confidence `level`. */
export function clopperPearsonUpper(successes: number, trials: number, level = 0.95): number {
  requireSuccesses(successes, trials);
  requireProbability(level, 'confidence level');
  return successes === trials ? 1 : betaQuantile(level, successes + 1, trials - successes);
}
