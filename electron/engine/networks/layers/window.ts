import type { NetworkNode, Padding, PoolingNode } from '../network.js';
import { axisGeometry, type AxisGeometry } from '../padding.js';
import { invalidNode, requireWhole } from './layer.js';

interface WindowSettings {
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: Padding;
  readonly dilations: readonly [number, number];
}

/** How the windows of a convolution or pooling lie on an image [C, H, W]. */
export interface WindowGeometry extends WindowSettings {
  readonly rows: AxisGeometry;
  readonly columns: AxisGeometry;
  readonly inputSize: readonly [number, number];
  /** Attributes that ONNX's Conv, MaxPool and their like share. */
  readonly attributes: Readonly<Record<'kernel_shape' | 'strides' | 'pads' | 'dilations', readonly number[]>>;
}

/** Beyond the largest images here: a larger window or padding is a mistake, or meant to fill the memory. */
const largestSpan = 4096;

/** Checks a node's window against its input; throws `network-invalid`. */
export function windowGeometry(node: NetworkNode, height: number, width: number, settings: WindowSettings): WindowGeometry {
  const { window, strides, padding, dilations } = settings;
  window.forEach((size) => requireWhole(node, 'the window', size));
  strides.forEach((size) => requireWhole(node, 'the stride', size));
  dilations.forEach((size) => requireWhole(node, 'the dilation', size));
  if (typeof padding !== 'string') padding.forEach((size) => requireWhole(node, 'the padding', size, 0));
  const rows = axisGeometry(height, window[0], strides[0], dilations[0], padding, 'height');
  const columns = axisGeometry(width, window[1], strides[1], dilations[1], padding, 'width');
  if (rows.output < 1 || columns.output < 1) {
    throw invalidNode(node, { fault: 'node-window-too-large', window: window.join(' x '), height, width });
  }
  const added = [rows.before, rows.after, columns.before, columns.after];
  const span = Math.max(...window.map((size, axis) => (size - 1) * dilations[axis] + 1));
  if (span > largestSpan || Math.max(...added) > largestSpan) {
    throw invalidNode(node, { fault: 'node-window-too-wide', largestSpan });
  }
  return {
    ...settings,
    rows,
    columns,
    inputSize: [height, width],
    attributes: {
      kernel_shape: window,
      strides,
      pads: [rows.before, columns.before, rows.after, columns.after],
      dilations,
    },
  };
}

/** The windows of a pooling, each of which must hold at least one pixel of the image. */
export function poolingGeometry(node: PoolingNode, height: number, width: number): WindowGeometry {
  const geometry = windowGeometry(node, height, width, { ...node, dilations: [1, 1] });
  const { rows, columns, window } = geometry;
  if (Math.max(rows.before, rows.after) >= window[0] || Math.max(columns.before, columns.after) >= window[1]) {
    throw invalidNode(node, { fault: 'node-padding-too-large' });
  }
  return geometry;
}

/**
 * What ConvTranspose needs to lead from the windows back to the image: rows and columns that no
 * window reached are added at the end.
 */
export function outputPadding(geometry: WindowGeometry): readonly [number, number] {
  const left = (axis: AxisGeometry, index: 0 | 1): number => {
    const span = (geometry.window[index] - 1) * geometry.dilations[index] + 1;
    const reached = (axis.output - 1) * geometry.strides[index] + span;
    return geometry.inputSize[index] + axis.before + axis.after - reached;
  };
  return [left(geometry.rows, 0), left(geometry.columns, 1)];
}
