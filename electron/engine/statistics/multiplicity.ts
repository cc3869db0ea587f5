import { requireCount } from './sample.js';
import { EngineError } from '../error.js';

/**
 * Family-wise adjusted p-values (Holm 1979), in the order given. With `trials` K > 1 this family is
 * one of K that were tried, and the values are multiplied by K on top (Bonferroni over families, so
 * that nothing need be known of the others): p_(i) -> K max_{j<=i} (m - j + 1) p_(j), at most 1.
 */
export function holm(pValues: readonly number[], trials = 1): number[] {
  requireCount(trials, 1, 'number of trials');
  for (const pValue of pValues) {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new EngineError('sample-invalid', `A p-value lies from 0 to 1, not ${pValue}.`, 'Leave out tests that gave no p-value.');
    }
  }
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, position) => {
    largest = Math.max(largest, trials * (pValues.length - position) * pValues[index]);
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}
