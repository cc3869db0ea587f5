import { Generator } from '../../base/random/generator.js';
import { headOf } from '../../scoring/scorer.js';
import type { Response } from '../../scoring/response.js';
import { atItsPlace, measure, type MeasureOptions } from '../subject.js';
import { permuteInk } from './patch.js';

/** Responses to the feature's pixels shuffled within its box. */
export async function measurePermutedInk(options: MeasureOptions & { readonly permutations: number }): Promise<readonly Response[]> {
  const { subject, scorer, permutations } = options;
  const { classes } = headOf(scorer);
  const treatments = Array.from({ length: permutations }, (_, index) =>
    atItsPlace(subject, permuteInk(subject.feature.patch, new Generator(subject.seed, 'permuted-ink', index))),
  );
  return (await measure('permuted-ink', treatments, options, classes)).ofNetwork();
}
