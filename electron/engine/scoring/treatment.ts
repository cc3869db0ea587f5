import type { Patch, Position } from '../features/patch.js';

/**
 * What is done to every host: which patch and where. Both may differ from host to host (the paper's
 * noise is drawn anew for every image; a tolerance moves the mark by a few pixels), and both depend
 * on the host's index alone, so that a feature and its references meet the same hosts in the same way.
 */
export interface Treatment {
  patch(host: number): Patch;
  /** Position in an image of this size, the size at which the patch is stamped. */
  position(host: number, width: number, height: number): Position;
}
