import type { Patch } from '../../engine/features/patch.js';

/** Pixels between the stripes of a masked feature. */
const stripe = 4;

/** The feature's box with stripes in place of its ink: where it lies and how large it is, and no more. */
export function maskOf({ width, height }: Patch): Patch {
  const pixels = width * height;
  const values = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [row, column] = [Math.floor(pixel / width), pixel % width];
    values.fill((row + column) % stripe < stripe / 2 ? 200 : 72, pixel * 3, pixel * 3 + 3);
  }
  return { width, height, values, alpha: new Uint8Array(pixels).fill(255), ink: new Uint8Array(pixels).fill(255) };
}
