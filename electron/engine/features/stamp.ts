import { EngineError } from '../base/error.js';
import { luma } from '../images/colour.js';
import type { Levels } from '../images/levels.js';
import { type Patch, type Position } from './patch.js';

function assertInside(imageWidth: number, imageHeight: number, patch: Pick<Patch, 'width' | 'height'>, position: Position): void {
  if (position.x < 0 || position.y < 0 || position.x + patch.width > imageWidth || position.y + patch.height > imageHeight) {
    throw new EngineError('feature-too-large', {
      fault: 'mark-outside-image',
      width: patch.width,
      height: patch.height,
      x: position.x,
      y: position.y,
      imageWidth,
      imageHeight,
    });
  }
}

/**
 * Stamps a patch on an image in place. `pixels` is [H, W, C] with interleaved channels, or any view
 * of a batch that begins at the image. Given `undo` (patch width x height x channels, of the kind of `pixels`), it
 * first keeps there what the patch's box covers, for `restorePatch`.
 */
export function stampPatch(
  pixels: Levels,
  imageWidth: number,
  imageHeight: number,
  channels: 1 | 3,
  patch: Patch,
  position: Position,
  undo?: Levels,
): void {
  assertInside(imageWidth, imageHeight, patch, position);
  const rowLength = patch.width * channels;
  const blend = pixels instanceof Float32Array ? blendFloat : blendBytes;
  for (let row = 0; row < patch.height; row++) {
    const start = ((position.y + row) * imageWidth + position.x) * channels;
    if (undo) copyRow(pixels, start, undo, row * rowLength, rowLength);
    for (let column = 0; column < patch.width; column++) {
      const pixel = row * patch.width + column;
      const alpha = patch.alpha[pixel];
      if (alpha === 0) continue;
      const red = patch.values[pixel * 3];
      const green = patch.values[pixel * 3 + 1];
      const blue = patch.values[pixel * 3 + 2];
      const target = start + column * channels;
      if (channels === 1) {
        pixels[target] = blend(alpha, luma(red, green, blue), pixels[target]);
      } else {
        pixels[target] = blend(alpha, red, pixels[target]);
        pixels[target + 1] = blend(alpha, green, pixels[target + 1]);
        pixels[target + 2] = blend(alpha, blue, pixels[target + 2]);
      }
    }
  }
}

/** round((alpha * value + (255 - alpha) * sample) / 255) in integers; 255 is odd, so there are no ties. */
function blendBytes(alpha: number, value: number, sample: number): number {
  return ((alpha * value + (255 - alpha) * sample + 127) / 255) | 0;
}

/** The same, not rounded. */
function blendFloat(alpha: number, value: number, sample: number): number {
  return (alpha * value + (255 - alpha) * sample) / 255;
}

/** Samples that `undo` of `stampPatch` needs. */
export function undoLength(patch: Pick<Patch, 'width' | 'height'>, channels: 1 | 3): number {
  return patch.width * patch.height * channels;
}

/** Puts back what `stampPatch` kept in `undo`. */
export function restorePatch(
  pixels: Levels,
  imageWidth: number,
  imageHeight: number,
  channels: 1 | 3,
  patch: Pick<Patch, 'width' | 'height'>,
  position: Position,
  undo: Levels,
): void {
  assertInside(imageWidth, imageHeight, patch, position);
  const rowLength = patch.width * channels;
  for (let row = 0; row < patch.height; row++) {
    const start = ((position.y + row) * imageWidth + position.x) * channels;
    copyRow(undo, row * rowLength, pixels, start, rowLength);
  }
}

/** A loop, because a view of so few bytes costs more than they do. */
function copyRow(source: Levels, from: number, target: Levels, to: number, length: number): void {
  for (let index = 0; index < length; index++) target[to + index] = source[from + index];
}
