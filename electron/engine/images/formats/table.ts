import type { SetFormatName } from '../../../../shared/domain/image-formats.js';
import { cifarBatches } from './cifar/cifar.js';
import { dicomFiles } from './dicom/dicom.js';
import { pictureFolders } from './folder/folder.js';
import { idxFiles } from './idx/idx.js';
import { npyFiles } from './npy/npy.js';
import type { SetFormat } from './set-format.js';

/**
 * One row a format of sets; earlier rows are asked first, and any folder is at last one of pictures.
 * A new one is a folder here, its row, and its row in shared/domain/image-formats.ts.
 */
const table: Readonly<Record<SetFormatName, SetFormat>> = {
  cifar: cifarBatches,
  idx: idxFiles,
  npy: npyFiles,
  dicom: dicomFiles,
  folder: pictureFolders,
};

/** What opens a file, by its first bytes (decompressed) and name; undefined where no row knows it. */
export function fileFormatOf(head: Uint8Array, name: string): SetFormat['file'] {
  return Object.values(table).find(({ file }) => file?.sniff(head, name))?.file;
}

/** What opens a folder. */
export async function folderFormatOf(path: string, signal?: AbortSignal): Promise<SetFormat['folder']> {
  for (const { folder } of Object.values(table)) {
    if (await folder?.sniff(path, signal)) return folder;
  }
  return undefined;
}
