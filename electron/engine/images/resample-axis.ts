import type { ResamplerName } from '../../../shared/domain/resamplers.js';
import { resamplers } from './resamplers/table.js';

/** Weights are whole numbers of 2^-22, as in Pillow: 8 bits of sample, 2 bits of overshoot, 22 of weight. */
export const weightBits = 22;

/**
 * How one axis is resampled: output sample o is the weighted sum of `taps[o]` source samples from
 * `first[o]` on, with weights[o * stride ...], in units of 2^-22 where results are bytes.
 */
export interface AxisPlan<Weights = Int32Array | Float64Array> {
  readonly sourceLength: number;
  readonly targetLength: number;
  readonly stride: number;
  readonly first: Int32Array;
  readonly taps: Int32Array;
  readonly weights: Weights;
}

/** The plan that takes an axis of `sourceLength` samples to `targetLength` samples of bytes. */
export function planByteAxis(name: ResamplerName, sourceLength: number, targetLength: number): AxisPlan<Int32Array> {
  return planAxis(name, sourceLength, targetLength, (length) => new Int32Array(length), toFixedPoint);
}

/** The same to samples of floats. */
export function planFloatAxis(name: ResamplerName, sourceLength: number, targetLength: number): AxisPlan<Float64Array> {
  return planAxis(
    name,
    sourceLength,
    targetLength,
    (length) => new Float64Array(length),
    (weight) => weight,
  );
}

function planAxis<Weights extends Int32Array | Float64Array>(
  name: ResamplerName,
  sourceLength: number,
  targetLength: number,
  create: (length: number) => Weights,
  write: (weight: number) => number,
): AxisPlan<Weights> {
  const outputs = resamplers[name].rule(sourceLength, targetLength);
  const stride = outputs.reduce((longest, taps) => Math.max(longest, taps.weights.length), 1);
  const weights = create(targetLength * stride);
  outputs.forEach((taps, output) => weights.set(taps.weights.map(write), output * stride));
  return {
    sourceLength,
    targetLength,
    stride,
    first: Int32Array.from(outputs, (taps) => taps.first),
    taps: Int32Array.from(outputs, (taps) => taps.weights.length),
    weights,
  };
}

/** Rounds half away from zero, as Pillow does. */
function toFixedPoint(weight: number): number {
  const scaled = weight * (1 << weightBits);
  return Math.trunc(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}
