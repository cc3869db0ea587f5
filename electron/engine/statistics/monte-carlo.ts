import { clopperPearson } from './binomial.js';
import type { Interval } from './alternative.js';
import { requireCount } from './sample.js';
import { EngineError } from '../base/error.js';

/**
 * p-value of a Monte-Carlo test, (1 + #{T_r >= T}) / (R + 1): `exceedances` of `draws` reference
 * values are at least as large as the observed one (Davison & Hinkley 1997, eq. 4.11).
 */
export function monteCarloPValue(exceedances: number, draws: number): number {
  requireExceedances(exceedances, draws);
  return (1 + exceedances) / (draws + 1);
}

/**
 * Two-sided Clopper-Pearson interval of the p-value that endless draws would give; what the
 * uncertainty of a finite number of draws leaves open. [0, 1] before the first draw.
 */
export function monteCarloBounds(exceedances: number, draws: number, level = 0.99): Interval {
  requireExceedances(exceedances, draws);
  return draws === 0 ? { low: 0, high: 1, level } : clopperPearson(exceedances, draws, level);
}

function requireExceedances(exceedances: number, draws: number): void {
  requireCount(draws, 0, 'number of draws');
  requireCount(exceedances, 0, 'number of exceedances');
  if (exceedances > draws) {
    throw new EngineError('sample-invalid', { fault: 'more-exceedances-than-draws', exceedances, draws });
  }
}
