import type { Image } from '../image.js';

/** A format of single pictures: a folder beside this file, and a row in table.ts. */
export interface PictureFormat {
  /** Whether a file is of this format, by its first bytes. */
  sniff(head: Uint8Array): boolean;
  /** What decodes it, and how samples become levels: for the provenance of a result. */
  readonly decoder: string;
  /** `bits` that a sample of 16-bit pictures has, all of them when left out. Throws `images-unreadable` with `name` where the file is damaged, or of a kind that is not read. */
  decode(bytes: Uint8Array, name: string, bits?: number): Image | Promise<Image>;
  /** Of a format whose samples may have 16 bits: the largest of them, undefined in a file of fewer. */
  largestOf16Bits?(bytes: Uint8Array, name: string): number | undefined;
}
