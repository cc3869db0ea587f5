import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/**
 * Reads files that somebody else named. A named pipe would keep a reader waiting for ever and a device
 * has no end, so that neither is opened for long: opening does not block, only regular files are
 * read, and no more bytes than asked for, whatever their size is said to be.
 */

/** What stands at the path is a folder, a pipe, a device or the like. */
export class NotRegular extends Error {
  override readonly name = 'NotRegular';

  constructor(readonly isFolder: boolean) {
    super(isFolder ? 'It is a folder.' : 'It is no regular file.');
  }
}

/** The file holds more bytes than anybody wants to read at once. */
export class TooManyBytes extends Error {
  override readonly name = 'TooManyBytes';
  constructor() {
    super('It is too large.');
  }
}

/** Windows has no such flag and opens no pipe by a path of this kind. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export interface RegularFile {
  readonly handle: FileHandle;
  /** As the system says; an upper bound of nothing. */
  readonly size: number;
}

/** Opens a regular file for reading; the caller closes it. Rejects with `NotRegular` or the system's error. */
export async function openRegular(path: string): Promise<RegularFile> {
  const handle = await open(path, flags);
  try {
    const status = await handle.stat();
    requireRegular(status);
    return { handle, size: status.size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The same for synchronous readers; the caller closes the descriptor. */
export function openRegularSync(path: string): number {
  const descriptor = openSync(path, flags);
  try {
    requireRegular(fstatSync(descriptor));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

function requireRegular(status: Stats): void {
  if (!status.isFile()) throw new NotRegular(status.isDirectory());
}

/** The whole of a regular file of at most `most` bytes. Rejects with `NotRegular`, `TooManyBytes` or the system's error. */
export async function readRegular(path: string, most: number): Promise<Buffer> {
  const { handle, size } = await openRegular(path);
  try {
    if (size > most) throw new TooManyBytes();
    let bytes = Buffer.allocUnsafe(size + 1);
    let length = 0;
    for (;;) {
      if (length === bytes.length) bytes = grown(bytes, most);
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, length);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
      if (length > most) throw new TooManyBytes();
    }
  } finally {
    await handle.close();
  }
}

/** `readRegular` for synchronous readers. */
export function readRegularSync(path: string, most: number): Buffer {
  const descriptor = openRegularSync(path);
  try {
    const { size } = fstatSync(descriptor);
    if (size > most) throw new TooManyBytes();
    let bytes = Buffer.allocUnsafe(size + 1);
    let length = 0;
    for (;;) {
      if (length === bytes.length) bytes = grown(bytes, most);
      const bytesRead = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (bytesRead === 0) return bytes.subarray(0, length);
      length += bytesRead;
      if (length > most) throw new TooManyBytes();
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Room for a file that is longer than it was said to be; never for more than one byte over what is wanted. */
function grown(bytes: Buffer<ArrayBuffer>, most: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.min(most + 1, Math.max(4096, 2 * bytes.length)));
  bytes.copy(larger);
  return larger;
}
