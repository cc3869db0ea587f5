import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { AffineNode } from '../network.js';
import { invalidNode, onlyInput, withoutWeights, type Layer } from './layer.js';
import type { Shape } from '../../base/numbers/shape.js';

/** y = scale x + shift with fixed numbers, one to a channel (or one to a value of a vector). */
export function affineLayer(node: AffineNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  const channels = shape[0];
  for (const [what, values] of [
    ['scales', node.scale],
    ['shifts', node.shift],
  ] as const) {
    if (values.length !== channels) throw invalidNode(node, { fault: 'node-numbers-for-channels', values: values.length, what, channels });
    if (!values.every(Number.isFinite)) throw invalidNode(node, { fault: 'node-numbers-not-finite', what });
  }
  const perChannel = (graph: GraphBuilder, values: readonly number[]): Value =>
    graph.constant([channels, ...shape.slice(1).map(() => 1)], Float32Array.from(values));
  return {
    outputShape: shape,
    weights: [],
    emit({ graph }, [input]) {
      const scale = perChannel(graph, node.scale);
      return {
        output: graph.op('Add', [graph.op('Mul', [input, scale]), perChannel(graph, node.shift)]),
        backward: (gradient) => withoutWeights(() => graph.op('Mul', [gradient, scale])),
      };
    },
  };
}
