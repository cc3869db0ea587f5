import type { GraphBuilder, Value } from '../../runtimes/onnx/graph-builder.js';

/** average + share (value - average). */
export function moveTowards(graph: GraphBuilder, average: Value, value: Value, share: number): Value {
  const difference = graph.op('Sub', [value, average]);
  return graph.op('Add', [average, graph.op('Mul', [difference, graph.scalar(share)])]);
}
