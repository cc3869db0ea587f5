import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian, type TransferSyntax } from './transfer-syntaxes.js';

/** Where the attributes of a file begin, and how they are written where no meta information says so. */
export interface Beginning {
  readonly offset: number;
  /** Whether meta information (group 0002) stands there, which names the transfer syntax. */
  readonly meta: boolean;
  /** As the first attribute looks. */
  readonly syntax: TransferSyntax;
}

const preambleBytes = 128;
const vrs = /^(AE|AS|AT|CS|DA|DS|DT|FD|FL|IS|LO|LT|OB|OD|OF|OL|OV|OW|PN|SH|SL|SQ|SS|ST|SV|TM|UC|UI|UL|UN|UR|US|UT|UV)$/;

/**
 * How a file of DICOM begins, by its first bytes; undefined of any other file. Many files lack the preamble: they are
 * told by their first attributes, which are few, in order and of the groups 0002 or 0008.
 */
export function beginningOf(head: Uint8Array): Beginning | undefined {
  if (textAt(head, preambleBytes, 4) === 'DICM') return withoutMeta(head, preambleBytes + 4, 1) ?? begins(preambleBytes + 4, true);
  return withoutMeta(head, 0, 3);
}

const begins = (offset: number, meta: boolean, syntax = explicitLittleEndian): Beginning => ({ offset, meta, syntax });

/** What stands at `offset`, if at least `least` attributes there are in order. */
function withoutMeta(head: Uint8Array, offset: number, least: number): Beginning | undefined {
  const found = [explicitLittleEndian, implicitLittleEndian, explicitBigEndian].find(
    (syntax) => attributesAt(head, offset, syntax) >= least,
  );
  if (!found) return undefined;
  const group = word(head, offset, found.bigEndian === true);
  return begins(offset, group === 2, found);
}

/** How many attributes stand at `offset` in order, up to three; 0 where the first is none of the groups that files begin with. */
function attributesAt(head: Uint8Array, offset: number, { implicit, bigEndian = false }: TransferSyntax): number {
  let at = offset;
  let before = -1;
  for (let count = 0; count < 3; count++) {
    if (at + 12 > head.length) return count;
    const group = word(head, at, bigEndian);
    const tag = group * 0x10000 + word(head, at + 2, bigEndian);
    if (tag <= before || (before < 0 && group !== 2 && group !== 8)) return count;
    const length = implicit ? implicitLength(head, at) : explicitLength(head, at, bigEndian);
    if (length === undefined) return count;
    before = tag;
    at += length;
  }
  return 3;
}

/** Bytes of an attribute with its value; undefined where it looks like none. */
function explicitLength(head: Uint8Array, at: number, bigEndian: boolean): number | undefined {
  const vr = textAt(head, at + 4, 2);
  if (!vrs.test(vr)) return undefined;
  if (!/^(O.|SQ|SV|U[CNRTV])$/.test(vr)) return 8 + word(head, at + 6, bigEndian);
  const [first, second] = [word(head, at + 8, bigEndian), word(head, at + 10, bigEndian)];
  return 12 + (bigEndian ? first * 0x10000 + second : second * 0x10000 + first);
}

function implicitLength(head: Uint8Array, at: number): number | undefined {
  const length = word(head, at + 4, false) + word(head, at + 6, false) * 0x10000;
  return length % 2 === 0 && length < 1024 ? 8 + length : undefined;
}

function word(bytes: Uint8Array, at: number, bigEndian: boolean): number {
  return bigEndian ? (bytes[at] << 8) | bytes[at + 1] : bytes[at] | (bytes[at + 1] << 8);
}

function textAt(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
