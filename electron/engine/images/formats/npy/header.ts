import type { ByteSource } from '../../file-bytes.js';
import { unreadable } from '../../unreadable.js';

/** The header of a NPY file (numpy.lib.format, versions 1.0 to 3.0). */
export interface NpyHeader {
  /** Kind and bytes of a sample: "u1", "f4". */
  readonly type: string;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
  readonly shape: readonly number[];
  /** Where the samples begin. */
  readonly offset: number;
}

const magic = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59);

/** Far more than the header of any plain array takes. */
const maximumHeaderBytes = 65_536;

export function isNpy(start: Uint8Array): boolean {
  return start.length >= 6 && magic.every((byte, index) => start[index] === byte);
}

/** Reads the header and holds what it declares against the size of the file. */
export function readNpyHeader(source: ByteSource): NpyHeader {
  const start = source.read(0, Math.min(12, source.size));
  if (!isNpy(start)) throw unreadable({ fault: 'npy-expected', name: source.name });
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  if (start.length < 12) throw unreadable({ fault: 'npy-header-cut-short', name: source.name, size: source.size });
  const version = view.getUint8(6);
  if (version < 1 || version > 3) throw unreadable({ fault: 'npy-file-version', name: source.name, version });
  const textOffset = version === 1 ? 10 : 12;
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > maximumHeaderBytes) throw unreadable({ fault: 'npy-header-too-long', name: source.name, length });
  if (textOffset + length > source.size) throw unreadable({ fault: 'npy-header-cut-short', name: source.name, size: source.size });
  const text = Buffer.from(source.read(textOffset, length)).toString('latin1');
  const header = { ...parseHeader(text, source.name), offset: textOffset + length };
  const bytes = header.shape.reduce((product, axis) => product * axis, Number(header.type.slice(1)));
  if (header.offset + bytes !== source.size) {
    throw unreadable({
      fault: 'npy-length',
      name: source.name,
      shape: header.shape.join(', '),
      offset: header.offset,
      bytes,
      size: source.size,
    });
  }
  return header;
}

/** The header is a Python literal with three known keys; anything else is refused, objects (pickles) first of all. */
function parseHeader(text: string, name: string): Omit<NpyHeader, 'offset'> {
  const descriptor = /'descr':\s*'([<>|=])([a-zA-Z])(\d{1,4})'/.exec(text);
  const order = /'fortran_order':\s*(True|False)/.exec(text);
  const shape = /'shape':\s*\(((?:\d{1,15},?\s*)*)\)/.exec(text);
  if (/'descr':\s*'\|O/.test(text)) {
    throw unreadable({ fault: 'npy-python-objects', name });
  }
  if (!descriptor || !order || !shape) {
    throw unreadable({ fault: 'npy-not-plain-array', name });
  }
  return {
    type: descriptor[2] + descriptor[3],
    littleEndian: descriptor[1] !== '>',
    fortranOrder: order[1] === 'True',
    shape: shape[1]
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(Number),
  };
}
