import type { Padding } from './network.js';

/** Pixels added before and after one axis, and the number of windows along it. */
export interface AxisGeometry {
  readonly before: number;
  readonly after: number;
  readonly output: number;
}

/**
 * Windows along one axis. `same` follows TensorFlow: ceil(size / stride) windows, an odd pixel of
 * padding goes after. The output is 0 or less where no window fits.
 */
export function axisGeometry(
  size: number,
  window: number,
  stride: number,
  dilation: number,
  padding: Padding,
  axis: 'height' | 'width',
): AxisGeometry {
  const span = (window - 1) * dilation + 1;
  if (padding === 'same') {
    const output = Math.ceil(size / stride);
    const needed = Math.max(0, (output - 1) * stride + span - size);
    const before = Math.floor(needed / 2);
    return { before, after: needed - before, output };
  }
  const [before, after] = padding === 'valid' ? [0, 0] : axis === 'height' ? [padding[0], padding[2]] : [padding[1], padding[3]];
  return { before, after, output: Math.floor((size + before + after - span) / stride) + 1 };
}
