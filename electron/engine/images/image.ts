import type { ImageSetKind, SetAttributeName } from '../../../shared/domain/images.js';

/** Shapes: H height, W width, C channels (1 grey, 3 RGB). */

/** One decoded image: samples 0-255 in rows of interleaved channels, [H, W, C]. */
export interface Image {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

/** A set of images read one at a time, so that memory does not grow with the set. */
export interface ImageSet {
  readonly count: number;
  /** Class of each image where the source has labels, else undefined. */
  readonly labels: Int32Array | undefined;
  readonly labelNames: readonly string[] | undefined;
  /** What a result records: SHA-256 over the decoded order and bytes, the decoder and what it did. */
  readonly provenance: ImageSetProvenance;
  /** What the files say of their technique, where their format does: never what somebody wrote into them. */
  readonly attributes?: readonly SetAttribute[];
  read(index: number): Promise<Image>;
}

/** One technical attribute of a set: its values, the most frequent first, each with the number of its images. */
export interface SetAttribute {
  readonly name: SetAttributeName;
  readonly values: readonly { readonly value: string; readonly count: number }[];
}

export interface ImageSetProvenance {
  readonly kind: ImageSetKind;
  readonly sha256: string;
  readonly decoder: string;
  readonly count: number;
  /** Of the shipped set: the size at which it was made. */
  readonly size?: { readonly width: number; readonly height: number };
}
