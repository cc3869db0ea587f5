import type { FlattenNode } from '../network.js';
import { reshape, transpose } from './expressions.js';
import { onlyInput, withoutWeights, type Layer } from './layer.js';
import { elementCount, type Shape } from '../../base/numbers/shape.js';

/** One vector from all values of an example, in PyTorch's order (CHW) or Keras's (HWC). */
export function flattenLayer(node: FlattenNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  const length = elementCount(shape);
  const channelsLast = node.order === 'HWC' && shape.length === 3;
  return {
    outputShape: [length],
    weights: [],
    emit: ({ graph }, [input]) => ({
      output: reshape(graph, channelsLast ? transpose(graph, input, [0, 2, 3, 1]) : input, [0, length]),
      backward: (gradient) =>
        withoutWeights(() => {
          if (!channelsLast) return reshape(graph, gradient, [0, ...shape]);
          const [channels, height, width] = shape;
          return transpose(graph, reshape(graph, gradient, [0, height, width, channels]), [0, 3, 1, 2]);
        }),
    }),
  };
}
