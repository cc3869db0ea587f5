import { basename, join } from 'node:path';
import { EngineError } from '../../base/error.js';
import { jpegDecoder } from '../decode/jpeg.js';
import { readPicture } from '../decode/picture.js';
import { pngDecoder } from '../decode/png.js';
import { hashFiles } from '../file-hash.js';
import type { ImageSet } from '../image.js';
import { maximumClasses } from '../limits.js';
import { compareNaturally } from '../natural-order.js';
import { unreadable } from '../unreadable.js';
import { checkIndex } from './array-images.js';
import { listPictures } from './folder-listing.js';

/** Opens a folder of PNG and JPEG files; each first-level folder is a class. */
export async function openFolder(root: string, signal?: AbortSignal): Promise<ImageSet> {
  const name = basename(root);
  const { files, skipped } = await listPictures(root, signal);
  if (files.length === 0) {
    throw new EngineError(
      'images-empty',
      `The folder "${name}" holds no PNG or JPEG files.`,
      'Give a folder of .png, .jpg or .jpeg files; DICOM is not read yet.',
    );
  }
  const { labels, labelNames } = readFolderLabels(files, name);
  const paths = files.map((file) => join(root, file));
  const relativeName = new Map(paths.map((path, index) => [path, files[index]]));
  const sha256 = await hashFiles(paths, signal, (path) => relativeName.get(path) ?? basename(path));
  const decoders = [
    ...(files.some((file) => /\.png$/i.test(file)) ? [pngDecoder] : []),
    ...(files.some((file) => /\.jpe?g$/i.test(file)) ? [jpegDecoder] : []),
    ...(skipped > 0 ? [`${skipped} files of other kinds skipped`] : []),
  ];
  return {
    count: files.length,
    labels,
    labelNames,
    provenance: { kind: 'folder', sha256, decoder: decoders.join('; '), count: files.length },
    async read(index) {
      checkIndex(index, files.length);
      return readPicture(paths[index]);
    },
  };
}

/**
 * Classes are numbered in the natural order of the folders' names; where all names are numbers, the
 * number is the class. Images beside the folders would belong to no class, so they are refused.
 */
function readFolderLabels(files: readonly string[], name: string): Pick<ImageSet, 'labels' | 'labelNames'> {
  const folders = files.map((file) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : undefined));
  if (folders.every((folder) => folder === undefined)) return { labels: undefined, labelNames: undefined };
  const names = [...new Set(folders.filter((folder) => folder !== undefined))].sort(compareNaturally);
  if (folders.includes(undefined)) {
    throw unreadable(
      name,
      'holds images both beside and inside its folders',
      'Keep either one folder for each class, or all images in one folder.',
    );
  }
  const areNumbers = names.every((folder) => /^(0|[1-9]\d{0,5})$/.test(folder) && Number(folder) <= maximumClasses);
  const classOf = new Map(names.map((folder, index) => [folder, areNumbers ? Number(folder) : index]));
  const labelNames = areNumbers ? Array.from({ length: Number(names[names.length - 1]) + 1 }, (_, index) => String(index)) : names;
  return { labels: Int32Array.from(folders, (folder) => classOf.get(folder ?? '') ?? 0), labelNames };
}
