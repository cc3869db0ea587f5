import type { FloatArray } from '../../base/numbers/shape.js';

/**
 * How TensorFlow changes the size of an image (tf.image.resize, no antialias), one axis at a time, as a
 * matrix [after, before]. It counts in 32-bit numbers, which decides ties, and so does this.
 */

export type Interpolation = 'nearest' | 'bilinear' | 'bicubic';

export const interpolations: ReadonlySet<string> = new Set<Interpolation>(['nearest', 'bilinear', 'bicubic']);

export const isInterpolation = (name: string): name is Interpolation => interpolations.has(name);

const round = Math.fround;

/** Weights of one row of the matrix, added to the positions that they are for. */
type Rule = (position: number, scale: number, before: number, add: (source: number, weight: number) => void) => void;

const rules: Readonly<Record<Interpolation, Rule>> = {
  nearest(position, scale, before, add) {
    add(Math.min(Math.floor(round(round(position + 0.5) * scale)), before - 1), 1);
  },
  bilinear(position, scale, before, add) {
    const centre = round(round(round(position + 0.5) * scale) - 0.5);
    const lower = Math.floor(centre);
    const share = round(centre - lower);
    add(Math.max(lower, 0), 1 - share);
    add(Math.min(Math.max(lower + 1, 0), before - 1), share);
  },
  bicubic(position, scale, before, add) {
    const centre = round(round(round(position + 0.5) * scale) - 0.5);
    const lower = Math.floor(centre);
    // TensorFlow looks its weights up in a table of so many steps.
    const step = roundHalfToEven(round(centre - lower) * tableSteps) / tableSteps;
    const weights = [keys(1 + step), keys(step), keys(1 - step), keys(2 - step)];
    // What lies outside has no weight, and the rest is scaled to a sum of 1.
    const inside = weights.map((weight, index) => (lower - 1 + index >= 0 && lower - 1 + index < before ? weight : 0));
    const total = inside.reduce((sum, weight) => sum + weight, 0);
    inside.forEach((weight, index) => {
      if (weight !== 0) add(lower - 1 + index, weight / total);
    });
  },
};

const tableSteps = 1024;

function roundHalfToEven(value: number): number {
  const lower = Math.floor(value);
  const rest = value - lower;
  return rest > 0.5 || (rest === 0.5 && lower % 2 !== 0) ? lower + 1 : lower;
}

/** Keys 1981 with a = -0.5. */
function keys(distance: number): number {
  const a = -0.5;
  if (distance < 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  return distance < 2 ? ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a : 0;
}

export function resizeMatrix(interpolation: Interpolation, before: number, after: number): FloatArray {
  const data = new Float32Array(after * before);
  const scale = round(before / after);
  for (let position = 0; position < after; position++) {
    rules[interpolation](position, scale, before, (source, weight) => (data[position * before + source] += weight));
  }
  return { shape: [after, before], data };
}

/** The matrix that takes the pixels at these positions. */
export function pickingMatrix(positions: readonly number[], before: number): FloatArray {
  const data = new Float32Array(positions.length * before);
  positions.forEach((source, position) => (data[position * before + source] = 1));
  return { shape: [positions.length, before], data };
}
