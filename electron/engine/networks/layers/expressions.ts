import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';

/** Small compositions of operators that several layers need. Axes count the batch as axis 0. */

/** Sum over `axes`, which disappear. */
export function sum(graph: GraphBuilder, value: Value, axes: readonly number[]): Value {
  return graph.op('ReduceSum', [value, graph.integers(axes)], { keepdims: 0 });
}

/** Sum over `axes`, which stay with size 1. */
export function sumKeepingAxes(graph: GraphBuilder, value: Value, axes: readonly number[]): Value {
  return graph.op('ReduceSum', [value, graph.integers(axes)], { keepdims: 1 });
}

/** Sum of squares over `axes`, which disappear: more precise here, and faster, than ReduceSumSquare. */
export function sumOfSquares(graph: GraphBuilder, value: Value, axes: readonly number[]): Value {
  return sum(graph, graph.op('Mul', [value, value]), axes);
}

/** A new shape; 0 keeps a size, -1 is inferred. */
export function reshape(graph: GraphBuilder, value: Value, shape: readonly number[]): Value {
  return graph.op('Reshape', [value, graph.integers(shape)]);
}

export function transpose(graph: GraphBuilder, value: Value, perm: readonly number[]): Value {
  return graph.op('Transpose', [value], { perm });
}

/** `gradient` where `value` is greater than `bound`, else 0. */
export function whereGreater(graph: GraphBuilder, value: Value, bound: number, gradient: Value): Value {
  return graph.op('Where', [graph.op('Greater', [value, graph.scalar(bound)]), gradient, graph.scalar(0)]);
}

/** Adds up one value or more. */
export function total(graph: GraphBuilder, values: readonly Value[]): Value {
  return values.reduce((left, right) => graph.op('Add', [left, right]));
}
