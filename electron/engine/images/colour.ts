import type { Levels } from './levels.js';

/** Colours a model can be fed with, in its own channel order. */
export type ModelColour = 'grey' | 'rgb' | 'bgr';

/** Rec. 601 luma in 16-bit fixed point, as Pillow's conversion to 'L' computes it. */
export function luma(red: number, green: number, blue: number): number {
  return (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;
}

/** The same luma of floats, not rounded; tf.image's and torchvision's weights differ from it by less than 0.0002. */
function floatLuma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * Converts `count` samples: from [count, sourceChannels] grey or RGB at `source` to
 * [count, targetChannels] at `target`, both from the given offsets. A grey image repeats its value
 * on each channel; grey on three channels is the luma repeated.
 */
export function convertColour(
  source: Levels,
  sourceOffset: number,
  sourceChannels: 1 | 3,
  target: Levels,
  targetOffset: number,
  targetChannels: 1 | 3,
  colour: ModelColour,
  count: number,
): void {
  const grey = target instanceof Float32Array ? floatLuma : luma;
  let input = sourceOffset;
  let output = targetOffset;
  for (let pixel = 0; pixel < count; pixel++) {
    const red = source[input];
    const green = sourceChannels === 3 ? source[input + 1] : red;
    const blue = sourceChannels === 3 ? source[input + 2] : red;
    input += sourceChannels;
    if (colour === 'grey') {
      const level = sourceChannels === 3 ? grey(red, green, blue) : red;
      for (let channel = 0; channel < targetChannels; channel++) target[output++] = level;
    } else {
      target[output++] = colour === 'rgb' ? red : blue;
      target[output++] = green;
      target[output++] = colour === 'rgb' ? blue : red;
    }
  }
}
