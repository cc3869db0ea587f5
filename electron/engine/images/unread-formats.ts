import type { UnreadFormatName } from '../../../shared/domain/image-formats.js';
import { unreadable } from './unreadable.js';

/** A format of images that people bring and that is not read: told by its first bytes, so that it is called by its name. */
interface UnreadFormat {
  readonly format: UnreadFormatName;
  readonly matches: (head: Uint8Array) => boolean;
}

/** A format that comes to be read moves from here to the table of pictures or of sets. */
const unreadFormats: readonly UnreadFormat[] = [
  { format: 'tiff', matches: (head) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((magic) => textAt(0, magic)(head)) },
  {
    format: 'nifti',
    matches: (head) => ['n+1\0', 'ni1\0'].some((magic) => textAt(344, magic)(head)),
  },
  { format: 'nrrd', matches: textAt(0, 'NRRD') },
  { format: 'bmp', matches: (head) => textAt(0, 'BM')(head) && textAt(6, '\0\0\0\0')(head) },
  { format: 'gif', matches: textAt(0, 'GIF8') },
  { format: 'webp', matches: (head) => textAt(0, 'RIFF')(head) && textAt(8, 'WEBP')(head) },
  { format: 'jpeg-2000', matches: (head) => textAt(4, 'jP  ')(head) || textAt(0, '\xff\x4f\xff\x51')(head) },
  {
    format: 'heic-or-avif',
    matches: (head) => ['ftyphei', 'ftypmif1', 'ftypavi'].some((magic) => textAt(4, magic)(head)),
  },
];

/** Throws `images-unreadable` where the first bytes are those of a format that is known and not read. */
export function refuseUnread(head: Uint8Array, name: string): void {
  const found = unreadFormats.find(({ matches }) => matches(head));
  if (found) throw unreadable({ fault: 'format-unread', name, format: found.format });
}

/** Whether the characters of `text`, one byte each, stand at `offset`. */
function textAt(offset: number, text: string): (head: Uint8Array) => boolean {
  return (head) =>
    head.length >= offset + text.length && Array.from(text).every((letter, index) => head[offset + index] === letter.charCodeAt(0));
}
