import { unreadable } from '../../unreadable.js';

/** What the pixels of a transfer syntax are coded by; `none`: they lie in the file as they are. */
export type CodecName = 'none' | 'rle' | 'jpeg' | 'jpeg-lossless' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

export interface TransferSyntax {
  readonly name: string;
  readonly codec: CodecName;
  readonly implicit?: boolean;
  readonly bigEndian?: boolean;
  readonly deflated?: boolean;
}

/** PS3.5 chapter 10 and PS3.6 table A-1, without the root 1.2.840.10008.1.2. */
const read: Readonly<Record<string, TransferSyntax>> = {
  '': { name: 'implicit little endian', codec: 'none', implicit: true },
  '.1': { name: 'explicit little endian', codec: 'none' },
  '.1.99': { name: 'deflated explicit little endian', codec: 'none', deflated: true },
  '.2': { name: 'explicit big endian', codec: 'none', bigEndian: true },
  '.5': { name: 'RLE', codec: 'rle' },
  '.4.50': { name: 'JPEG baseline', codec: 'jpeg' },
  '.4.51': { name: 'JPEG extended', codec: 'jpeg' },
  '.4.57': { name: 'JPEG lossless', codec: 'jpeg-lossless' },
  '.4.70': { name: 'JPEG lossless, first-order prediction', codec: 'jpeg-lossless' },
  '.4.80': { name: 'JPEG-LS lossless', codec: 'jpeg-ls' },
  '.4.81': { name: 'JPEG-LS near-lossless', codec: 'jpeg-ls' },
  '.4.90': { name: 'JPEG 2000 lossless', codec: 'jpeg-2000' },
  '.4.91': { name: 'JPEG 2000', codec: 'jpeg-2000' },
  '.4.201': { name: 'HTJ2K lossless', codec: 'htj2k' },
  '.4.202': { name: 'HTJ2K lossless RPCL', codec: 'htj2k' },
  '.4.203': { name: 'HTJ2K', codec: 'htj2k' },
};

/** Known, and not read: named, so that a person knows what to ask for. */
const unread: readonly (readonly [start: string, name: string])[] = [
  ['.4.92', 'JPEG 2000 part 2'],
  ['.4.93', 'JPEG 2000 part 2'],
  ['.4.94', 'JPIP'],
  ['.4.95', 'JPIP'],
  ['.4.100', 'MPEG-2 video'],
  ['.4.101', 'MPEG-2 video'],
  ['.4.102', 'MPEG-4 video'],
  ['.4.103', 'MPEG-4 video'],
  ['.4.104', 'MPEG-4 video'],
  ['.4.105', 'MPEG-4 video'],
  ['.4.106', 'MPEG-4 video'],
  ['.4.107', 'HEVC video'],
  ['.4.108', 'HEVC video'],
  ['.4.110', 'JPEG XL'],
  ['.4.111', 'JPEG XL'],
  ['.4.112', 'JPEG XL'],
  ['.8.1', 'deflated frames'],
  ['.1.98', 'encapsulated uncompressed'],
];

const root = '1.2.840.10008.1.2';

/** The syntax of a UID; throws `images-unreadable` of one that is not read, by its standard's name and never by what the file holds. */
export function transferSyntaxOf(uid: string, name: string): TransferSyntax {
  const tail = uid.startsWith(root) ? uid.slice(root.length) : undefined;
  const found = tail !== undefined && Object.hasOwn(read, tail) ? read[tail] : undefined;
  if (found) return found;
  const known = unread.find(([start]) => start === tail || (tail?.startsWith(`${start}.`) ?? false));
  throw unreadable({ fault: 'dicom-syntax-unread', name, syntax: known?.[1] });
}

export const implicitLittleEndian = read[''];
export const explicitLittleEndian = read['.1'];
export const explicitBigEndian = read['.2'];
