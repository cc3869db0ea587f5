import { basename } from 'node:path';
import { pictureFiles } from '../../../../shared/domain/image-formats.js';
import { readRegular, TooManyBytes } from '../../../files/regular-file.js';
import { cannotOpen } from '../file-bytes.js';
import type { Image } from '../image.js';
import { maximumPictureFileBytes } from '../limits.js';
import { refuseUnread } from '../unread-formats.js';
import { unreadable } from '../unreadable.js';
import { pictureFormatOf } from './table.js';

/** Reads and decodes one picture file, whose format its first bytes tell; `bits` as in `PictureFormat`. */
export async function readPicture(path: string, bits?: number): Promise<Image> {
  const name = basename(path);
  return decodePicture(await readPictureFile(path), name, bits);
}

/** The largest sample of a picture of 16 bits; undefined of any other file. */
export async function largestOf16Bits(path: string): Promise<number | undefined> {
  const bytes = await readPictureFile(path);
  return pictureFormatOf(bytes)?.largestOf16Bits?.(bytes, basename(path));
}

/** The bytes of a picture file, bounded. */
export async function readPictureFile(path: string): Promise<Uint8Array> {
  const name = basename(path);
  return readRegular(path, maximumPictureFileBytes).catch((cause: unknown) => {
    if (!(cause instanceof TooManyBytes)) throw cannotOpen(name, cause);
    throw unreadable({ fault: 'picture-file-too-large', name, maximumPictureFileBytes });
  });
}

async function decodePicture(bytes: Uint8Array, name: string, bits: number | undefined): Promise<Image> {
  const format = pictureFormatOf(bytes);
  if (format) return format.decode(bytes, name, bits);
  refuseUnread(bytes, name);
  throw unreadable(bytes.length === 0 ? { fault: 'picture-empty', name } : { fault: 'picture-expected', name, pictureFiles });
}
