import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { GlobalPoolingNode, PoolingNode } from '../network.js';
import type { AxisGeometry } from '../padding.js';
import { reshape } from './expressions.js';
import { onlyImageInput, withoutWeights, type Layer } from './layer.js';
import { elementCount, type Shape } from '../../base/numbers/shape.js';
import { outputPadding, poolingGeometry, type WindowGeometry } from './window.js';

/** The mean of each window, over padded zeros too where `countPadding` says so. */
export function averagePoolingLayer(node: PoolingNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  const geometry = poolingGeometry(node, height, width);
  const { kernel_shape, strides, pads } = geometry.attributes;
  return {
    outputShape: [channels, geometry.rows.output, geometry.columns.output],
    weights: [],
    emit({ graph }, [input]) {
      const attributes = { kernel_shape, strides, pads, count_include_pad: node.countPadding ? 1 : 0 };
      return {
        output: graph.op('AveragePool', [input], attributes),
        backward: (gradient) =>
          withoutWeights(() => {
            const shares = graph.op('Mul', [gradient, windowShares(graph, geometry, node.countPadding)]);
            const tiled = geometry.window.every((size, axis) => size === geometry.strides[axis]);
            return tiled && pads.every((size) => size === 0)
              ? repeatOverWindows(graph, shares, channels, geometry)
              : addOverWindows(graph, shares, channels, geometry);
          }),
      };
    },
  };
}

/** The mean of each channel [C]. */
export function globalAveragePoolingLayer(node: GlobalPoolingNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  return {
    outputShape: [channels],
    weights: [],
    emit: ({ graph }, [input]) => ({
      output: reshape(graph, graph.op('GlobalAveragePool', [input]), [0, channels]),
      backward: (gradient) =>
        withoutWeights(() => {
          const share = graph.op('Mul', [gradient, graph.scalar(1 / (height * width))]);
          return graph.op('Expand', [reshape(graph, share, [0, channels, 1, 1]), graph.op('Shape', [input])]);
        }),
    }),
  };
}

/** [OH, OW]: one over the number of pixels that each window averages. */
function windowShares(graph: GraphBuilder, geometry: WindowGeometry, countPadding: boolean): Value {
  const pixels = (axis: AxisGeometry, index: 0 | 1): number[] =>
    Array.from({ length: axis.output }, (_, position) => {
      const start = position * geometry.strides[index] - axis.before;
      const end = start + geometry.window[index];
      return countPadding ? end - start : Math.min(end, geometry.inputSize[index]) - Math.max(start, 0);
    });
  const columns = pixels(geometry.columns, 1);
  const shares = pixels(geometry.rows, 0).flatMap((row) => columns.map((column) => 1 / (row * column)));
  return graph.constant([geometry.rows.output, geometry.columns.output], Float32Array.from(shares));
}

/** Windows that tile the image: each pixel takes its window's value; pixels beyond them take 0. */
function repeatOverWindows(graph: GraphBuilder, shares: Value, channels: number, geometry: WindowGeometry): Value {
  const { rows, columns, window } = geometry;
  const split = reshape(graph, shares, [0, channels, rows.output, 1, columns.output, 1]);
  const repeated = graph.op('Expand', [split, graph.integers([1, channels, rows.output, window[0], columns.output, window[1]])]);
  const tiled = reshape(graph, repeated, [0, channels, rows.output * window[0], columns.output * window[1]]);
  const rest = outputPadding(geometry);
  return rest.some((size) => size > 0) ? graph.op('Pad', [tiled, graph.integers([0, 0, 0, 0, 0, 0, ...rest])]) : tiled;
}

/** Windows that overlap: each pixel takes the sum over the windows that hold it. */
function addOverWindows(graph: GraphBuilder, shares: Value, channels: number, geometry: WindowGeometry): Value {
  const { kernel_shape, strides, pads } = geometry.attributes;
  const attributes = { kernel_shape, strides, pads, output_padding: outputPadding(geometry) };
  return graph.composite('SumOverWindows', [shares], attributes, () => {
    const shape = [channels, 1, ...geometry.window];
    const ones = graph.constant(shape, new Float32Array(elementCount(shape)).fill(1));
    return graph.op('ConvTranspose', [shares, ones], { ...attributes, group: channels });
  });
}
