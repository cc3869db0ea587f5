import type { GraphBuilder, Value } from '../../../onnx/graph-builder.js';

/**
 * decay times the sum so far, plus the new value: a moving average but for the factor (1 - decay),
 * which the optimizers put into their step size. It saves two passes over every weight.
 */
export function decayedSum(graph: GraphBuilder, sum: Value, value: Value, decay: number): Value {
  return graph.op('Add', [graph.op('Mul', [sum, graph.scalar(decay)]), value]);
}
