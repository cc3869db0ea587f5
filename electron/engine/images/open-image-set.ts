import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { ImageSource } from '../../../shared/domain/images.js';
import { isJpeg } from './decode/jpeg.js';
import { isPng } from './decode/png-chunks.js';
import { cannotOpen, openBytes } from './file-bytes.js';
import { findCifarBatches, isCifarBatch, openCifar } from './formats/cifar.js';
import { openFolder } from './formats/folder.js';
import { isIdx } from './formats/idx-header.js';
import { openIdx } from './formats/idx.js';
import { isNpy } from './formats/npy-header.js';
import { openNpy } from './formats/npy.js';
import type { ImageSet } from './image.js';
import { shippedCount, shippedImages } from './shipped.js';
import { unreadable } from './unreadable.js';

export interface OpenOptions {
  /** Size and seed of the shipped set, which is made at the size of the model's input. */
  readonly size?: { readonly width: number; readonly height: number; readonly channels: 1 | 3 };
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

/**
 * Opens the images that a spec names: a folder of PNG and JPEG files, an IDX or NPY file (gzip too),
 * CIFAR-10 batches, or the shipped set. What a file is, its first bytes say. Relative paths start at
 * `baseFolder`. Throws `images-unreadable` or `images-empty`, naming files by their base name.
 */
export async function openImageSet(source: ImageSource, baseFolder: string, options: OpenOptions = {}): Promise<ImageSet> {
  if (source.source === 'shipped') {
    const size = options.size ?? { width: 224, height: 224, channels: 1 };
    return shippedImages({ count: shippedCount, seed: options.seed ?? 0, ...size });
  }
  const path = resolve(baseFolder, source.path);
  const labels = source.labels === undefined ? undefined : resolve(baseFolder, source.labels);
  const entry = await stat(path).catch((cause: unknown) => {
    throw cannotOpen(basename(path), cause);
  });
  return entry.isDirectory() ? openFolderOfImages(path, labels, options.signal) : openFile(path, labels, options.signal);
}

async function openFolderOfImages(path: string, labels: string | undefined, signal?: AbortSignal): Promise<ImageSet> {
  const batches = await findCifarBatches(path);
  if (batches) return openCifar(batches, labels, signal);
  if (labels !== undefined) {
    throw unreadable(basename(path), 'is a folder and takes no file of labels', 'Put the images of each class into a folder of its own.');
  }
  return openFolder(path, signal);
}

async function openFile(path: string, labels: string | undefined, signal?: AbortSignal): Promise<ImageSet> {
  if (isCifarBatch(path)) return openCifar([path], labels, signal);
  const source = await openBytes(path);
  const start = source.read(0, Math.min(8, source.size));
  if (isIdx(start)) return openIdx(path, source, labels, signal);
  if (isNpy(start)) return openNpy(path, source, labels, signal);
  if (isPng(start) || isJpeg(start)) throw unreadable(source.name, 'is a single picture', 'Give the folder that holds the pictures.');
  throw unreadable(
    source.name,
    'is no set of images that can be read',
    'Give a folder of PNG or JPEG files, an IDX file (.gz too), a NPY file or CIFAR-10 batches.',
  );
}
