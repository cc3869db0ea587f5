import type { ByteSource } from '../../file-bytes.js';
import { mostBits } from '../../../../../shared/domain/images.js';
import { unreadable } from '../../unreadable.js';
import { requireAllBitsUsed } from '../bit-depth.js';
import type { NpyHeader } from './header.js';

/** How samples of an array become levels 0-255, and the sentence that a result records about it. */
export interface LevelRule {
  readonly description: string;
  toLevels(bytes: Uint8Array): Uint8Array;
}

type SampleReader = (view: DataView, offset: number) => number;

/** The reader of one sample, undefined for types that are no images. */
function sampleReader({ type, littleEndian }: NpyHeader): SampleReader | undefined {
  if (type === 'u1') return (view, offset) => view.getUint8(offset);
  if (type === 'u2') return (view, offset) => view.getUint16(offset, littleEndian);
  if (type === 'f4') return (view, offset) => view.getFloat32(offset, littleEndian);
  if (type === 'f8') return (view, offset) => view.getFloat64(offset, littleEndian);
  return undefined;
}

/**
 * The rule for one array, chosen from its type and the smallest and largest value in all of it:
 * bytes stay as they are; 16-bit numbers are divided by the largest number of the
 * stated bits, or of 16 where all of them are used; floats within 0..1 are multiplied by 255, within -1..1 mapped
 * linearly, within 0..255 rounded; anything else is refused, as its scale is unknown.
 * `images` says how many they are where they have to be named.
 */
export function chooseLevelRule(source: ByteSource, header: NpyHeader, images: number, bits: number | undefined): LevelRule {
  const read = sampleReader(header);
  if (!read) {
    throw unreadable({ fault: 'npy-type-unread', name: source.name, type: header.type });
  }
  if (header.type === 'u1') return { description: 'uint8 as they are', toLevels: (bytes) => bytes };
  const width = Number(header.type.slice(1));
  const { smallest, largest } = findRange(source, header, width, read);
  const { gain, shift, words } =
    header.type === 'u2' ? integerScale(largest, bits, images, source.name) : floatScale(smallest, largest, source.name);
  return {
    description: `${header.type === 'u2' ? 'uint16' : `float${8 * width}`} ${words}`,
    toLevels(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const levels = new Uint8Array(bytes.length / width);
      for (let sample = 0; sample < levels.length; sample++) {
        levels[sample] = Math.round((read(view, sample * width) + shift) * gain);
      }
      return levels;
    },
  };
}

interface Scale {
  readonly gain: number;
  readonly shift: number;
  readonly words: string;
}

function integerScale(largest: number, stated: number | undefined, images: number, name: string): Scale {
  if (stated === undefined) requireAllBitsUsed(name, images, largest);
  const bits = stated ?? mostBits;
  if (largest >= 1 << bits) {
    throw unreadable({ fault: 'value-above-bits', name, value: largest, bits });
  }
  const top = (1 << bits) - 1;
  return { gain: 255 / top, shift: 0, words: bits === 8 ? 'as they are' : `of ${bits} bits, times 255/${top}` };
}

function floatScale(smallest: number, largest: number, name: string): Scale {
  if (smallest >= 0 && largest <= 1) return { gain: 255, shift: 0, words: 'of 0 to 1, times 255' };
  if (smallest >= -1 && largest <= 1) return { gain: 127.5, shift: 1, words: 'of -1 to 1, plus 1, times 127.5' };
  if (smallest >= 0 && largest <= 255) return { gain: 1, shift: 0, words: 'of 0 to 255, rounded' };
  throw unreadable({ fault: 'npy-scale-unknown', name, smallest: smallest.toPrecision(4), largest: largest.toPrecision(4) });
}

const pieceBytes = 1 << 20;

/** Smallest and largest sample of the whole array, read in pieces; NaN and infinity are refused. */
function findRange(source: ByteSource, header: NpyHeader, width: number, read: SampleReader): { smallest: number; largest: number } {
  let smallest = Infinity;
  let largest = -Infinity;
  for (let offset = header.offset; offset < source.size; offset += pieceBytes) {
    const bytes = source.read(offset, Math.min(pieceBytes, source.size - offset));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at < bytes.length; at += width) {
      const value = read(view, at);
      if (!Number.isFinite(value)) throw unreadable({ fault: 'npy-not-finite', name: source.name });
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
  }
  return { smallest, largest };
}
