import type { DataType } from './attributes.js';
import type { TensorName } from './graph-writer.js';

/**
 * A tensor of an ONNX graph as it lies in TensorFlow's. ONNX keeps feature maps as [N, C, H, W];
 * TensorFlow's convolutions want [N, H, W, C] on a CPU, so a value lies in the one order or the
 * other, and is turned only where an operator needs it.
 */
export interface GraphValue {
  readonly tensor: TensorName;
  readonly type: DataType;
  /** Number of dimensions. */
  readonly rank: number;
  /** Sizes in ONNX's order where they are known. */
  readonly shape: readonly (number | undefined)[] | undefined;
  /** Whether the tensor, of rank 4, lies channels last. */
  readonly channelsLast: boolean;
  /** The numbers of a constant that may be a shape, axes or positions. */
  readonly integers?: readonly number[];
  /** The single number of a real constant. */
  readonly real?: number;
}

/** Places of the batch, channels, rows and columns of [N, C, H, W] when they lie channels last. */
export const lastAxes = [0, 3, 1, 2] as const;

/** Orders of axes that lead from one layout to the other. */
export const toLast = [0, 2, 3, 1] as const;
export const toFirst = [0, 3, 1, 2] as const;
