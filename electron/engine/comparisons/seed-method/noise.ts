import type { Generator } from '../../base/random/generator.js';
import type { Patch } from '../../features/patch.js';
import { rearrange } from '../../features/rearrange.js';

/** Ink above half of a pixel counts as inked. */
const inked = (patch: Patch, pixel: number): boolean => patch.ink[pixel] >= 128;

/**
 * The noise of Hartley & Tsaftaris: every pixel of the box is ink or not with probability 1/2; ask
 * for a new one for every image. An inked pixel looks like one of the feature's inked pixels, drawn
 * at random, the others like one of its uninked pixels (nothing, where it has none).
 */
export function drawNoise(patch: Patch, generator: Generator): Patch {
  const ink: number[] = [];
  const ground: number[] = [];
  for (let pixel = 0; pixel < patch.ink.length; pixel++) (inked(patch, pixel) ? ink : ground).push(pixel);
  return rearrange(patch, patch.width, patch.height, () => {
    const source = generator.integer(2) === 1 ? ink : ground;
    return source.length === 0 ? undefined : generator.choose(source);
  });
}
