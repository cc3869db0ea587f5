import { type Placement } from '../../../shared/domain/feature.js';
import { type Position } from './patch.js';
import { positionPatch, sidesOf, type Box, type Size } from './placement.js';

/**
 * Places, other than the feature's own, where the same patch serves the empirical null. None of them
 * overlaps the feature's box. In this order:
 *
 * 1. the mirror images of the place, left-right, top-bottom and both;
 * 2. places along the four edges, as far from them as the feature is from its own;
 * 3. places on a grid over the whole image.
 *
 * Each list is first read for places that overlap none taken so far; while places are lacking it is
 * read again for those that lie at least half a box from every other in x or in y, then a quarter,
 * and so on down to one pixel. Places that tolerance could move onto the feature's box are taken last
 * of all. Returns fewer than `count`, perhaps none, where the image has no room for more.
 *
 * A network that memorised another mark at a control place answers to that one there, and the null
 * widens: `occupied` names the parts of the image that no control place may overlap.
 */
export function controlPositions(
  placement: Placement,
  patchSize: Size,
  imageSize: Size,
  count: number,
  occupied: readonly Box[] = [],
): Position[] {
  const target = positionPatch(placement, patchSize, imageSize);
  const free = { width: imageSize.width - patchSize.width, height: imageSize.height - patchSize.height };
  const taken: Position[] = [];
  const largestSide = Math.max(patchSize.width, patchSize.height);
  for (const clearance of new Set([2 * placement.tolerance, 0])) {
    const away = { width: patchSize.width + clearance, height: patchSize.height + clearance };
    for (let divisor = 1; taken.length < count && divisor < 2 * largestSide; divisor *= 2) {
      const apart = { width: Math.ceil(patchSize.width / divisor), height: Math.ceil(patchSize.height / divisor) };
      for (const candidate of candidates(placement, target, free, apart)) {
        if (taken.length === count) break;
        if (occupied.some((box) => overlaps(candidate, patchSize, box))) continue;
        if (areApart(candidate, target, away) && taken.every((other) => areApart(candidate, other, apart))) taken.push(candidate);
      }
    }
  }
  return taken;
}

function overlaps({ x, y }: Position, { width, height }: Size, box: Box): boolean {
  return x < box.x + box.width && box.x < x + width && y < box.y + box.height && box.y < y + height;
}

function areApart(one: Position, other: Position, distance: Size): boolean {
  return Math.abs(one.x - other.x) >= distance.width || Math.abs(one.y - other.y) >= distance.height;
}

/** `free` is the room for the upper left corner, neighbours lie at least `step` apart. */
function* candidates(placement: Placement, target: Position, free: Size, step: Size): Iterable<Position> {
  const mirrored = { x: free.width - target.x, y: free.height - target.y };
  yield { x: mirrored.x, y: target.y };
  yield { x: target.x, y: mirrored.y };
  yield mirrored;

  const { x: edgeX, y: edgeY } = edgeMargins(placement, free);
  for (const x of spread(edgeX, free.width - edgeX, step.width)) {
    yield { x, y: edgeY };
    yield { x, y: free.height - edgeY };
  }
  for (const y of spread(edgeY, free.height - edgeY, step.height)) {
    yield { x: edgeX, y };
    yield { x: free.width - edgeX, y };
  }

  for (const y of spread(0, free.height, step.height)) {
    for (const x of spread(0, free.width, step.width)) yield { x, y };
  }
}

/** Distances from the vertical and horizontal edges; an axis on which the feature is centred takes that of the other. */
function edgeMargins(placement: Placement, free: Size): Position {
  const { across, down } = sidesOf(placement.anchor);
  const [marginX, marginY] = placement.margin;
  const x = across !== 0 ? marginX : down !== 0 ? marginY : 0;
  const y = down !== 0 ? marginY : across !== 0 ? marginX : 0;
  return { x: Math.min(x, Math.floor(free.width / 2)), y: Math.min(y, Math.floor(free.height / 2)) };
}

/** Whole numbers from `first` to `last`, both included, evenly and at most as many as lie `step` apart. */
function spread(first: number, last: number, step: number): number[] {
  const gaps = Math.floor((last - first) / step);
  return Array.from({ length: gaps + 1 }, (_, index) => first + (gaps === 0 ? 0 : Math.floor((index * (last - first)) / gaps)));
}
