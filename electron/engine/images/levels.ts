import type { Precision } from './resamplers/table.js';

/** Shapes: L samples. */

/** Samples of 0-255: bytes, or the floats that a resampler keeps, which may lie a little beyond. */
export type Levels = Uint8Array | Float32Array;

/** What an image is once it is resized: [H, W, C] as in `Image`. */
export interface LevelImage {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Levels;
}

/** [L], all 0. */
export function blankLevels(precision: Precision, length: number): Levels {
  return precision === 'float' ? new Float32Array(length) : new Uint8Array(length);
}

/** [L], all 0, of the kind of `levels`. */
export function blankLike(levels: Levels, length: number): Levels {
  return levels instanceof Float32Array ? new Float32Array(length) : new Uint8Array(length);
}

export function copyOfLevels(levels: Levels): Levels {
  return levels instanceof Float32Array ? Float32Array.from(levels) : Uint8Array.from(levels);
}

export function bytesOfLevel(precision: Precision): number {
  return precision === 'float' ? Float32Array.BYTES_PER_ELEMENT : 1;
}

/** The levels as they lie in memory and in files; nothing is copied. */
export function bytesOfLevels(levels: Levels): Uint8Array {
  return levels instanceof Float32Array ? new Uint8Array(levels.buffer, levels.byteOffset, levels.byteLength) : levels;
}

/** The levels that lie in `bytes`; floats are copied where they are not aligned. */
export function levelsOfBytes(bytes: Uint8Array, precision: Precision): Levels {
  if (precision === 'bytes') return bytes;
  const aligned = bytes.byteOffset % Float32Array.BYTES_PER_ELEMENT === 0 ? bytes : Uint8Array.from(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / Float32Array.BYTES_PER_ELEMENT);
}

/** Whole levels of 0-255 to look at. */
export function wholeLevels(levels: Levels): Uint8Array {
  return levels instanceof Float32Array ? Uint8Array.from(Uint8ClampedArray.from(levels)) : levels;
}
