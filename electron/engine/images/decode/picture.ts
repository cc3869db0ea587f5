import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { cannotOpen, fileSize } from '../file-bytes.js';
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
  const size = await fileSize(path);
  if (size > maximumPictureFileBytes) throw unreadable(name, `is ${size} bytes long`, 'Reduce the image first.');
  return readFile(path).catch((cause: unknown) => {
    throw cannotOpen(name, cause);
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
