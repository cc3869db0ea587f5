import type { Position } from '../../features/patch.js';

/** Shapes: J probed pixels, N pixels with their neighbours. */

/** Share of the mean of its neighbours that is taken off a pixel. */
const neighbourShare = 0.8;

/** Probed pixels and those beside them. */
export interface Neighbourhood {
  /** [N], the probed pixels first. */
  readonly positions: readonly Position[];
  /** [J], indices of the up to four pixels of the image that share an edge with each probed one. */
  readonly neighbours: readonly (readonly number[])[];
}

/** The neighbourhood of probed pixels in an image. */
export function neighbourhoodOf(
  probed: readonly Position[],
  { width, height }: { readonly width: number; readonly height: number },
): Neighbourhood {
  const positions = [...probed];
  const known = new Map(probed.map(({ x, y }, index) => [y * width + x, index]));
  const indexOf = (x: number, y: number): number => {
    const pixel = y * width + x;
    const index = known.get(pixel) ?? positions.push({ x, y }) - 1;
    known.set(pixel, index);
    return index;
  };
  const neighbours = probed.map(({ x, y }) =>
    [
      [x, y - 1],
      [x - 1, y],
      [x + 1, y],
      [x, y + 1],
    ]
      .filter(([column, row]) => column >= 0 && row >= 0 && column < width && row < height)
      .map(([column, row]) => indexOf(column, row)),
  );
  return { positions, neighbours };
}

/**
 * [J], each probed pixel's value less 0.8 of the mean of its neighbours; `values` is [N] or [J], where
 * a missing one is 0. What a network learns of natural images runs smoothly from pixel to pixel, and
 * ink does not: this is the whitening of a first-order autoregression over the pixels' lattice (Besag,
 * "Spatial interaction and the statistical analysis of lattice systems", 1974, section 5).
 */
export function lessNeighbours(values: Float64Array, { neighbours }: Neighbourhood): Float64Array {
  return Float64Array.from(neighbours, (beside, pixel) => {
    if (beside.length === 0) return values[pixel];
    const sum = beside.reduce((total, index) => total + (index < values.length ? values[index] : 0), 0);
    return values[pixel] - (neighbourShare * sum) / beside.length;
  });
}
