/** Shapes: H height, W width, C channels. */

/**
 * What is stamped on an image: values and their opacity, in pixels of the image that is stamped.
 * A stamped sample is round((alpha * value + (255 - alpha) * sample) / 255).
 */
export interface Patch {
  readonly width: number;
  readonly height: number;
  /** [H, W, 3], 0-255; a grey image takes the luma of it. */
  readonly values: Uint8Array;
  /** [H, W], 0 leaves the image as it is, 255 covers it. */
  readonly alpha: Uint8Array;
  /** [H, W], share of each pixel that is ink, 0-255: what pixel probes and ink counts look at. */
  readonly ink: Uint8Array;
}

/** Where a patch's upper left corner comes to lie, in pixels of the image that is stamped. */
export interface Position {
  readonly x: number;
  readonly y: number;
}
