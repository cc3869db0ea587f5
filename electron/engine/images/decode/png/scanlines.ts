import { unreadable } from '../../unreadable.js';
import type { PngChunks } from './chunks.js';

/** One pass over a grid of pixels: the whole image, or one of the seven of an interlaced one. */
interface Pass {
  readonly x: number;
  readonly y: number;
  readonly xStep: number;
  readonly yStep: number;
}

const wholeImage: readonly Pass[] = [{ x: 0, y: 0, xStep: 1, yStep: 1 }];

const adam7: readonly Pass[] = [
  { x: 0, y: 0, xStep: 8, yStep: 8 },
  { x: 4, y: 0, xStep: 8, yStep: 8 },
  { x: 0, y: 4, xStep: 4, yStep: 8 },
  { x: 2, y: 0, xStep: 4, yStep: 4 },
  { x: 0, y: 2, xStep: 2, yStep: 4 },
  { x: 1, y: 0, xStep: 2, yStep: 2 },
  { x: 0, y: 1, xStep: 1, yStep: 2 },
];

const samplesOfColourType = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

export function samplesPerPixel(chunks: PngChunks): 1 | 2 | 3 | 4 {
  return samplesOfColourType[chunks.colourType];
}

interface PassSize {
  readonly columns: number;
  readonly rows: number;
  readonly rowBytes: number;
}

function passSize(chunks: PngChunks, pass: Pass): PassSize {
  const columns = Math.max(0, Math.ceil((chunks.width - pass.x) / pass.xStep));
  const rows = Math.max(0, Math.ceil((chunks.height - pass.y) / pass.yStep));
  const rowBytes = Math.ceil((columns * samplesPerPixel(chunks) * chunks.depth) / 8);
  return { columns, rows: columns === 0 ? 0 : rows, rowBytes };
}

/** Bytes that the decompressed image data must have: each row and its filter byte. */
export function scanlineBytes(chunks: PngChunks): number {
  return passesOf(chunks).reduce((total, pass) => {
    const { rows, rowBytes } = passSize(chunks, pass);
    return total + rows * (rowBytes + 1);
  }, 0);
}

function passesOf(chunks: PngChunks): readonly Pass[] {
  return chunks.interlaced ? adam7 : wholeImage;
}

/**
 * Samples [H, W, S] of the decompressed scanlines (`data`, overwritten), each as its file has it: 0
 * to 2^depth - 1. Undoes the filters and the interlacing (W3C PNG, third edition, sections 8 and 9).
 */
export function decodeScanlines(data: Uint8Array, chunks: PngChunks, name: string): Uint8Array | Uint16Array {
  const samples = samplesPerPixel(chunks);
  const { width, height, depth } = chunks;
  const result = depth === 16 ? new Uint16Array(width * height * samples) : new Uint8Array(width * height * samples);
  const filterStep = Math.max(1, (samples * depth) >> 3);
  let offset = 0;
  for (const pass of passesOf(chunks)) {
    const { columns, rows, rowBytes } = passSize(chunks, pass);
    let previous: Uint8Array = new Uint8Array(rowBytes);
    for (let row = 0; row < rows; row++) {
      const line = data.subarray(offset + 1, offset + 1 + rowBytes);
      removeFilter(data[offset], line, previous, filterStep, name);
      previous = line;
      offset += 1 + rowBytes;
      const start = ((pass.y + row * pass.yStep) * width + pass.x) * samples;
      unpackRow(line, depth, columns, samples, result, start, pass.xStep * samples);
    }
  }
  return result;
}

function unpackRow(
  line: Uint8Array,
  depth: number,
  columns: number,
  samples: number,
  result: Uint8Array | Uint16Array,
  start: number,
  step: number,
): void {
  const mask = (1 << depth) - 1;
  let sample = 0;
  for (let column = 0; column < columns; column++) {
    for (let channel = 0; channel < samples; channel++, sample++) {
      let value: number;
      if (depth === 8) value = line[sample];
      else if (depth === 16) value = (line[2 * sample] << 8) | line[2 * sample + 1];
      else value = (line[(sample * depth) >> 3] >> (8 - depth - ((sample * depth) & 7))) & mask;
      result[start + column * step + channel] = value;
    }
  }
}

/** Undoes one row's filter in place; `step` is the distance in bytes to the pixel on the left. */
function removeFilter(filter: number, line: Uint8Array, above: Uint8Array, step: number, name: string): void {
  const { length } = line;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let i = step; i < length; i++) line[i] += line[i - step];
      return;
    case 2:
      for (let i = 0; i < length; i++) line[i] += above[i];
      return;
    case 3:
      for (let i = 0; i < length; i++) line[i] += ((i < step ? 0 : line[i - step]) + above[i]) >> 1;
      return;
    case 4:
      for (let i = 0; i < length; i++) {
        line[i] += i < step ? above[i] : paeth(line[i - step], above[i], above[i - step]);
      }
      return;
    default:
      throw unreadable({ fault: 'png-filter-unknown', name, filter });
  }
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner;
  const toLeft = Math.abs(estimate - left);
  const toAbove = Math.abs(estimate - above);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
