import { unreadable } from '../../unreadable.js';
import { viewOf } from './attributes.js';
import type { DataSet } from './data-set.js';
import { tags } from './tags.js';

/** One piece of compressed pixels: `offset` as offset tables count it. */
interface Fragment {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const itemTag = 0xe000_fffe;
const endTag = 0xe0dd_fffe;

/**
 * The compressed bytes of one frame (PS3.5 annex A.4): by the offset table where there is one, else a fragment a frame,
 * else frames end where a JPEG does.
 */
export function compressedFrame(dataSet: DataSet, frame: number, frames: number): Uint8Array {
  const { table, fragments } = readFragments(dataSet);
  const { name } = dataSet;
  if (frames === 1) return joined(fragments);
  const starts = startsOf(table, fragments, frames) ?? startsByEnds(fragments);
  if (starts.length < frames) throw unreadable({ fault: 'dicom-frames-missing', name, found: starts.length, frames });
  return joined(fragments.slice(starts[frame], starts[frame + 1]));
}

function readFragments({ bytes, attributes, name }: DataSet): { table: number[]; fragments: Fragment[] } {
  const element = attributes.element(tags.pixels);
  if (!element?.hadUndefinedLength) throw unreadable({ fault: 'dicom-damaged', name });
  const view = viewOf(bytes);
  const fragments: Fragment[] = [];
  let table: number[] | undefined;
  let at = element.dataOffset;
  let base = 0;
  while (at + 8 <= bytes.length) {
    const tag = view.getUint32(at, true);
    const length = view.getUint32(at + 4, true);
    if (tag === endTag) break;
    if (tag !== itemTag || at + 8 + length > bytes.length) throw unreadable({ fault: 'dicom-pixels-cut-short', name });
    const content = bytes.subarray(at + 8, at + 8 + length);
    if (table) fragments.push({ offset: at - base, bytes: content });
    else table = Array.from({ length: Math.floor(length / 4) }, (_, index) => viewOf(content).getUint32(4 * index, true));
    at += 8 + length;
    if (fragments.length === 0) base = at;
  }
  if (fragments.length === 0) throw unreadable({ fault: 'dicom-pixels-cut-short', name });
  return { table: extendedOffsets(attributes.value(tags.extendedOffsets)) ?? table ?? [], fragments };
}

function extendedOffsets(value: Uint8Array | undefined): number[] | undefined {
  if (!value) return undefined;
  return Array.from({ length: Math.floor(value.length / 8) }, (_, index) => Number(viewOf(value).getBigUint64(8 * index, true)));
}

/** The first fragment of each frame by the table, undefined where the table does not fit. */
function startsOf(table: readonly number[], fragments: readonly Fragment[], frames: number): number[] | undefined {
  if (table.length !== frames) return fragments.length === frames ? fragments.map((_, index) => index) : undefined;
  const byOffset = new Map(fragments.map(({ offset }, index) => [offset, index]));
  const starts = table.map((offset) => byOffset.get(offset) ?? -1);
  return starts.every((start, index) => start > (starts[index - 1] ?? -1)) ? starts : undefined;
}

/** A frame ends with the fragment that ends with the end marker of a JPEG of any kind, padding left out. */
function startsByEnds(fragments: readonly Fragment[]): number[] {
  return fragments.flatMap((_, index) => (index === 0 || endsJpeg(fragments[index - 1].bytes) ? [index] : []));
}

function endsJpeg(bytes: Uint8Array): boolean {
  const end = bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length;
  return bytes[end - 2] === 0xff && bytes[end - 1] === 0xd9;
}

function joined(fragments: readonly Fragment[]): Uint8Array {
  return fragments.length === 1 ? fragments[0].bytes : Buffer.concat(fragments.map(({ bytes }) => bytes));
}
