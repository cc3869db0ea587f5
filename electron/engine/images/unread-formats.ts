import { unreadable } from './unreadable.js';

/** A format of images that people bring and that is not read: told by its first bytes, so that it is called by its name. */
interface UnreadFormat {
  readonly what: string;
  readonly hint: string;
  readonly matches: (head: Uint8Array) => boolean;
}

const export16 = 'Export the images as PNG files, of 16 bits where they have more than 8.';
const convert = 'Convert the images to PNG files first.';

/** A format that comes to be read moves from here to the table of pictures or of sets. */
const unreadFormats: readonly UnreadFormat[] = [
  { what: 'a DICOM file', hint: export16, matches: textAt(128, 'DICM') },
  { what: 'a TIFF file', hint: export16, matches: (head) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => textAt(0, magic)(head)) },
  {
    what: 'a NIfTI file',
    hint: 'Export its slices as PNG files of 16 bits.',
    matches: (head) => ['n+1\0', 'ni1\0'].some((magic) => textAt(344, magic)(head)),
  },
  { what: 'a NRRD file', hint: 'Export its slices as PNG files of 16 bits.', matches: textAt(0, 'NRRD') },
  { what: 'a BMP file', hint: convert, matches: (head) => textAt(0, 'BM')(head) && textAt(6, '\0\0\0\0')(head) },
  { what: 'a GIF file', hint: convert, matches: textAt(0, 'GIF8') },
  { what: 'a WebP file', hint: convert, matches: (head) => textAt(0, 'RIFF')(head) && textAt(8, 'WEBP')(head) },
  { what: 'a JPEG 2000 file', hint: export16, matches: (head) => textAt(4, 'jP  ')(head) || textAt(0, '\xff\x4f\xff\x51')(head) },
  {
    what: 'a HEIC or AVIF file',
    hint: convert,
    matches: (head) => ['ftyphei', 'ftypmif1', 'ftypavi'].some((magic) => textAt(4, magic)(head)),
  },
];

/** Throws `images-unreadable` where the first bytes are those of a format that is known and not read. */
export function refuseUnread(head: Uint8Array, name: string): void {
  const format = unreadFormats.find(({ matches }) => matches(head));
  if (format) throw unreadable(name, `is ${format.what}, which is not read yet`, format.hint);
}

/** Whether the characters of `text`, one byte each, stand at `offset`. */
function textAt(offset: number, text: string): (head: Uint8Array) => boolean {
  return (head) =>
    head.length >= offset + text.length && Array.from(text).every((letter, index) => head[offset + index] === letter.charCodeAt(0));
}
