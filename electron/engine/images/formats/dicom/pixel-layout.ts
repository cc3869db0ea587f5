import { maximumDecodedBytes, maximumImages, maximumSide } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import type { DataSet } from './data-set.js';
import { tags } from './tags.js';

export const photometrics = [
  'MONOCHROME1',
  'MONOCHROME2',
  'PALETTE COLOR',
  'RGB',
  'YBR_FULL',
  'YBR_FULL_422',
  'YBR_RCT',
  'YBR_ICT',
] as const;
export type Photometric = (typeof photometrics)[number];

/** How the samples of one frame lie, PS3.3 C.7.6.3. */
export interface PixelLayout {
  readonly rows: number;
  readonly columns: number;
  readonly samples: 1 | 3;
  readonly frames: number;
  readonly photometric: Photometric;
  /** Whether each colour is a plane of its own. */
  readonly planar: boolean;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly signed: boolean;
}

/** The layout of a file's pictures, undefined of a file without pictures; held against bounds before anything is decoded. */
export function pixelLayoutOf({ attributes, name }: DataSet): PixelLayout | undefined {
  if (attributes.has(tags.floatPixels) || attributes.has(tags.doublePixels)) throw unreadable({ fault: 'dicom-float-pixels', name });
  if (!attributes.has(tags.pixels)) return undefined;
  const rows = attributes.word(tags.rows) ?? 0;
  const columns = attributes.word(tags.columns) ?? 0;
  const samples = attributes.word(tags.samplesPerPixel) ?? 1;
  const frames = attributes.decimal(tags.numberOfFrames) ?? 1;
  const bitsAllocated = attributes.word(tags.bitsAllocated) ?? 0;
  const bitsStored = attributes.word(tags.bitsStored) ?? bitsAllocated;
  const highBit = attributes.word(tags.highBit) ?? bitsStored - 1;
  const photometric = photometrics.find((known) => known === attributes.text(tags.photometric));
  if (rows < 1 || columns < 1 || rows > maximumSide || columns > maximumSide || rows * columns * samples * 4 > maximumDecodedBytes) {
    throw unreadable({ fault: 'dicom-too-many-pixels', name, columns, rows, maximumSide });
  }
  if (!Number.isInteger(frames) || frames < 1 || frames > maximumImages) throw unreadable({ fault: 'dicom-frames', name });
  if (photometric === undefined) throw unreadable({ fault: 'dicom-photometric-unread', name });
  const isColour = photometric !== 'MONOCHROME1' && photometric !== 'MONOCHROME2' && photometric !== 'PALETTE COLOR';
  if (samples !== (isColour ? 3 : 1)) throw unreadable({ fault: 'dicom-samples', name, samples, photometric });
  const fits = bitsStored >= 1 && bitsStored <= bitsAllocated && highBit >= bitsStored - 1 && highBit < bitsAllocated;
  if (![1, 8, 12, 16].includes(bitsAllocated) || !fits) {
    throw unreadable({ fault: 'dicom-bits-unread', name, bitsAllocated, bitsStored });
  }
  return {
    rows,
    columns,
    samples,
    frames,
    photometric,
    planar: samples === 3 && attributes.word(tags.planarConfiguration) === 1,
    bitsAllocated,
    bitsStored,
    highBit,
    signed: attributes.word(tags.pixelRepresentation) === 1,
  };
}

/** Samples of one frame. */
export function samplesOf({ rows, columns, samples }: PixelLayout): number {
  return rows * columns * samples;
}
