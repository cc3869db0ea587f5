import { basename } from 'node:path';
import { readRegular, TooManyBytes } from '../../../files/regular-file.js';
import { cannotOpen } from '../file-bytes.js';
import type { Image } from '../image.js';
import { maximumPictureFileBytes } from '../limits.js';
import { unreadable } from '../unreadable.js';
import { decodeJpeg, isJpeg } from './jpeg.js';
import { isPng } from './png-chunks.js';
import { decodePng } from './png.js';

/** Reads and decodes one PNG or JPEG file, told apart by its first bytes. */
export async function readPicture(path: string): Promise<Image> {
  const name = basename(path);
  return decodePicture(await readPictureFile(path), name);
}

/** The bytes of a picture file, bounded. */
export async function readPictureFile(path: string): Promise<Uint8Array> {
  const name = basename(path);
  return readRegular(path, maximumPictureFileBytes).catch((cause: unknown) => {
    if (!(cause instanceof TooManyBytes)) throw cannotOpen(name, cause);
    throw unreadable(name, `has more than ${maximumPictureFileBytes} bytes`, 'Reduce the image first.');
  });
}

async function decodePicture(bytes: Uint8Array, name: string): Promise<Image> {
  if (isPng(bytes)) {
    const { width, height, channels, pixels } = decodePng(bytes, name);
    return { width, height, channels, pixels };
  }
  if (isJpeg(bytes)) return decodeJpeg(bytes, name);
  throw unreadable(name, bytes.length === 0 ? 'is empty' : 'is neither a PNG nor a JPEG file');
}
