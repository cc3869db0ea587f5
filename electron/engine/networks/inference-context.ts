import type { GraphBuilder } from '../onnx/graph-builder.js';
import type { EmissionContext } from './layers/layer.js';

/** Writes layers as they answer, not as they learn; weights are values of their own names. */
export function inferenceContext(graph: GraphBuilder): EmissionContext {
  return {
    graph,
    mode: 'inference',
    weight: (name) => name,
    isFrozen: () => true,
    dropoutKeys: (node) => node,
  };
}
