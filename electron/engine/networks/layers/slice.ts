import type { SliceNode } from '../network.js';
import { invalidNode, onlyInput, withoutWeights, type Layer } from './layer.js';
import { formatShape, type Shape } from '../../base/numbers/shape.js';

/** A part of an image or a vector; what is left out has a gradient of 0. */
export function sliceLayer(node: SliceNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  const { starts, ends } = node;
  const within = shape.every((size, axis) => {
    const [start, end] = [starts[axis], ends[axis]];
    return Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 0 && start < end && end <= size;
  });
  if (!within || starts.length !== shape.length || ends.length !== shape.length) {
    throw invalidNode(node, {
      fault: 'node-slice-outside',
      starts: formatShape(starts),
      ends: formatShape(ends),
      shape: formatShape(shape),
    });
  }
  const cut = shape.flatMap((size, axis) => (starts[axis] > 0 || ends[axis] < size ? [axis] : []));
  return {
    outputShape: shape.map((_, axis) => ends[axis] - starts[axis]),
    weights: [],
    emit({ graph }, [input]) {
      const bounds = [cut.map((axis) => starts[axis]), cut.map((axis) => ends[axis]), cut.map((axis) => axis + 1)];
      return {
        output: cut.length === 0 ? input : graph.op('Slice', [input, ...bounds.map((values) => graph.integers(values))]),
        backward: (gradient) =>
          withoutWeights(() => {
            const missing = [0, ...starts, 0, ...shape.map((size, axis) => size - ends[axis])];
            return graph.op('Pad', [gradient, graph.integers(missing)]);
          }),
      };
    },
  };
}
