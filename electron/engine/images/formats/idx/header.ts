import type { ByteSource } from '../../file-bytes.js';
import { unreadable } from '../../unreadable.js';

/** IDX, the format of MNIST: two zero bytes, type, rank, big-endian dimensions, samples in C order. */
export interface IdxHeader {
  readonly type: number;
  readonly dimensions: readonly number[];
  readonly offset: number;
}

export const idxUint8 = 0x08;

/** Bytes of one sample of each type that IDX knows. */
const bytesOfType: Readonly<Record<number, number>> = { 0x08: 1, 0x09: 1, 0x0b: 2, 0x0c: 4, 0x0d: 4, 0x0e: 8 };

export function isIdx(start: Uint8Array): boolean {
  return start.length >= 4 && start[0] === 0 && start[1] === 0 && start[2] in bytesOfType && start[3] >= 1 && start[3] <= 4;
}

/** Reads the header and holds what it declares against the size of the file. */
export function readIdxHeader(source: ByteSource): IdxHeader {
  const start = source.read(0, Math.min(20, source.size));
  if (!isIdx(start)) throw unreadable({ fault: 'idx-expected', name: source.name });
  const [, , type, rank] = start;
  const offset = 4 + 4 * rank;
  if (source.size < offset) throw unreadable({ fault: 'idx-header-cut-short', name: source.name, size: source.size });
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const dimensions = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const expected = offset + dimensions.reduce((product, length) => product * length, bytesOfType[type]);
  if (expected !== source.size) {
    throw unreadable({ fault: 'idx-length', name: source.name, dimensions: dimensions.join(' x '), expected, size: source.size });
  }
  return { type, dimensions, offset };
}
