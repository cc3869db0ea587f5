import type { DicomSettings } from '../../../../shared/domain/dicom.js';
import type { ByteSource } from '../file-bytes.js';
import type { ImageSet } from '../image.js';

/** A set of images that somebody named. */
export interface FoundSet {
  readonly path: string;
  /** Path of the file of labels that was named with it. */
  readonly labels: string | undefined;
  /** Bits of a pixel of 16-bit images, where they were stated. */
  readonly bits: number | undefined;
  /** How pictures of DICOM files become levels, where it was stated. */
  readonly dicom: DicomSettings | undefined;
  readonly signal: AbortSignal | undefined;
}

export interface FoundFile extends FoundSet {
  /** Its bytes, decompressed. */
  readonly source: ByteSource;
}

/** A format of sets of images: a folder beside this file, and a row in table.ts. */
export interface SetFormat {
  /** Of a set that is one file. */
  readonly file?: {
    /** Whether a file is of this format, by its first bytes or, where they do not tell, its name. */
    sniff(head: Uint8Array, name: string): boolean;
    /** Throws `images-unreadable` or `images-empty`. */
    open(found: FoundFile): Promise<ImageSet>;
  };
  /** Of a set that is a folder. */
  readonly folder?: {
    sniff(path: string, signal?: AbortSignal): Promise<boolean>;
    open(found: FoundSet): Promise<ImageSet>;
  };
}
