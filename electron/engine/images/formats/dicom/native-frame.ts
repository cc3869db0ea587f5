import { unreadable } from '../../unreadable.js';
import { viewOf } from './attributes.js';
import type { Cells } from './codecs/codec.js';
import type { DataSet } from './data-set.js';
import { samplesOf, type PixelLayout } from './pixel-layout.js';
import { tags } from './tags.js';

/** Throws `images-unreadable` unless a file holds the pixels of all frames that it declares. */
export function requireNativePixels({ attributes, name }: DataSet, layout: PixelLayout): Uint8Array {
  const pixels = attributes.value(tags.pixels);
  if (!pixels || layout.frames * cellsIn(layout) * layout.bitsAllocated > pixels.length * 8) {
    throw unreadable({ fault: 'dicom-pixels-cut-short', name });
  }
  return pixels;
}

/** The cells of one frame that lies in the file as it is. */
export function nativeFrame(dataSet: DataSet, layout: PixelLayout, frame: number): Cells {
  const { attributes, syntax } = dataSet;
  const { bitsAllocated, planar } = layout;
  const pixels = requireNativePixels(dataSet, layout);
  const count = cellsIn(layout);
  const firstBit = frame * count * bitsAllocated;
  const bigEndian = syntax.bigEndian === true;
  if (bitsAllocated === 16) return { cells: words(pixels, firstBit / 8, count, bigEndian), planar, isRgb: false };
  const swapped = bigEndian && bitsAllocated === 8 && attributes.element(tags.pixels)?.vr === 'OW';
  const cells = bits(swapped ? turned(pixels) : pixels, firstBit, count, bitsAllocated);
  return isHalved(layout) ? { cells: doubled(cells), planar: false, isRgb: false } : { cells, planar, isRgb: false };
}

/** Whether two pixels share their colours. */
const isHalved = ({ photometric }: PixelLayout): boolean => photometric === 'YBR_FULL_422';

/** Cells of one frame. */
function cellsIn(layout: PixelLayout): number {
  return isHalved(layout) ? (samplesOf(layout) / 3) * 2 : samplesOf(layout);
}

function words(bytes: Uint8Array, offset: number, count: number, bigEndian: boolean): Uint16Array {
  const view = viewOf(bytes);
  return Uint16Array.from({ length: count }, (_, index) => view.getUint16(offset + 2 * index, !bigEndian));
}

/** Cells of 1, 8 or 12 bits, the lowest first (PS3.5 section 8.1.1). */
function bits(bytes: Uint8Array, firstBit: number, count: number, width: number): Uint16Array | Uint8Array {
  if (width === 8) return bytes.subarray(firstBit / 8, firstBit / 8 + count);
  const cells = new Uint16Array(count);
  const mask = (1 << width) - 1;
  for (let index = 0; index < count; index++) {
    const bit = firstBit + index * width;
    const at = Math.floor(bit / 8);
    const three = bytes[at] | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
    cells[index] = (three >> (bit % 8)) & mask;
  }
  return cells;
}

/** Bytes that were written as big-endian words. */
function turned(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}

/** Two luminances share the colours that follow them: each pixel gets its own three samples. */
function doubled(cells: Uint8Array | Uint16Array): Uint8Array {
  const whole = new Uint8Array((cells.length / 2) * 3);
  for (let pair = 0; pair < cells.length / 4; pair++) {
    const [first, second, blue, red] = cells.subarray(4 * pair, 4 * pair + 4);
    whole.set([first, blue, red, second, blue, red], 6 * pair);
  }
  return whole;
}
