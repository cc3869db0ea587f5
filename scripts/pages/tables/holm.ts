import { requireCount, requirePValue } from '../../../electron/engine/statistics/sample.js';

/**
 * Family-wise adjusted p-values (Holm 1979), in the order given. With `trials` K > 1 this family is
 * one of K that were tried, and the values are multiplied by K on top (Bonferroni over families, so
 * that nothing need be known of the others): p_(i) -> K max_{j<=i} (m - j + 1) p_(j), at most 1.
 */
export function holm(pValues: readonly number[], trials = 1): number[] {
  requireCount(trials, 1, 'number of trials');
  for (const pValue of pValues) requirePValue(pValue);
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, position) => {
    largest = Math.max(largest, trials * (pValues.length - position) * pValues[index]);
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}

/**
 * Adjusted p-values of tests that support several claims [claim][test], in the order given. A claim is
 * judged by Holm over its own tests, and the claims by Holm over the smallest corrected p of each: half of alpha
 * is spent on either of two claims however many tests it has, and all of it on the second where the
 * first was found. As a closed test (Marcus, Peritz & Gabriel 1976) with Bonferroni's test of every
 * intersection, it makes a false claim at most as often as stated, whichever claims are true.
 */
export function holmOverClaims(claims: readonly (readonly number[])[], trials = 1): number[][] {
  const within = claims.map((tests) => holm(tests, trials));
  const smallest = within.map((tests) => Math.min(1, ...tests));
  const order = claims
    .map((_, index) => index)
    .filter((index) => claims[index].length > 0)
    .sort((a, b) => smallest[a] - smallest[b]);
  const adjusted = claims.map((): number[] => []);
  let floor = 0;
  order.forEach((index, position) => {
    const left = order.length - position;
    adjusted[index] = within[index].map((p) => Math.min(1, Math.max(floor, left * p)));
    floor = Math.max(floor, Math.min(1, left * smallest[index]));
  });
  return adjusted;
}
