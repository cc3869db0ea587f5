import type { Value } from '../../onnx/graph-builder.js';
import type { MergeNode } from '../network.js';
import { reshape, sumKeepingAxes, total } from './expressions.js';
import { invalidNode, withoutWeights, type Layer } from './layer.js';
import { formatShape, type Shape } from '../../base/numbers/shape.js';

const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, axis) => size === b[axis]);

function requireSeveral(node: MergeNode, inputShapes: readonly Shape[]): void {
  if (inputShapes.length < 2) throw invalidNode(node, { fault: 'node-takes-two-inputs', inputShapes: inputShapes.length });
}

/** The sum of inputs of one shape. */
export function addLayer(node: MergeNode, inputShapes: readonly Shape[]): Layer {
  requireSeveral(node, inputShapes);
  const odd = inputShapes.find((shape) => !sameShape(shape, inputShapes[0]));
  if (odd)
    throw invalidNode(node, { fault: 'node-adds-inputs-different-shapes', inputShape: formatShape(inputShapes[0]), odd: formatShape(odd) });
  return {
    outputShape: inputShapes[0],
    weights: [],
    emit: ({ graph }, inputs) => ({
      output: total(graph, inputs),
      backward: (gradient) => withoutWeights(() => gradient),
    }),
  };
}

/**
 * The product of inputs. Beside images [C, H, W] an input may hold one number a channel, [C] or
 * [C, 1, 1], as squeeze-and-excitation blocks do.
 */
export function multiplyLayer(node: MergeNode, inputShapes: readonly Shape[]): Layer {
  requireSeveral(node, inputShapes);
  const outputShape = inputShapes.find((shape) => shape.length === 3 && shape[1] * shape[2] > 1) ?? inputShapes[0];
  const isPerChannel = (shape: Shape): boolean =>
    !sameShape(shape, outputShape) &&
    outputShape.length === 3 &&
    shape[0] === outputShape[0] &&
    (shape.length === 1 || sameShape(shape, [shape[0], 1, 1]));
  const odd = inputShapes.find((shape) => !sameShape(shape, outputShape) && !isPerChannel(shape));
  if (odd)
    throw invalidNode(node, {
      fault: 'node-multiplies-inputs-different-shapes',
      outputShape: formatShape(outputShape),
      odd: formatShape(odd),
    });
  return {
    outputShape,
    weights: [],
    emit({ graph }, inputs) {
      const factors = inputs.map((input, index) =>
        isPerChannel(inputShapes[index]) ? reshape(graph, input, [0, outputShape[0], 1, 1]) : input,
      );
      const product = (values: readonly Value[]): Value => values.reduce((a, b) => graph.op('Mul', [a, b]));
      return {
        output: product(factors),
        backward: (gradient) =>
          withoutWeights((index) => {
            const whole = product([gradient, ...factors.filter((_, other) => other !== index)]);
            if (!isPerChannel(inputShapes[index])) return whole;
            return reshape(graph, sumKeepingAxes(graph, whole, [2, 3]), [0, ...inputShapes[index]]);
          }),
      };
    },
  };
}

/** Inputs one after the other along channels, or along the vector. */
export function concatenateLayer(node: MergeNode, inputShapes: readonly Shape[]): Layer {
  requireSeveral(node, inputShapes);
  const odd = inputShapes.find((shape) => !sameShape(shape.slice(1), inputShapes[0].slice(1)) || shape.length !== inputShapes[0].length);
  if (odd)
    throw invalidNode(node, {
      fault: 'node-joins-inputs-different-shapes',
      inputShape: formatShape(inputShapes[0]),
      odd: formatShape(odd),
    });
  const starts = [0];
  for (const shape of inputShapes) starts.push(starts[starts.length - 1] + shape[0]);
  return {
    outputShape: [starts[starts.length - 1], ...inputShapes[0].slice(1)],
    weights: [],
    emit: ({ graph }, inputs) => ({
      output: graph.op('Concat', inputs, { axis: 1 }),
      backward: (gradient) =>
        withoutWeights((index) => {
          const bounds = [[starts[index]], [starts[index + 1]], [1]].map((values) => graph.integers(values));
          return graph.op('Slice', [gradient, ...bounds]);
        }),
    }),
  };
}
