import { crc32 } from 'node:zlib';
import { unreadable } from '../../unreadable.js';

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  readonly depth: 1 | 2 | 4 | 8 | 16;
  readonly colourType: 0 | 2 | 3 | 4 | 6;
  readonly interlaced: boolean;
}

/** What a PNG's chunks say, before anything is decompressed. */
export interface PngChunks extends PngHeader {
  /** [entries, 3] for colour type 3. */
  readonly palette: Uint8Array | undefined;
  /** The tRNS chunk: alpha of palette entries, or the one transparent colour. */
  readonly transparency: Uint8Array | undefined;
  /** The IDAT chunks: one zlib stream cut into parts. */
  readonly data: readonly Uint8Array[];
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Writers cut image data at 8 KiB or more; each chunk costs memory here, however small it is. */
const maximumDataChunks = 100_000;

/** Bit depths that the standard allows for each colour type. */
const depthsOfColourType: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

export function isPng(bytes: Uint8Array): boolean {
  return bytes.length >= 8 && signature.every((byte, index) => bytes[index] === byte);
}

/** Reads the chunk structure of a PNG file (W3C PNG, third edition, section 5). */
export function readPngChunks(bytes: Uint8Array, name: string): PngChunks {
  if (!isPng(bytes)) throw unreadable({ fault: 'png-expected', name });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  let offset = 8;
  for (;;) {
    if (offset + 12 > bytes.length) throw unreadable({ fault: 'ends-byte-inside-png', name, bytes: bytes.length });
    const length = view.getUint32(offset);
    const type = String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
    if (offset + 12 + length > bytes.length) throw unreadable({ fault: 'ends-byte-inside-png-chunk', name, bytes: bytes.length });
    const content = bytes.subarray(offset + 8, offset + 8 + length);
    if (crc32(bytes.subarray(offset + 4, offset + 8 + length)) !== view.getUint32(offset + 8 + length)) {
      throw unreadable({ fault: 'png-checksum-wrong', name, type: printable(type), offset });
    }
    if (!header && type !== 'IHDR') throw unreadable({ fault: 'png-without-header', name });
    if (type === 'IEND') break;
    if (type === 'IHDR') header = readHeader(content, name);
    else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') data.push(content);
    if (data.length > maximumDataChunks) throw unreadable({ fault: 'png-too-many-chunks', name, maximumDataChunks });
    offset += 12 + length;
  }
  if (!header) throw unreadable({ fault: 'png-without-header', name });
  if (header.colourType === 3 && (!palette || palette.length === 0 || palette.length % 3 !== 0)) {
    throw unreadable({ fault: 'palette-png-without-usable-palette', name });
  }
  return { ...header, palette, transparency, data };
}

/** A chunk's name may be any four bytes. */
function printable(type: string): string {
  return type.replace(/[^A-Za-z]/g, '?');
}

/** The header alone, from the first 33 bytes of a file. */
export function readPngHeader(start: Uint8Array, name: string): PngHeader {
  if (!isPng(start) || start.length < 33) throw unreadable({ fault: 'png-expected', name });
  if (String.fromCharCode(...start.subarray(12, 16)) !== 'IHDR') throw unreadable({ fault: 'png-without-header', name });
  return readHeader(start.subarray(16, 29), name);
}

function readHeader(content: Uint8Array, name: string): PngHeader {
  if (content.length !== 13) throw unreadable({ fault: 'png-header-length', name });
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [depth, colourType, compression, filter, interlace] = content.subarray(8);
  if (!depthsOfColourType[colourType]?.includes(depth)) {
    throw unreadable({ fault: 'png-colour-unknown', name, colourType, depth });
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw unreadable({ fault: 'png-method-unknown', name });
  }
  return {
    width: view.getUint32(0),
    height: view.getUint32(4),
    depth: depth as PngChunks['depth'],
    colourType: colourType as PngChunks['colourType'],
    interlaced: interlace === 1,
  };
}
