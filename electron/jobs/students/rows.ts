import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { PositionCipher } from '../../engine/base/position-cipher.js';
import { renameDurably } from '../../files/durable-file.js';

/**
 * Rows of equal length in a file, written once and read in any order. They may be patients' images:
 * the file is a nonce of 16 bytes, then the rows encrypted under a key of the folder.
 */
const nonceBytes = 16;

/** Files are kept in memory while they are smaller; of larger ones rows are read one by one. */
const memoryLimit = 400 * 2 ** 20;

/** Small rows are written together, so many bytes at a time. */
const writtenTogether = 2 ** 20;

/** Writes rows to a file that gets its name only when `finish` is called. */
export class RowWriter {
  private readonly waiting = new Uint8Array(writtenTogether);
  private filled = 0;
  private finished = false;
  private written = 0;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private readonly cipher: PositionCipher,
  ) {}

  /** @param key 32 bytes, hexadecimal */
  static async open(path: string, key: string): Promise<RowWriter> {
    const file = await open(`${path}.partial`, 'w', 0o600);
    const nonce = randomBytes(nonceBytes);
    await file.write(nonce);
    return new RowWriter(path, file, new PositionCipher(Buffer.from(key, 'hex'), nonce));
  }

  async write(rows: Uint8Array): Promise<void> {
    if (this.filled + rows.length > this.waiting.length) await this.flush();
    if (rows.length > this.waiting.length) return this.put(rows);
    this.waiting.set(rows, this.filled);
    this.filled += rows.length;
  }

  private async flush(): Promise<void> {
    await this.put(this.waiting.subarray(0, this.filled));
    this.filled = 0;
  }

  private async put(bytes: Uint8Array): Promise<void> {
    await writeAll(this.file, this.cipher.apply(bytes, this.written));
    this.written += bytes.length;
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.file.sync();
    await this.file.close();
    await renameDurably(`${this.path}.partial`, this.path);
    this.finished = true;
  }

  /** Drops what was written, unless it is finished. */
  async discard(): Promise<void> {
    if (this.finished) return;
    await this.file.close();
    await rm(`${this.path}.partial`, { force: true });
  }
}

/** The system may take a part of what it is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) written += (await file.write(bytes, written)).bytesWritten;
}

export interface Rows {
  readonly count: number;
  /** Bytes of row `index`; valid until the next call. */
  row(index: number): Uint8Array;
  close(): void;
}

/** Opens a file of rows of `length` bytes; `key` is the one that it was written with. */
export function openRows(path: string, length: number, key: string): Rows {
  const size = statSync(path).size - nonceBytes;
  const count = Math.floor(size / length);
  if (size <= memoryLimit) return rowsOf(readAllRows(path, key), length);
  const file = openSync(path, 'r');
  const nonce = new Uint8Array(nonceBytes);
  readSync(file, nonce, 0, nonceBytes, 0);
  const cipher = new PositionCipher(Buffer.from(key, 'hex'), nonce);
  const buffer = new Uint8Array(length);
  return {
    count,
    row(index) {
      readSync(file, buffer, 0, length, nonceBytes + index * length);
      return cipher.apply(buffer, index * length);
    },
    close: () => closeSync(file),
  };
}

/** All rows of a file, one after the other. */
export function readAllRows(path: string, key: string): Uint8Array<ArrayBuffer> {
  const file = readFileSync(path);
  const cipher = new PositionCipher(Buffer.from(key, 'hex'), file.subarray(0, nonceBytes));
  return Uint8Array.from(cipher.apply(file.subarray(nonceBytes), 0));
}

/** Rows of `length` bytes that lie in memory. */
export function rowsOf(bytes: Uint8Array, length: number): Rows {
  return {
    count: Math.floor(bytes.length / length),
    row: (index) => bytes.subarray(index * length, (index + 1) * length),
    close: () => undefined,
  };
}

/** The same bytes as 32-bit floating-point numbers. */
export function asFloats(bytes: Uint8Array): Float32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

/** 32-bit floating-point numbers as bytes; nothing is copied. */
export function asBytes(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
