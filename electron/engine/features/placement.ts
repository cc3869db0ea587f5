import { type Placement } from '../../../shared/domain/feature.js';
import { EngineError } from '../base/error.js';
import { Generator } from '../base/random/generator.js';
import { type Position } from './patch.js';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Part of an image, its upper left corner and its sides in pixels. */
export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** -1 at the left or upper edge, 0 in the middle, 1 at the right or lower edge. */
type Side = -1 | 0 | 1;

/** The sides that an anchor names, across and down. */
export function sidesOf(anchor: Placement['anchor']): { readonly across: Side; readonly down: Side } {
  return {
    across: anchor.endsWith('left') ? -1 : anchor.endsWith('right') ? 1 : 0,
    down: anchor.startsWith('top') ? -1 : anchor.startsWith('bottom') ? 1 : 0,
  };
}

/**
 * Where the patch's upper left corner comes to lie. A margin counts from the side that the anchor
 * names; in a direction in which the anchor is centred the margin has no meaning.
 */
export function positionPatch(placement: Placement, patchSize: Size, imageSize: Size): Position {
  const { across, down } = sidesOf(placement.anchor);
  const [marginX, marginY] = placement.margin;
  const x = place(across, marginX, patchSize.width, imageSize.width);
  const y = place(down, marginY, patchSize.height, imageSize.height);
  if (x === undefined || y === undefined) {
    throw new EngineError('feature-too-large', {
      fault: 'mark-with-margins-too-large',
      width: patchSize.width,
      height: patchSize.height,
      marginX,
      marginY,
      imageWidth: imageSize.width,
      imageHeight: imageSize.height,
    });
  }
  return { x, y };
}

function place(side: Side, margin: number, extent: number, room: number): number | undefined {
  const free = room - extent;
  const offset = side === 0 ? Math.floor(free / 2) : side < 0 ? margin : free - margin;
  return free < 0 || offset < 0 || offset > free ? undefined : offset;
}

/**
 * The place on one host image: within `tolerance` pixels of `position` in x and y, uniformly, and
 * inside the image. It depends on the seed and the host alone, so that a feature and its references
 * meet the same offsets.
 */
export function positionOnHost(
  position: Position,
  tolerance: number,
  patchSize: Size,
  imageSize: Size,
  seed: number,
  host: number,
): Position {
  if (tolerance === 0) return position;
  const generator = new Generator(seed, 'placement', host);
  const draw = (centre: number, free: number): number => {
    const first = Math.max(0, centre - tolerance);
    const last = Math.min(free, centre + tolerance);
    return first + generator.integer(last - first + 1);
  };
  const x = draw(position.x, imageSize.width - patchSize.width);
  const y = draw(position.y, imageSize.height - patchSize.height);
  return { x, y };
}
