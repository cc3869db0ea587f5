import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { renameDurably } from '../../files/durable-file.js';

/** Rows of equal length in a file, written once and read in any order. */

/** Files are kept in memory while they are smaller; of larger ones rows are read one by one. */
const memoryLimit = 400 * 2 ** 20;

/** Writes rows to a file that gets its name only when `finish` is called. */
export class RowWriter {
  private finished = false;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  static async open(path: string): Promise<RowWriter> {
    return new RowWriter(path, await open(`${path}.partial`, 'w'));
  }

  async write(rows: Uint8Array): Promise<void> {
    await this.file.write(rows);
  }

  async finish(): Promise<void> {
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

export interface Rows {
  readonly count: number;
  /** Bytes of row `index`; valid until the next call. */
  row(index: number): Uint8Array;
  close(): void;
}

/** Opens a file of rows of `length` bytes. */
export function openRows(path: string, length: number): Rows {
  const { size } = statSync(path);
  const count = Math.floor(size / length);
  if (size <= memoryLimit) {
    const bytes = readFileSync(path);
    return { count, row: (index) => bytes.subarray(index * length, (index + 1) * length), close: () => undefined };
  }
  const file = openSync(path, 'r');
  const buffer = new Uint8Array(length);
  return {
    count,
    row(index) {
      readSync(file, buffer, 0, length, index * length);
      return buffer;
    },
    close: () => closeSync(file),
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
