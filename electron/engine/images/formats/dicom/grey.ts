import type { DicomSettings } from '../../../../../shared/domain/dicom.js';
import type { Attributes } from './attributes.js';
import { modalityTransform } from './modality.js';
import type { PixelLayout } from './pixel-layout.js';
import { tags } from './tags.js';
import { levelBy, viewOfFrame, type View } from './view.js';

/** Levels [H, W] of one frame of grey values: modality transform, then view, then MONOCHROME1 turned over. */
export function greyLevels(
  values: Int32Array,
  attributes: Attributes,
  layout: PixelLayout,
  frame: number,
  settings: DicomSettings,
): Uint8Array {
  const modality = modalityTransform(attributes, frame, layout.signed);
  const view = viewOfFrame(attributes, frame, layout.signed, settings);
  const [lowest, highest] = rangeOf(view, values, attributes, layout)
    .map(modality)
    .sort((a, b) => a - b);
  const level = levelBy(view, lowest, highest);
  const isInverted = layout.photometric === 'MONOCHROME1';
  // One level for each value that can be stored: far fewer than pixels.
  const { least, most } = storable(layout);
  const table = new Uint8ClampedArray(most - least + 1);
  for (let stored = least; stored <= most; stored++) {
    const shown = Math.min(Math.max(level(modality(stored)), 0), 255);
    table[stored - least] = Math.round(isInverted ? 255 - shown : shown);
  }
  return Uint8Array.from(values, (stored) => table[stored - least]);
}

/** The stored values between which a view without window or table stretches. */
function rangeOf({ kind }: View, values: Int32Array, attributes: Attributes, layout: PixelLayout): [number, number] {
  const { least, most } = storable(layout);
  if (kind !== 'smallest-to-largest') return [least, most];
  const isPadding = paddingOf(attributes, layout.signed);
  let [smallest, largest] = [most, least];
  for (const value of values) {
    if (isPadding(value)) continue;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  return smallest <= largest ? [smallest, largest] : [least, most];
}

function storable({ bitsStored, signed }: PixelLayout): { least: number; most: number } {
  const count = 2 ** bitsStored;
  return signed ? { least: -count / 2, most: count / 2 - 1 } : { least: 0, most: count - 1 };
}

/** Values that fill what was not exposed (PS3.3 C.7.5.1.1.2): one, or a range. */
function paddingOf(attributes: Attributes, signed: boolean): (value: number) => boolean {
  const value = attributes.word(tags.paddingValue, signed);
  if (value === undefined) return () => false;
  const limit = attributes.word(tags.paddingLimit, signed) ?? value;
  const [from, to] = [Math.min(value, limit), Math.max(value, limit)];
  return (stored) => stored >= from && stored <= to;
}
