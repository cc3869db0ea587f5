import type { Generator } from '../../base/random/generator.js';
import type { Patch } from '../../features/patch.js';
import { rearrange } from '../../features/rearrange.js';

/** The feature's own pixels, shuffled within its box. */
export function permuteInk(patch: Patch, generator: Generator): Patch {
  const order = generator.permutation(patch.width * patch.height);
  return rearrange(patch, patch.width, patch.height, (pixel) => order[pixel]);
}
