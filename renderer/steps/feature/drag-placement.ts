import type { Placement } from '../../../shared/domain/feature.js';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the box's upper left corner lies: what `placementAt` turns into a placement, and the engine out of it. */
export function positionOf({ anchor, margin: [across, down] }: Placement, box: Size, image: Size): { x: number; y: number } {
  const x = anchor.endsWith('left')
    ? across
    : anchor.endsWith('right')
      ? image.width - box.width - across
      : Math.floor((image.width - box.width) / 2);
  const y = anchor.startsWith('top')
    ? down
    : anchor.startsWith('bottom')
      ? image.height - box.height - down
      : Math.floor((image.height - box.height) / 2);
  return { x, y };
}

/**
 * The placement that puts a box of size `box` at `position` (pixels from the upper left corner) of an
 * image: margins count from the side that the anchor names; one that was centred counts from the
 * left or upper side from now on. The box stays inside of the image.
 */
export function placementAt(placement: Placement, position: { readonly x: number; readonly y: number }, box: Size, image: Size): Placement {
  const free = { x: Math.max(0, image.width - box.width), y: Math.max(0, image.height - box.height) };
  const x = Math.min(free.x, Math.max(0, Math.round(position.x)));
  const y = Math.min(free.y, Math.max(0, Math.round(position.y)));
  const fromRight = placement.anchor.endsWith('right');
  const fromBottom = placement.anchor.startsWith('bottom');
  const anchor = `${fromBottom ? 'bottom' : 'top'}-${fromRight ? 'right' : 'left'}` as const;
  return { ...placement, anchor, margin: [fromRight ? free.x - x : x, fromBottom ? free.y - y : y] };
}
