import type { Attributes } from './attributes.js';
import { tags } from './tags.js';

/** A lookup table of DICOM (PS3.3 C.11.1.1): its entries, and the value that the first of them stands for. */
export interface LookupTable {
  readonly first: number;
  readonly entries: readonly number[];
  /** Of the output. */
  readonly bits: number;
}

export function lookupTableOf(item: Attributes, signed: boolean): LookupTable | undefined {
  return tableOf(item, tags.tableDescriptor, tags.tableData, signed);
}

/** A table by its two attributes; undefined where it is incomplete. */
export function tableOf(attributes: Attributes, descriptor: string, data: string, signed: boolean): LookupTable | undefined {
  const [stated, , bits] = attributes.words(descriptor, false, 3);
  const first = attributes.words(descriptor, signed, 3).at(1);
  const length = stated === 0 ? 65_536 : stated;
  const bytes = attributes.value(data);
  if (!bytes || first === undefined || !(bits >= 1 && bits <= 16)) return undefined;
  const packed = bits <= 8 && bytes.length < 2 * length;
  const entries = packed ? Array.from(bytes.subarray(0, length)) : attributes.words(data).slice(0, length);
  return entries.length === length ? { first, entries, bits } : undefined;
}

/** The entry of a value; those before the first and after the last have theirs. */
export function lookUp({ first, entries }: LookupTable, value: number): number {
  return entries[Math.min(Math.max(Math.trunc(value) - first, 0), entries.length - 1)];
}

/** The largest output that the bits of a table hold. */
export const largestOf = ({ bits }: LookupTable): number => (1 << bits) - 1;
