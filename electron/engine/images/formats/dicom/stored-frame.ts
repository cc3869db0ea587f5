import { unreadable } from '../../unreadable.js';
import { interleave } from '../array-images.js';
import type { Cells } from './codecs/codec.js';
import { codecs } from './codecs/table.js';
import type { DataSet } from './data-set.js';
import { compressedFrame } from './fragments.js';
import { nativeFrame } from './native-frame.js';
import { samplesOf, type PixelLayout } from './pixel-layout.js';

/** One frame as it is stored. */
export interface StoredFrame {
  /** [H, W, C], the stored values with their sign. */
  readonly values: Int32Array;
  /** Whether three channels are RGB already. */
  readonly isRgb: boolean;
  /** The cells that the values were cut out of: bits above them may be an overlay. */
  readonly cells: Uint8Array | Uint16Array;
}

/** Decodes one frame and cuts the stored bits out of its cells. */
export async function storedFrame(dataSet: DataSet, layout: PixelLayout, frame: number): Promise<StoredFrame> {
  const { syntax, name } = dataSet;
  const { cells, planar, isRgb }: Cells =
    syntax.codec === 'none'
      ? nativeFrame(dataSet, layout, frame)
      : await codecs[syntax.codec].decode(compressedFrame(dataSet, frame, layout.frames), layout, name);
  if (cells.length !== samplesOf(layout)) throw unreadable({ fault: 'dicom-frame-damaged', name });
  const whole = planar ? interleave(cells, layout.samples) : cells;
  return { values: storedValues(whole, layout), isRgb, cells: whole };
}

/** The stored bits of each cell, from the high bit down, the highest of them its sign. */
function storedValues(cells: Uint8Array | Uint16Array, { bitsStored, highBit, signed }: PixelLayout): Int32Array {
  const shift = highBit + 1 - bitsStored;
  const unused = 32 - bitsStored;
  return Int32Array.from(cells, (cell) => {
    const top = (cell >> shift) << unused;
    return signed ? top >> unused : top >>> unused;
  });
}
