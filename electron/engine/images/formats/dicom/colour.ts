import { unreadable } from '../../unreadable.js';
import type { DataSet } from './data-set.js';
import { largestOf, lookUp, tableOf } from './lookup-table.js';
import type { PixelLayout } from './pixel-layout.js';
import { tags } from './tags.js';
import type { StoredFrame } from './stored-frame.js';

/** Levels [H, W, 3] of indices into the file's palette (PS3.3 C.7.9). */
export function paletteLevels(values: Int32Array, { attributes, name }: DataSet, signed: boolean): Uint8Array {
  if (attributes.has(tags.segmentedPaletteData[0])) throw unreadable({ fault: 'dicom-palette-segmented', name });
  const tables = [0, 1, 2].map((colour) => tableOf(attributes, tags.paletteDescriptors[colour], tags.paletteData[colour], signed));
  const levels = new Uint8Array(values.length * 3);
  tables.forEach((table, colour) => {
    if (!table) throw unreadable({ fault: 'dicom-palette-missing', name });
    const most = largestOf(table);
    for (let pixel = 0; pixel < values.length; pixel++) {
      levels[3 * pixel + colour] = Math.round((lookUp(table, values[pixel]) / most) * 255);
    }
  });
  return levels;
}

/** Levels [H, W, 3] of three samples a pixel: RGB as they are, YBR turned into RGB (PS3.3 C.7.6.3.1.2). */
export function colourLevels({ values, isRgb }: StoredFrame, { photometric, bitsStored }: PixelLayout): Uint8Array {
  const most = 2 ** bitsStored - 1;
  const levels = Uint8ClampedArray.from(values, bitsStored === 8 ? (value) => value : (value) => Math.round((value / most) * 255));
  if (!isRgb && photometric.startsWith('YBR')) {
    for (let at = 0; at < levels.length; at += 3) {
      const [luminance, blue, red] = [levels[at], levels[at + 1] - 128, levels[at + 2] - 128];
      levels[at] = luminance + 1.402 * red;
      levels[at + 1] = luminance - 0.344136 * blue - 0.714136 * red;
      levels[at + 2] = luminance + 1.772 * blue;
    }
  }
  return new Uint8Array(levels.buffer);
}
