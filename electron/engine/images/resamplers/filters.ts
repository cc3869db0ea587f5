/** What a sample of the output is made of: `weights` of the source samples from `first` on. */
export interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** What each sample of an axis of `targetLength` samples is made of. */
export type Rule = (sourceLength: number, targetLength: number) => readonly Taps[];

type TapsOf = (output: number, sourceLength: number, targetLength: number) => Taps;

/** A rule that looks at each output by itself. */
function each(tapsOf: TapsOf): Rule {
  return (source, target) => Array.from({ length: target }, (_, output) => tapsOf(output, source, target));
}

/** How a library rounds the numbers that it finds places with. */
export type Rounding = (value: number) => number;
export const asDouble: Rounding = (value) => value;
export const asSingle: Rounding = Math.fround;

/**
 * A filter of half-width `support`, widened by the scale when shrinking, its weights cut off at the edge of
 * the image and made to add up to 1: Pillow's resize (Resample.c, precompute_coeffs), ATen's
 * `_upsample_*_aa` and TensorFlow's ScaleAndTranslate.
 */
export function antialiased(filter: (distance: number) => number, support: number, round: Rounding): Rule {
  return each((output, sourceLength, targetLength) => {
    const scale = round(sourceLength / targetLength);
    const filterScale = Math.max(scale, 1);
    const reach = support * filterScale;
    const centre = round((output + 0.5) * scale);
    const first = Math.max(0, Math.trunc(centre - reach + 0.5));
    const end = Math.min(sourceLength, Math.trunc(centre + reach + 0.5));
    const inverse = 1 / filterScale;
    const weights: number[] = [];
    for (let source = first; source < end; source++) weights.push(filter((source - centre + 0.5) * inverse));
    return { first, weights: normalise(weights) };
  });
}

/** Place of an output's centre among the source samples, by half-pixel centres. */
function halfPixel(output: number, sourceLength: number, targetLength: number, round: Rounding): number {
  return round(round((output + 0.5) * round(sourceLength / targetLength)) - 0.5);
}

/** Two neighbours of the half-pixel centre, whatever the scale: ATen's and TensorFlow's bilinear without antialias. */
export function twoNeighbours(round: Rounding): Rule {
  return each((output, sourceLength, targetLength) => {
    const centre = Math.max(0, halfPixel(output, sourceLength, targetLength, round));
    const first = Math.min(Math.floor(centre), sourceLength - 1);
    const fraction = centre - first;
    if (first === sourceLength - 1 || fraction === 0) return { first, weights: [1] };
    return { first, weights: [1 - fraction, fraction] };
  });
}

/** How four neighbours are weighed, by the centre's fraction past the second of them, and what is done beyond the edge. */
interface FourNeighbours {
  readonly weights: (fraction: number) => readonly [number, number, number, number];
  /** `repeat`: the sample at the edge stands for those beyond; `cut`: these do not count, and the rest add up to 1. */
  readonly edge: 'repeat' | 'cut';
}

/** Four neighbours of the half-pixel centre, whatever the scale. */
function fourNeighbours({ weights, edge }: FourNeighbours): Rule {
  return each((output, sourceLength, targetLength) => {
    const centre = halfPixel(output, sourceLength, targetLength, asSingle);
    const second = Math.floor(centre);
    const first = clamp(second - 1, sourceLength);
    const own = new Array<number>(clamp(second + 2, sourceLength) - first + 1).fill(0);
    weights(centre - second).forEach((weight, neighbour) => {
      const source = second - 1 + neighbour;
      const taken = clamp(source, sourceLength);
      if (edge === 'repeat' || taken === source) own[taken - first] += weight;
    });
    return { first, weights: edge === 'cut' ? normalise(own) : own };
  });
}

function clamp(source: number, sourceLength: number): number {
  return Math.min(Math.max(source, 0), sourceLength - 1);
}

/** ATen's upsample_bicubic2d (UpSample.h, get_cubic_upsample_coefficients): a = -0.75, edges repeated. */
export const torchCubic = fourNeighbours({
  weights: (fraction) => [keys(1 + fraction, -0.75), keys(fraction, -0.75), keys(1 - fraction, -0.75), keys(2 - fraction, -0.75)],
  edge: 'repeat',
});

/** Entries of TensorFlow's table of weights for one pixel. */
const cubicSteps = 1024;

/** TensorFlow's ResizeBicubic with half-pixel centres (resize_bicubic_op.cc): a = -0.5, the fraction taken from a table. */
export const tensorflowCubic = fourNeighbours({
  weights(fraction) {
    const known = roundHalfEven(fraction * cubicSteps) / cubicSteps;
    return [cubic(1 + known), cubic(known), cubic(1 - known), cubic(2 - known)];
  },
  edge: 'cut',
});

/**
 * The source sample whose cell holds the output's centre. Where the centre falls on the border of two
 * samples, rounding decides, and so the centres are added up as Pillow does it (NEAREST).
 */
export const pillowNearest: Rule = (sourceLength, targetLength) => {
  const scale = sourceLength / targetLength;
  let centre = scale * 0.5;
  return Array.from({ length: targetLength }, () => {
    const first = Math.min(Math.trunc(centre), sourceLength - 1);
    centre += scale;
    return { first, weights: [1] };
  });
};

/** The same cell by half-pixel centres in 32-bit floats: TensorFlow's ResizeNearestNeighbor and ATen's `nearest-exact`. */
export const nearestCentre = nearest(0.5);

/** The cell that holds the output's left edge: ATen's `nearest`. */
export const nearestEdge = nearest(0);

function nearest(within: number): Rule {
  return each((output, sourceLength, targetLength) => {
    const at = asSingle((output + within) * asSingle(sourceLength / targetLength));
    return { first: Math.min(Math.floor(at), sourceLength - 1), weights: [1] };
  });
}

/** The share of each source sample that the output's cell covers (OpenCV INTER_AREA, TensorFlow area). */
export const area = each((output, sourceLength, targetLength) => {
  const start = (output * sourceLength) / targetLength;
  const end = ((output + 1) * sourceLength) / targetLength;
  const first = Math.floor(start);
  const last = Math.min(sourceLength, Math.ceil(end));
  const weights: number[] = [];
  for (let source = first; source < last; source++) {
    weights.push(Math.min(end, source + 1) - Math.max(start, source));
  }
  return { first, weights: normalise(weights) };
});

function normalise(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

export function triangle(distance: number): number {
  const x = Math.abs(distance);
  return x < 1 ? 1 - x : 0;
}

/** Keys's cubic convolution with a = -0.5. */
export function cubic(distance: number): number {
  return keys(distance, -0.5);
}

/** Cubic convolution with the parameter a (Keys 1981). */
function keys(distance: number, a: number): number {
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/** As C's lrint: halves go to the even neighbour. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
