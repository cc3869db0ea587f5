import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { reshape, sum, sumOfSquares, total, transpose } from './expressions.js';
import type { WindowGeometry } from './window.js';

/**
 * Kernel gradients of a convolution. A tap is one position of the kernel; its patch is the input
 * pixel that it meets at each output position. C input channels, F filters, g groups, T = kh kw
 * taps, P = OH OW output positions.
 */

/** Input [N, C, H, W] and output gradient [N, F, OH, OW] of a convolution. */
export interface Correlation {
  readonly input: Value;
  readonly gradient: Value;
  readonly channels: number;
  readonly filters: number;
  readonly groups: number;
  readonly geometry: WindowGeometry;
}

/** The patch of every tap, row by row: the input's pixels [.., .., OH, OW] that the tap meets. */
function patches(graph: GraphBuilder, image: Value, geometry: WindowGeometry): Value[] {
  const { rows, columns, window, strides, dilations } = geometry;
  const pads = [0, 0, rows.before, columns.before, 0, 0, rows.after, columns.after];
  const padded = pads.some((size) => size > 0) ? graph.op('Pad', [image, graph.integers(pads)]) : image;
  if (window[0] === 1 && window[1] === 1 && coversWholeImage(geometry)) return [padded];
  const result: Value[] = [];
  for (let row = 0; row < window[0]; row++) {
    for (let column = 0; column < window[1]; column++) {
      const starts = [row * dilations[0], column * dilations[1]];
      const ends = [starts[0] + (rows.output - 1) * strides[0] + 1, starts[1] + (columns.output - 1) * strides[1] + 1];
      const bounds = [starts, ends, [2, 3], strides].map((values) => graph.integers(values));
      result.push(graph.op('Slice', [padded, ...bounds]));
    }
  }
  return result;
}

function coversWholeImage({ rows, columns, strides, inputSize }: WindowGeometry): boolean {
  const whole = rows.output === inputSize[0] + rows.before + rows.after;
  return whole && columns.output === inputSize[1] + columns.before + columns.after && strides[0] === 1 && strides[1] === 1;
}

/**
 * Kernel gradient [F, C / g, kh, kw], summed over the batch: for each tap one product of the output
 * gradient [F, N P] and the tap's patch [C, N P]. Few channels share one product over all taps.
 */
export function kernelGradient(graph: GraphBuilder, correlation: Correlation): Value {
  const { channels, filters, groups, geometry } = correlation;
  const [height, width] = geometry.window;
  const perGroup = channels / groups;
  if (groups === channels && filters === channels) return depthwiseKernelGradient(graph, correlation);
  const gradient = reshape(graph, transpose(graph, correlation.gradient, [1, 0, 2, 3]), [groups, filters / groups, -1]);
  const rows = patches(graph, transpose(graph, correlation.input, [1, 0, 2, 3]), geometry).map((patch) =>
    reshape(graph, patch, [groups, perGroup, -1]),
  );
  const fewChannels = 16;
  const operands = perGroup < fewChannels && rows.length > 1 ? [graph.op('Concat', rows, { axis: 1 })] : rows;
  const products = operands.map((operand) => multiplyTransposed(graph, gradient, operand, groups));
  const joined = graph.op(
    'Concat',
    products.map((product) => reshape(graph, product, [filters, -1, perGroup])),
    { axis: 1 },
  );
  return reshape(graph, transpose(graph, joined, [0, 2, 1]), [filters, perGroup, height, width]);
}

/** left [g, m, P] times right [g, n, P] transposed: [g, m, n]. */
function multiplyTransposed(graph: GraphBuilder, left: Value, right: Value, groups: number): Value {
  if (groups > 1) return graph.op('MatMul', [left, transpose(graph, right, [0, 2, 1])]);
  const flat = (value: Value): Value => graph.op('Squeeze', [value, graph.integers([0])]);
  return graph.op('Gemm', [flat(left), flat(right)], { transB: 1 });
}

/** One filter to each channel: a tap's gradient is a plain sum of products. */
function depthwiseKernelGradient(graph: GraphBuilder, { input, gradient, channels, geometry }: Correlation): Value {
  const taps = patches(graph, input, geometry).map((patch) =>
    reshape(graph, sum(graph, graph.op('Mul', [patch, gradient]), [0, 2, 3]), [channels, 1, 1]),
  );
  const joined = taps.length > 1 ? graph.op('Concat', taps, { axis: 2 }) : taps[0];
  return reshape(graph, joined, [channels, 1, ...geometry.window]);
}

/**
 * [N]: squared norms of each example's kernel gradient. With A the patches [P, K], K = T C / g, and
 * D the output gradient [P, F / g] of one group: ||A^T D||^2, or the same as the sum of
 * (A A^T) o (D D^T), which costs less where P is small.
 */
export function squaredKernelNorm(graph: GraphBuilder, correlation: Correlation): Value {
  const { channels, filters, groups, geometry } = correlation;
  const taps = patches(graph, correlation.input, geometry);
  const positions = geometry.rows.output * geometry.columns.output;
  const perGroup = channels / groups;
  const inputs = perGroup * taps.length;
  const outputs = filters / groups;
  const gradient = reshape(graph, correlation.gradient, [0, groups, outputs, positions]);
  const split = (patch: Value): Value => reshape(graph, patch, [0, groups, perGroup, positions]);
  if (positions < (inputs * outputs) / (inputs + outputs)) {
    const gram = (value: Value): Value => graph.op('MatMul', [transpose(graph, value, [0, 1, 3, 2]), value]);
    const ofInput = total(
      graph,
      taps.map((patch) => gram(split(patch))),
    );
    return sum(graph, graph.op('Mul', [ofInput, gram(gradient)]), [1, 2, 3]);
  }
  const squares = taps.map((patch) => {
    const product = graph.op('MatMul', [gradient, transpose(graph, split(patch), [0, 1, 3, 2])]);
    return sumOfSquares(graph, product, [1, 2, 3]);
  });
  return total(graph, squares);
}
