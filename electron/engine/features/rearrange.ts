import type { Patch } from './patch.js';

/** A patch of the given size whose pixel number i is pixel `sourceOf(i)` of `patch`, or nothing where that is undefined. */
export function rearrange(patch: Patch, width: number, height: number, sourceOf: (pixel: number) => number | undefined): Patch {
  const values = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height);
  const ink = new Uint8Array(width * height);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const source = sourceOf(pixel);
    if (source === undefined) continue;
    for (let channel = 0; channel < 3; channel++) values[pixel * 3 + channel] = patch.values[source * 3 + channel];
    alpha[pixel] = patch.alpha[source];
    ink[pixel] = patch.ink[source];
  }
  return { width, height, values, alpha, ink };
}
