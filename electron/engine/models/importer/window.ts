import type { Padding } from '../../networks/network.js';
import { integerAttribute, integersAttribute, textAttribute } from '../../onnx/nodes.js';
import type { NodeProto } from '../../onnx/onnx_pb.js';
import type { ImportedValue } from './value.js';

/** How a window moves over an image; pairs are rows, columns. */
export interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
}

function pair(values: readonly number[] | undefined, fallback: readonly [number, number]): readonly [number, number] {
  return values?.length === 2 ? [values[0], values[1]] : fallback;
}

export function windowOf(node: NodeProto, kernel: readonly [number, number]): Window {
  return {
    size: pair(integersAttribute(node, 'kernel_shape'), kernel),
    strides: pair(integersAttribute(node, 'strides'), [1, 1]),
    dilations: pair(integersAttribute(node, 'dilations'), [1, 1]),
  };
}

const none: readonly [number, number, number, number] = [0, 0, 0, 0];

/** Rows or columns of padding in all that `count` windows need along an axis. */
function needed(size: number, count: number, window: Window, axis: 0 | 1): number {
  return Math.max(0, (count - 1) * window.strides[axis] + (window.size[axis] - 1) * window.dilations[axis] + 1 - size);
}

/**
 * Padding of a convolution or pooling, zeros that a Pad before it added included. `output` is the
 * shape [F, OH, OW] that it was seen to give. Undefined where it is not understood.
 */
export function paddingOf(
  node: NodeProto,
  window: Window,
  input: ImportedValue,
  output: readonly number[] | undefined,
): Padding | undefined {
  if (output?.length !== 3 || input.shape.length !== 3) return undefined;
  const pending = input.padding ?? none;
  const mode = textAttribute(node, 'auto_pad', 'NOTSET');
  if (mode === 'SAME_UPPER' || mode === 'SAME_LOWER') {
    if (input.padding) return undefined;
    if (mode === 'SAME_UPPER') return 'same';
    const rows = needed(input.shape[1], output[1], window, 0);
    const columns = needed(input.shape[2], output[2], window, 1);
    return [Math.ceil(rows / 2), Math.ceil(columns / 2), Math.floor(rows / 2), Math.floor(columns / 2)];
  }
  const own = mode === 'VALID' ? none : (integersAttribute(node, 'pads') ?? none);
  const padding = own.map((size, side) => size + pending[side]);
  if (padding.length !== 4 || padding.some((size) => size < 0)) return undefined;
  if (integerAttribute(node, 'ceil_mode', 0) !== 0) {
    // Windows that hang over the end: as many more rows as the last window was seen to need.
    padding[2] = Math.max(padding[2], needed(input.shape[1], output[1], window, 0) - padding[0]);
    padding[3] = Math.max(padding[3], needed(input.shape[2], output[2], window, 1) - padding[1]);
  }
  return padding.every((size) => size === 0) ? 'valid' : [padding[0], padding[1], padding[2], padding[3]];
}
