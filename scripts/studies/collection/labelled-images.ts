import type { CollectionName } from '../rows/study-model.js';

/** Grey images of one size with their classes, [count, side, side]. */
export interface LabelledImages {
  readonly count: number;
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** A public collection: what models are trained on, and what nobody trains on. */
export interface Collection {
  readonly name: CollectionName;
  readonly side: number;
  readonly classes: number;
  /** Of the training pixels, mapped to 0-1. */
  readonly mean: number;
  readonly deviation: number;
  readonly training: LabelledImages;
  readonly test: LabelledImages;
}
