import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { ResampleNode } from '../network.js';
import { invalidNode, onlyImageInput, withoutWeights, type Layer } from './layer.js';
import { formatShape, type Shape } from '../../base/numbers/shape.js';

/** Rows R x, or columns x C^T, of every channel by a fixed matrix. */
export function resampleLayer(node: ResampleNode, inputShapes: readonly Shape[]): Layer {
  const [channels, height, width] = onlyImageInput(node, inputShapes);
  const { axis, matrix } = node;
  const pixels = axis === 'rows' ? height : width;
  const [after, before] = matrix.shape;
  if (matrix.shape.length !== 2 || before !== pixels || !(after >= 1) || matrix.data.length !== after * before)
    throw invalidNode(node, { fault: 'node-matrix-misfit', matrix: formatShape(matrix.shape), pixels, axis });
  if (!matrix.data.every(Number.isFinite)) throw invalidNode(node, { fault: 'node-numbers-not-finite', what: 'weights' });
  return {
    outputShape: axis === 'rows' ? [channels, after, width] : [channels, height, after],
    weights: [],
    emit({ graph }, [input]) {
      const turned = transposed(matrix.data, after, before);
      return {
        output:
          axis === 'rows' ? product(graph, [after, before], matrix.data, input) : product(graph, [before, after], turned, input, true),
        backward: (gradient) =>
          withoutWeights(() =>
            axis === 'rows'
              ? product(graph, [before, after], turned, gradient)
              : product(graph, [after, before], matrix.data, gradient, true),
          ),
      };
    },
  };
}

/** The matrix times each image, or the image times the matrix; four axes tell it from a dense layer's kernel. */
function product(
  graph: GraphBuilder,
  [rows, columns]: readonly [number, number],
  data: Float32Array,
  image: Value,
  imageFirst = false,
): Value {
  const matrix = graph.constant([1, 1, rows, columns], Float32Array.from(data));
  return graph.op('MatMul', imageFirst ? [image, matrix] : [matrix, image]);
}

function transposed(data: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from({ length: data.length }, (_, index) => data[(index % rows) * columns + Math.floor(index / rows)]);
}
