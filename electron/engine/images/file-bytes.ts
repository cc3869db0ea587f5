import { closeSync, readSync } from 'node:fs';
import { stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { NotRegular, openRegular, openRegularSync, readRegular } from '../../files/regular-file.js';
import type { EngineError } from '../base/error.js';
import { maximumHeldBytes } from './limits.js';
import { unreadable } from './unreadable.js';

/** Bytes that are read in pieces, from a file or from memory. */
export interface ByteSource {
  /** Base name of the file, for messages. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes, the caller's own; a file that shrank since it was opened throws `images-unreadable`. */
  read(offset: number, length: number): Uint8Array;
}

/** Size of a regular file in bytes; folders, devices and pipes are refused. */
export async function fileSize(path: string): Promise<number> {
  const name = basename(path);
  const entry = await stat(path).catch((cause: unknown) => {
    throw cannotOpen(name, cause);
  });
  if (!entry.isFile()) throw notRegular(name);
  return entry.size;
}

/** A file that is opened for each read, so that a set keeps no handle open. */
class FileBytes implements ByteSource {
  constructor(
    private readonly path: string,
    readonly name: string,
    readonly size: number,
  ) {}

  read(offset: number, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    const handle = this.open();
    try {
      let done = 0;
      while (done < length) {
        const count = readSync(handle, bytes, done, length - done, offset + done);
        if (count === 0) throw unreadable({ fault: 'file-ended-while-read', file: this.name, offset, done });
        done += count;
      }
    } finally {
      closeSync(handle);
    }
    return bytes;
  }

  private open(): number {
    try {
      return openRegularSync(this.path);
    } catch (cause) {
      throw cannotOpen(this.name, cause);
    }
  }
}

/** Bytes of a file by which its format is told; fewer of a shorter file. */
export const headBytes = 4096;

export async function readHead(path: string): Promise<Buffer> {
  let file: FileHandle | undefined;
  try {
    file = (await openRegular(path)).handle;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.subarray(0, bytesRead);
  } catch (cause) {
    throw cannotOpen(basename(path), cause);
  } finally {
    await file?.close();
  }
}

/** Bytes held in memory: a decompressed file. */
export class MemoryBytes implements ByteSource {
  readonly size: number;

  constructor(
    readonly name: string,
    private readonly bytes: Uint8Array,
  ) {
    this.size = bytes.byteLength;
  }

  read(offset: number, length: number): Uint8Array {
    if (offset + length > this.size) throw unreadable({ fault: 'held-bytes-ended', name: this.name, size: this.size });
    return this.bytes.slice(offset, offset + length);
  }
}

/** Opens a file for reading in pieces; a gzip file is decompressed into memory, within bounds. */
export async function openBytes(path: string): Promise<ByteSource> {
  const name = basename(path);
  const size = await fileSize(path);
  const file = new FileBytes(path, name, size);
  if (!isGzip(file.read(0, Math.min(2, size)))) return file;
  return new MemoryBytes(name, await decompress(path, name, size));
}

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

async function decompress(path: string, name: string, size: number): Promise<Uint8Array> {
  if (size > maximumHeldBytes) throw tooLargeCompressed(name);
  try {
    const { buffer, byteOffset, length } = await promisify(gunzip)(await readRegular(path, maximumHeldBytes), {
      maxOutputLength: maximumHeldBytes,
    });
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLargeCompressed(name);
    throw unreadable({ fault: 'gzip-incomplete', name }, cause);
  }
}

function tooLargeCompressed(name: string): EngineError {
  return unreadable({ fault: 'gzip-too-large', name, maximumHeldBytes });
}

function notRegular(name: string): EngineError {
  return unreadable({ fault: 'file-not-regular', name });
}

/** The coded error for a path that the system will not open. */
export function cannotOpen(name: string, cause: unknown): EngineError {
  if (cause instanceof NotRegular) return notRegular(name);
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return unreadable({ fault: 'file-not-found', name }, cause);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return unreadable({ fault: 'file-not-permitted', name }, cause);
  }
  return unreadable({ fault: 'file-unreadable', name, code: typeof code === 'string' ? code : undefined }, cause);
}
