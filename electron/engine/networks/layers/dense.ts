import type { DenseNode } from '../network.js';
import { sum, sumOfSquares } from './expressions.js';
import { invalidNode, onlyInput, requireWhole, type Layer } from './layer.js';
import { formatShape, type Shape } from '../../base/numbers/shape.js';

/** y = x W + b with x [N, in], W [in, units]. */
export function denseLayer(node: DenseNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  if (shape.length !== 1) throw invalidNode(node, { fault: 'node-takes-vector', shape: formatShape(shape) });
  requireWhole(node, 'the number of units', node.units);
  const kernel = `${node.name}/kernel`;
  const bias = `${node.name}/bias`;
  const fans = { fanIn: shape[0], fanOut: node.units };

  return {
    outputShape: [node.units],
    weights: [
      { name: kernel, role: 'kernel', shape: [shape[0], node.units], ...fans },
      ...(node.useBias ? [{ name: bias, role: 'bias', shape: [node.units], ...fans } as const] : []),
    ],
    emit(context, [input]) {
      const { graph } = context;
      const operands = [input, context.weight(kernel)];
      if (node.useBias) operands.push(context.weight(bias));
      return {
        output: graph.op('Gemm', operands),
        backward: (gradient) => ({
          input: () => graph.op('Gemm', [gradient, context.weight(kernel)], { transB: 1 }),
          weight: (name) => (name === bias ? sum(graph, gradient, [0]) : graph.op('Gemm', [input, gradient], { transA: 1 })),
          squaredNorm(name) {
            // An example's gradient is the outer product of its input and its output gradient.
            const ofGradient = sumOfSquares(graph, gradient, [1]);
            return name === bias ? ofGradient : graph.op('Mul', [ofGradient, sumOfSquares(graph, input, [1])]);
          },
        }),
      };
    },
  };
}
