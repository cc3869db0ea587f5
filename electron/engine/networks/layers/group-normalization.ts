import type { GraphBuilder, Value } from '../../onnx/graph-builder.js';
import type { GroupNormalizationNode } from '../network.js';
import { reshape, sum, sumKeepingAxes, sumOfSquares } from './expressions.js';
import { invalidNode, onlyInput, requireWhole, type Layer } from './layer.js';
import { elementCount, type Shape } from '../../base/numbers/shape.js';

/**
 * y = gamma x^ + beta, x^ an example's input less the mean of its group over its standard deviation
 * (biased variance plus epsilon); alike in training and inference.
 */
export function groupNormalizationLayer(node: GroupNormalizationNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  const [channels] = shape;
  requireWhole(node, 'the number of groups', node.groups);
  if (channels % node.groups !== 0)
    throw invalidNode(node, { fault: 'node-groups-uneven', groups: node.groups, channels, filters: channels });
  if (!(node.epsilon > 0)) throw invalidNode(node, { fault: 'node-epsilon-invalid', epsilon: node.epsilon });
  const fans = { fanIn: channels, fanOut: channels };
  const gammaName = `${node.name}/gamma`;
  return {
    outputShape: shape,
    weights: (['gamma', 'beta'] as const).map((role) => ({ name: `${node.name}/${role}`, role, shape: [channels], ...fans })),
    emit(context, [input]) {
      const { graph } = context;
      const perChannel = (value: Value): Value => (shape.length === 1 ? value : reshape(graph, value, [channels, 1, 1]));
      const { split, joined, meanOf } = groupsOf(graph, node, shape);
      const gamma = perChannel(context.weight(gammaName));
      const grouped = split(input);
      const centred = node.centred ? graph.op('Sub', [grouped, meanOf(grouped)]) : grouped;
      const variance = meanOf(graph.op('Mul', [centred, centred]));
      const deviation = graph.op('Sqrt', [graph.op('Add', [variance, graph.scalar(node.epsilon)])]);
      const normalized = graph.op('Div', [centred, deviation]);
      const flat = joined(normalized);
      return {
        output: graph.op('Add', [graph.op('Mul', [flat, gamma]), perChannel(context.weight(`${node.name}/beta`))]),
        backward(gradient) {
          /** [N, C]: gradient of gamma or beta for each example. */
          const perExample = (name: string): Value => {
            const product = name === gammaName ? graph.op('Mul', [gradient, flat]) : gradient;
            return shape.length === 1 ? product : sum(graph, product, [2, 3]);
          };
          /** 1 / sigma (g - mean(g) - x^ mean(g x^)), g the gradient of x^. */
          const inputGradient = (): Value => {
            const own = split(graph.op('Mul', [gradient, gamma]));
            const alongNormalized = graph.op('Mul', [normalized, meanOf(graph.op('Mul', [own, normalized]))]);
            const remaining = graph.op('Sub', [node.centred ? graph.op('Sub', [own, meanOf(own)]) : own, alongNormalized]);
            return joined(graph.op('Div', [remaining, deviation]));
          };
          return {
            input: inputGradient,
            weight: (name) => sum(graph, perExample(name), [0]),
            squaredNorm: (name) => sumOfSquares(graph, perExample(name), [1]),
          };
        },
      };
    },
  };
}

/** The values that are normalised together side by side: [N, groups, channels of one, pixels], and back. */
function groupsOf(graph: GraphBuilder, { groups, span }: GroupNormalizationNode, shape: Shape) {
  const [channels, ...sides] = shape;
  const pixels = elementCount(sides);
  const [axes, count] = span === 'image' ? [[2, 3], (channels / groups) * pixels] : [[2], channels / groups];
  return {
    split: (value: Value): Value => reshape(graph, value, [0, groups, channels / groups, pixels]),
    joined: (value: Value): Value => reshape(graph, value, [0, ...shape]),
    meanOf: (value: Value): Value => graph.op('Mul', [sumKeepingAxes(graph, value, axes), graph.scalar(1 / count)]),
  };
}
