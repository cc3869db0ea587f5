import { readRegular, TooManyBytes } from '../../files/regular-file.js';
import { basename, resolve } from 'node:path';
import { EngineError } from '../base/error.js';
import { luma } from '../images/colour.js';
import { readPngChunks } from '../images/decode/png/chunks.js';
import { decodePng } from '../images/decode/png/png.js';
import { unreadable } from '../images/unreadable.js';
import { type Patch } from './patch.js';

const maximumFileBytes = 16 * 1024 * 1024;
const maximumPixels = 4 * 1024 * 1024;

/**
 * Reads a PNG crop (a mark, a signature) as a patch. Its alpha channel is its opacity and its ink; a
 * crop without one covers its whole box, and its ink is how far each pixel lies from the middle luma
 * of the crop's border, the farthest pixel being all ink.
 */
export async function readBitmap(path: string, baseFolder: string): Promise<Patch> {
  const file = resolve(baseFolder, path);
  const name = basename(file);
  const bytes = await readBounded(file, name);
  const declared = readPngChunks(bytes, name);
  if (declared.width * declared.height > maximumPixels) {
    throw new EngineError('feature-too-large', { fault: 'mark-too-large', width: declared.width, height: declared.height });
  }
  const { width, height, channels, pixels, alpha } = decodePng(bytes, name);
  const values = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) values[pixel * 3 + channel] = pixels[pixel * channels + (channels === 3 ? channel : 0)];
  }
  const ink = alpha ? Uint8Array.from(alpha) : distanceFromBorder(values, width, height);
  if (ink.every((share) => share === 0)) {
    throw new EngineError('feature-invalid', { fault: 'mark-empty' });
  }
  return { width, height, values, alpha: alpha ? Uint8Array.from(alpha) : new Uint8Array(width * height).fill(255), ink };
}

async function readBounded(file: string, name: string): Promise<Uint8Array> {
  return readRegular(file, maximumFileBytes).catch((cause: unknown) => {
    throw cause instanceof TooManyBytes
      ? unreadable({ fault: 'mark-file-too-large', name, maximumFileBytes })
      : unreadable({ fault: 'mark-file-unreadable', name }, cause);
  });
}

/** Absolute difference of luma from the median of the border's, the largest scaled to 255. */
function distanceFromBorder(values: Uint8Array, width: number, height: number): Uint8Array {
  const lumas = new Uint8Array(width * height);
  const border: number[] = [];
  for (let pixel = 0; pixel < lumas.length; pixel++) {
    lumas[pixel] = luma(values[pixel * 3], values[pixel * 3 + 1], values[pixel * 3 + 2]);
    const column = pixel % width;
    const onBorder = column === 0 || column === width - 1 || pixel < width || pixel >= lumas.length - width;
    if (onBorder) border.push(lumas[pixel]);
  }
  const ground = border.sort((a, b) => a - b)[Math.floor(border.length / 2)];
  const distances = Array.from(lumas, (value) => Math.abs(value - ground));
  const largest = distances.reduce((most, distance) => Math.max(most, distance), 0);
  return Uint8Array.from(distances, (distance) => (largest === 0 ? 0 : Math.round((255 * distance) / largest)));
}
