import type { Image } from '../image.js';

/** A format of single pictures: a folder beside this file, and a row in table.ts. */
export interface PictureFormat {
  /** Whether a file is of this format, by its first bytes. */
  sniff(head: Uint8Array): boolean;
  /** What decodes it, and how samples become levels: for the provenance of a result. */
  readonly decoder: string;
  /** Throws `images-unreadable` with `name` where the file is damaged, or of a kind that is not read. */
  decode(bytes: Uint8Array, name: string): Image | Promise<Image>;
}
