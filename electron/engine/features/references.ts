import { type Generator } from '../base/random/generator.js';
import { type Patch, type Position } from './patch.js';
import { type Size } from './placement.js';

/** Ink above half of a pixel counts as inked. */
const inked = (patch: Patch, pixel: number): boolean => patch.ink[pixel] >= 128;

/** A patch of the given size whose pixel number i is pixel `sourceOf(i)` of `patch`, or nothing where that is undefined. */
function rearrange(patch: Patch, width: number, height: number, sourceOf: (pixel: number) => number | undefined): Patch {
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

/** Permuted ink: the feature's own pixels, shuffled within its box. */
export function permuteInk(patch: Patch, generator: Generator): Patch {
  const order = generator.permutation(patch.width * patch.height);
  return rearrange(patch, patch.width, patch.height, (pixel) => order[pixel]);
}

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

/** One pixel of ink, for the response of a network to each place of the box. */
export interface PixelProbe {
  /** Place in the image. */
  readonly position: Position;
  /** Place in the box; the ring around it has row or column -1, or the box's height or width. */
  readonly row: number;
  readonly column: number;
  /** Ink of the feature there, 0 to 1; 0 on the ring. */
  readonly ink: number;
  /** 1 x 1. */
  readonly patch: Patch;
}

/**
 * Single-pixel probes for every pixel of the box at `position` and of the 1-pixel ring around it that
 * lies inside the image, row by row. Each stamps the feature's mean ink.
 */
export function pixelProbes(patch: Patch, position: Position, imageSize: Size): PixelProbe[] {
  const dot = meanInk(patch);
  const probes: PixelProbe[] = [];
  for (let row = -1; row <= patch.height; row++) {
    for (let column = -1; column <= patch.width; column++) {
      const place = { x: position.x + column, y: position.y + row };
      if (place.x < 0 || place.y < 0 || place.x >= imageSize.width || place.y >= imageSize.height) continue;
      const inside = row >= 0 && column >= 0 && row < patch.height && column < patch.width;
      probes.push({ position: place, row, column, ink: inside ? patch.ink[row * patch.width + column] / 255 : 0, patch: dot });
    }
  }
  return probes;
}

/** One pixel with the mean colour and opacity of the feature's ink. */
function meanInk(patch: Patch): Patch {
  const sums = [0, 0, 0, 0];
  let weight = 0;
  patch.ink.forEach((share, pixel) => {
    weight += share;
    for (let channel = 0; channel < 3; channel++) sums[channel] += share * patch.values[pixel * 3 + channel];
    sums[3] += share * patch.alpha[pixel];
  });
  const [red, green, blue, alpha] = sums.map((sum) => (weight === 0 ? 0 : Math.round(sum / weight)));
  return { width: 1, height: 1, values: Uint8Array.of(red, green, blue), alpha: Uint8Array.of(alpha), ink: Uint8Array.of(255) };
}

/** Marks made of a bitmap by turning it over. They compare with the mark for description only: there is no class that it was drawn from. */
export function turnedMarks(patch: Patch): { readonly name: 'mirrored' | 'flipped' | 'turned'; readonly patch: Patch }[] {
  const { width, height } = patch;
  const turn = (across: boolean, down: boolean): Patch =>
    rearrange(patch, width, height, (pixel) => {
      const column = pixel % width;
      const row = (pixel - column) / width;
      return (down ? height - 1 - row : row) * width + (across ? width - 1 - column : column);
    });
  return [
    { name: 'mirrored', patch: turn(true, false) },
    { name: 'flipped', patch: turn(false, true) },
    { name: 'turned', patch: turn(true, true) },
  ];
}
