import type { GlobalPoolingNode, PoolingNode } from '../network.js';
import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import { reshape } from './expressions.js';
import { onlyImageInput, withoutWeights, type EmittedLayer, type Layer } from './layer.js';
import type { Shape } from '../../base/numbers/shape.js';
import { poolingGeometry, windowGeometry, type WindowGeometry } from './window.js';

/** The largest value of each window. Padding never wins; the first of equal values takes the gradient. */
export function maxPoolingLayer(node: PoolingNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  const geometry = poolingGeometry(node, height, width);
  return {
    outputShape: [channels, geometry.rows.output, geometry.columns.output],
    weights: [],
    emit: ({ graph }, [input]) => emitMaxPooling(graph, input, geometry),
  };
}

/** The largest value of each channel [C]. */
export function globalMaxPoolingLayer(node: GlobalPoolingNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  const settings = { window: [height, width], strides: [1, 1], padding: 'valid', dilations: [1, 1] } as const;
  const geometry = windowGeometry(node, height, width, settings);
  return {
    outputShape: [channels],
    weights: [],
    emit({ graph }, [input]) {
      const pooled = emitMaxPooling(graph, input, geometry);
      return {
        output: reshape(graph, pooled.output, [0, channels]),
        backward: (gradient) => pooled.backward(reshape(graph, gradient, [0, channels, 1, 1])),
      };
    },
  };
}

function emitMaxPooling(graph: GraphBuilder, input: Value, geometry: WindowGeometry): EmittedLayer {
  const { kernel_shape, strides, pads } = geometry.attributes;
  const output = graph.op('MaxPool', [input], { kernel_shape, strides, pads });
  const apart = geometry.window.every((size, axis) => size <= geometry.strides[axis]);
  const inputGradient = (gradient: Value): Value => {
    // The second output holds each maximum's position in the whole batch, counted row by row.
    const positions = graph.shared(`positions of ${output}`, () => graph.furtherOutput(output));
    const shape = graph.op('Shape', [input]);
    if (apart) return graph.op('MaxUnpool', [gradient, positions, shape], { kernel_shape, strides });
    const zeros = graph.op('ConstantOfShape', [graph.op('ReduceProd', [shape], { keepdims: 1 })]);
    const flat = [positions, gradient].map((value) => reshape(graph, value, [-1]));
    return graph.op('Reshape', [graph.op('ScatterElements', [zeros, ...flat], { axis: 0, reduction: 'add' }), shape]);
  };
  return {
    output,
    backward: (gradient) =>
      withoutWeights(() =>
        graph.composite('MaxPoolGradient', [input, output, gradient], { kernel_shape, strides, pads }, () => inputGradient(gradient)),
      ),
  };
}
