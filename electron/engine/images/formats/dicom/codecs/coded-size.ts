import { unreadable } from '../../../unreadable.js';
import { viewOf } from '../attributes.js';
import type { PixelLayout } from '../pixel-layout.js';

/** What a coded frame says of itself. */
export interface CodedSize {
  readonly width: number;
  readonly height: number;
  readonly samples: number;
  readonly bits: number;
}

/** Throws `images-unreadable` unless a coded frame is of the size that the file's attributes say, which were held against bounds. */
export function requireSize(coded: CodedSize | undefined, { rows, columns, samples, bitsAllocated }: PixelLayout, name: string): void {
  if (!coded) throw unreadable({ fault: 'dicom-frame-damaged', name });
  const { width, height, bits } = coded;
  if (width !== columns || height !== rows || coded.samples !== samples || bits > Math.max(8, bitsAllocated)) {
    throw unreadable({ fault: 'dicom-frame-size', name, width, height, columns, rows });
  }
}

/** The frame header of a JPEG of any kind, of JPEG-LS too; undefined where there is none. */
export function jpegSize(frame: Uint8Array): (CodedSize & { readonly marker: number }) | undefined {
  if (frame[0] !== 0xff || frame[1] !== 0xd8) return undefined;
  const view = viewOf(frame);
  for (let at = 2; at + 10 <= frame.length;) {
    const marker = frame[at + 1];
    if (frame[at] !== 0xff || marker === 0xda) return undefined;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (isFrameHeader(marker)) {
      return { marker, bits: frame[at + 4], height: view.getUint16(at + 5), width: view.getUint16(at + 7), samples: frame[at + 9] };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** SOF0 to SOF15 without the tables between them, and SOF55 of JPEG-LS. */
function isFrameHeader(marker: number): boolean {
  return marker === 0xf7 || (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);
}

/** Tiles of a JPEG 2000 frame; a decoder keeps books of each. */
const mostTiles = 65_535;

/** The SIZ segment of a JPEG 2000 codestream (ISO 15444-1 A.5.1), which may lie in a JP2 file. */
export function jpeg2000Size(frame: Uint8Array): CodedSize | undefined {
  const start = Buffer.from(frame.buffer, frame.byteOffset, Math.min(frame.length, 4096)).indexOf(Buffer.of(0xff, 0x4f, 0xff, 0x51));
  if (start < 0 || start + 43 > frame.length) return undefined;
  const view = viewOf(frame);
  const [right, bottom, left, top, tileWidth, tileHeight] = [0, 1, 2, 3, 4, 5].map((field) => view.getUint32(start + 8 + 4 * field));
  const width = right - left;
  const height = bottom - top;
  if (width < 1 || height < 1 || Math.ceil(width / tileWidth) * Math.ceil(height / tileHeight) > mostTiles) return undefined;
  const samples = view.getUint16(start + 40);
  const components = frame.subarray(start + 42, start + 42 + 3 * samples);
  // Each component: its bits, and how it is subsampled across and down, which the pictures of DICOM are not.
  const isPlain = components.every((byte, index) => byte === (index % 3 === 0 ? components[0] : 1));
  return isPlain && components.length === 3 * samples ? { width, height, samples, bits: (components[0] & 0x7f) + 1 } : undefined;
}
