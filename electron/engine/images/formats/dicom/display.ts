import type { DicomSettings } from '../../../../../shared/domain/dicom.js';
import type { Image } from '../../image.js';
import { colourLevels, paletteLevels } from './colour.js';
import type { DataSet } from './data-set.js';
import { greyLevels } from './grey.js';
import { burnOverlays } from './overlays.js';
import type { PixelLayout } from './pixel-layout.js';
import { storedFrame, type StoredFrame } from './stored-frame.js';

/** One frame as an image of levels 0 to 255, as it lies in the file: neither turned nor scaled to its pixel spacing. */
export async function displayFrame(dataSet: DataSet, layout: PixelLayout, frame: number, settings: DicomSettings): Promise<Image> {
  const stored = await storedFrame(dataSet, layout, frame);
  const pixels = levelsOf(stored, dataSet, layout, frame, settings);
  const channels = pixels.length === layout.rows * layout.columns ? 1 : 3;
  if (settings.overlays === 'burn-in') burnOverlays(pixels, channels, dataSet.attributes, layout, stored.cells, frame);
  return { width: layout.columns, height: layout.rows, channels, pixels };
}

function levelsOf(stored: StoredFrame, dataSet: DataSet, layout: PixelLayout, frame: number, settings: DicomSettings): Uint8Array {
  if (layout.photometric === 'PALETTE COLOR') return paletteLevels(stored.values, dataSet, layout.signed);
  if (layout.samples === 3) return colourLevels(stored, layout);
  return greyLevels(stored.values, dataSet.attributes, layout, frame, settings);
}
