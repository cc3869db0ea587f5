import { pictureFormats, type PictureFormatName } from '../../../../shared/domain/image-formats.js';
import { jpegPictures } from './jpeg/jpeg.js';
import type { PictureFormat } from './picture-format.js';
import { pngPictures } from './png/png.js';

/** One row a format of pictures. A new one is a folder here, its row, and its row in shared/domain/image-formats.ts. */
const table: Readonly<Record<PictureFormatName, PictureFormat>> = {
  png: pngPictures,
  jpeg: jpegPictures,
};

/** The format of a file by its first bytes, undefined where no row knows it. */
export function pictureFormatOf(head: Uint8Array): PictureFormat | undefined {
  return Object.values(table).find((format) => format.sniff(head));
}

/** The formats whose endings the names of `files` have, in the order of the table. */
export function pictureFormatsNamed(files: readonly string[]): PictureFormat[] {
  return Object.keys(table).flatMap((name) => {
    const { endings } = pictureFormats[name as PictureFormatName];
    const isOne = (file: string): boolean => endings.some((ending) => file.toLowerCase().endsWith(`.${ending}`));
    return files.some(isOne) ? [table[name as PictureFormatName]] : [];
  });
}
