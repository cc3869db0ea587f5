import { basename, join } from 'node:path';
import { alternatives, pictureEndings, pictureFiles } from '../../../../../shared/domain/image-formats.js';
import { EngineError } from '../../../base/error.js';
import { readPicture } from '../../decode/picture.js';
import { pictureFormatsNamed } from '../../decode/table.js';
import { readHead } from '../../file-bytes.js';
import { hashFiles } from '../../file-hash.js';
import type { ImageSet } from '../../image.js';
import { maximumClasses } from '../../limits.js';
import { compareNaturally } from '../../natural-order.js';
import { refuseUnread } from '../../unread-formats.js';
import { unreadable } from '../../unreadable.js';
import { checkIndex } from '../array-images.js';
import type { FoundSet, SetFormat } from '../set-format.js';
import { requireBits } from './depth.js';
import { listPictures } from './listing.js';

/** Folders of picture files; each first-level folder is a class. */
export const pictureFolders: SetFormat = { folder: { sniff: () => Promise.resolve(true), open: openFolder } };

async function openFolder({ path: root, labels: labelsPath, bits, signal }: FoundSet): Promise<ImageSet> {
  const name = basename(root);
  if (labelsPath !== undefined) {
    throw unreadable({ fault: 'folder-with-labels-file', name });
  }
  const { files, skipped, firstSkipped } = await listPictures(root, signal);
  if (files.length === 0) {
    // One that is known tells what the others are.
    if (firstSkipped !== undefined) refuseUnread(await readHead(join(root, firstSkipped)), basename(firstSkipped));
    const endings = alternatives(pictureEndings.map((ending) => `.${ending}`));
    throw new EngineError('images-empty', { fault: 'folder-without-pictures', name, pictureFiles, endings });
  }
  const { labels, labelNames } = readFolderLabels(files, name);
  const paths = files.map((file) => join(root, file));
  await requireBits(paths, name, bits, signal);
  const relativeName = new Map(paths.map((path, index) => [path, files[index]]));
  const sha256 = await hashFiles(paths, signal, (path) => relativeName.get(path) ?? basename(path));
  const decoders = [
    ...pictureFormatsNamed(files).map(({ decoder }) => decoder),
    ...(bits === undefined ? [] : [`pictures of 16 bits taken for ${bits}`]),
    ...(skipped > 0 ? [`${skipped} files of other kinds skipped`] : []),
  ];
  return {
    count: files.length,
    labels,
    labelNames,
    provenance: { kind: 'folder', sha256, decoder: decoders.join('; '), count: files.length },
    async read(index) {
      checkIndex(index, files.length);
      return readPicture(paths[index], bits);
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
    throw unreadable({ fault: 'folder-mixed', name });
  }
  const areNumbers = names.every((folder) => /^(0|[1-9]\d{0,5})$/.test(folder) && Number(folder) <= maximumClasses);
  const classOf = new Map(names.map((folder, index) => [folder, areNumbers ? Number(folder) : index]));
  const labelNames = areNumbers ? Array.from({ length: Number(names[names.length - 1]) + 1 }, (_, index) => String(index)) : names;
  return { labels: Int32Array.from(folders, (folder) => classOf.get(folder ?? '') ?? 0), labelNames };
}
