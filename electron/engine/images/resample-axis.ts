import type { Preprocessing } from '../../../shared/domain/images.js';

export type ResampleMethod = Preprocessing['resize'];

/** Weights are whole numbers of 2^-22, as in Pillow: 8 bits of sample, 2 bits of overshoot, 22 of weight. */
export const weightBits = 22;

/**
 * How one axis is resampled: output sample o is the weighted sum of `taps[o]` source samples from
 * `first[o]` on, with weights[o * stride ...].
 */
export interface AxisPlan {
  readonly sourceLength: number;
  readonly targetLength: number;
  readonly stride: number;
  readonly first: Int32Array;
  readonly taps: Int32Array;
  readonly weights: Int32Array;
}

interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** The plan that takes an axis of `sourceLength` samples to `targetLength` samples. */
export function planAxis(method: ResampleMethod, sourceLength: number, targetLength: number): AxisPlan {
  const outputs = rules[method](sourceLength, targetLength);
  const stride = outputs.reduce((longest, taps) => Math.max(longest, taps.weights.length), 1);
  const plan = {
    sourceLength,
    targetLength,
    stride,
    first: Int32Array.from(outputs, (taps) => taps.first),
    taps: Int32Array.from(outputs, (taps) => taps.weights.length),
    weights: new Int32Array(targetLength * stride),
  };
  outputs.forEach((taps, output) => plan.weights.set(taps.weights.map(toFixedPoint), output * stride));
  return plan;
}

/** Rounds half away from zero, as Pillow does. */
function toFixedPoint(weight: number): number {
  const scaled = weight * (1 << weightBits);
  return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

/** What each sample of the output is made of. */
type Rule = (sourceLength: number, targetLength: number) => readonly Taps[];

const rules: Record<ResampleMethod, Rule> = {
  nearest: nearestTaps,
  bilinear: each(bilinearTaps),
  'bilinear-antialias': each((output, source, target) => filterTaps(triangle, 1, output, source, target)),
  'bicubic-antialias': each((output, source, target) => filterTaps(cubic, 2, output, source, target)),
  area: each(areaTaps),
};

function each(tapsOf: (output: number, sourceLength: number, targetLength: number) => Taps): Rule {
  return (source, target) => Array.from({ length: target }, (_, output) => tapsOf(output, source, target));
}

/**
 * The source sample whose cell holds the output's centre. Where the centre falls on the border of two
 * samples, rounding decides, and so the centres are added up as Pillow does it (NEAREST).
 */
function nearestTaps(sourceLength: number, targetLength: number): Taps[] {
  const scale = sourceLength / targetLength;
  let centre = scale * 0.5;
  return Array.from({ length: targetLength }, () => {
    const first = Math.min(Math.trunc(centre), sourceLength - 1);
    centre += scale;
    return { first, weights: [1] };
  });
}

/** Two neighbours of the half-pixel centre, whatever the scale (torch and TensorFlow without antialias). */
function bilinearTaps(output: number, sourceLength: number, targetLength: number): Taps {
  const centre = Math.max(0, ((output + 0.5) * sourceLength) / targetLength - 0.5);
  const first = Math.min(Math.floor(centre), sourceLength - 1);
  const fraction = centre - first;
  if (first === sourceLength - 1 || fraction === 0) return { first, weights: [1] };
  return { first, weights: [1 - fraction, fraction] };
}

/** A filter widened by the scale when shrinking (Pillow's resize, torch and TensorFlow with antialias). */
function filterTaps(
  filter: (distance: number) => number,
  support: number,
  output: number,
  sourceLength: number,
  targetLength: number,
): Taps {
  const scale = sourceLength / targetLength;
  const filterScale = Math.max(scale, 1);
  const reach = support * filterScale;
  const centre = (output + 0.5) * scale;
  const first = Math.max(0, Math.trunc(centre - reach + 0.5));
  const end = Math.min(sourceLength, Math.trunc(centre + reach + 0.5));
  const inverse = 1 / filterScale;
  const weights: number[] = [];
  for (let source = first; source < end; source++) weights.push(filter((source - centre + 0.5) * inverse));
  return { first, weights: normalise(weights) };
}

/** The share of each source sample that the output's cell covers (OpenCV INTER_AREA, TensorFlow area). */
function areaTaps(output: number, sourceLength: number, targetLength: number): Taps {
  const start = (output * sourceLength) / targetLength;
  const end = ((output + 1) * sourceLength) / targetLength;
  const first = Math.floor(start);
  const last = Math.min(sourceLength, Math.ceil(end));
  const weights: number[] = [];
  for (let source = first; source < last; source++) {
    weights.push(Math.min(end, source + 1) - Math.max(start, source));
  }
  return { first, weights: normalise(weights) };
}

function normalise(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function triangle(distance: number): number {
  const x = Math.abs(distance);
  return x < 1 ? 1 - x : 0;
}

/** Keys's cubic convolution with a = -0.5. */
function cubic(distance: number): number {
  const a = -0.5;
  const x = Math.abs(distance);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}
