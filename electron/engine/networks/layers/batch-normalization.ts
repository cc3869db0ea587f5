import { castTo, real, type GraphBuilder, type Value } from '../../onnx/graph-builder.js';
import type { BatchNormalizationNode } from '../network.js';
import { reshape, sum, sumOfSquares } from './expressions.js';
import { invalidNode, onlyInput, type EmissionContext, type EmittedLayer, type Layer } from './layer.js';
import type { Shape } from '../../base/numbers/shape.js';

/**
 * Batch normalisation of channels (or of the values of a vector): y = gamma x^ + beta, x^ the input
 * less its mean over its standard deviation. Training uses the batch's own statistics and moves the
 * kept ones towards them (biased variance, as Keras); inference uses the kept ones.
 */
export function batchNormalizationLayer(node: BatchNormalizationNode, inputShapes: readonly Shape[]): Layer {
  const shape = onlyInput(node, inputShapes);
  if (!(node.epsilon > 0)) throw invalidNode(node, { fault: 'node-epsilon-invalid', epsilon: node.epsilon });
  if (!(node.momentum >= 0 && node.momentum <= 1)) throw invalidNode(node, { fault: 'node-momentum-invalid', momentum: node.momentum });
  const channels = shape[0];
  const fans = { fanIn: channels, fanOut: channels };
  const roles = ['gamma', 'beta', 'mean', 'variance'] as const;
  return {
    outputShape: shape,
    weights: roles.map((role) => ({ name: `${node.name}/${role}`, role, shape: [channels], ...fans })),
    emit(context, [input]) {
      const frozen = context.isFrozen(`${node.name}/gamma`) && context.isFrozen(`${node.name}/beta`);
      const emit = context.mode === 'inference' || frozen ? emitInference : emitTraining;
      return emit(context, node, input, shape);
    },
  };
}

/** Axes over which a channel's values are counted, the batch being axis 0. */
const valueAxes = (shape: Shape): number[] => [0, ...shape.slice(1).map((_, axis) => axis + 2)];

/** [C] laid out so that it meets each value of its channel. */
const perChannel = (graph: GraphBuilder, value: Value, shape: Shape): Value =>
  shape.length === 1 ? value : reshape(graph, value, [shape[0], ...shape.slice(1).map(() => 1)]);

function inverseDeviation(graph: GraphBuilder, variance: Value, epsilon: number): Value {
  return graph.op('Reciprocal', [graph.op('Sqrt', [graph.op('Add', [variance, graph.scalar(epsilon)])])]);
}

function normalize(graph: GraphBuilder, input: Value, mean: Value, inverse: Value, shape: Shape): Value {
  const centred = graph.op('Sub', [input, perChannel(graph, mean, shape)]);
  return graph.op('Mul', [centred, perChannel(graph, inverse, shape)]);
}

function emitInference(context: EmissionContext, node: BatchNormalizationNode, input: Value, shape: Shape): EmittedLayer {
  const { graph } = context;
  const [gamma, beta, mean, variance] = ['gamma', 'beta', 'mean', 'variance'].map((role) => context.weight(`${node.name}/${role}`));
  return {
    output: graph.op('BatchNormalization', [input, gamma, beta, mean, variance], { epsilon: real(node.epsilon) }),
    backward(gradient) {
      const inverse = inverseDeviation(graph, variance, node.epsilon);
      /** [N, C]: gradient of gamma or beta for each example. */
      const perExample = (name: string): Value => {
        const isGamma = name === `${node.name}/gamma`;
        const product = isGamma ? graph.op('Mul', [gradient, normalize(graph, input, mean, inverse, shape)]) : gradient;
        return shape.length === 1 ? product : sum(graph, product, valueAxes(shape).slice(1));
      };
      return {
        input: () => graph.op('Mul', [gradient, perChannel(graph, graph.op('Mul', [gamma, inverse]), shape)]),
        weight: (name) => sum(graph, perExample(name), [0]),
        squaredNorm: (name) => sumOfSquares(graph, perExample(name), [1]),
      };
    },
  };
}

function emitTraining(context: EmissionContext, node: BatchNormalizationNode, input: Value, shape: Shape): EmittedLayer {
  const { graph } = context;
  const axes = valueAxes(shape);
  const mean = graph.op('ReduceMean', [input, graph.integers(axes)], { keepdims: 0 });
  const centred = graph.op('Sub', [input, perChannel(graph, mean, shape)]);
  const variance = graph.op('ReduceMean', [graph.op('Mul', [centred, centred]), graph.integers(axes)], { keepdims: 0 });
  const inverse = inverseDeviation(graph, variance, node.epsilon);
  const normalized = graph.op('Mul', [centred, perChannel(graph, inverse, shape)]);
  const gamma = context.weight(`${node.name}/gamma`);
  const scaled = graph.op('Mul', [normalized, perChannel(graph, gamma, shape)]);
  const moved = (role: string, current: Value): Value => {
    const kept = graph.op('Mul', [context.weight(`${node.name}/${role}`), graph.scalar(node.momentum)]);
    return graph.op('Add', [kept, graph.op('Mul', [current, graph.scalar(1 - node.momentum)])]);
  };
  return {
    output: graph.op('Add', [scaled, perChannel(graph, context.weight(`${node.name}/beta`), shape)]),
    updates: new Map([
      [`${node.name}/mean`, moved('mean', mean)],
      [`${node.name}/variance`, moved('variance', variance)],
    ]),
    backward(gradient) {
      const ofBeta = sum(graph, gradient, axes);
      const ofGamma = sum(graph, graph.op('Mul', [gradient, normalized]), axes);
      /** Ioffe & Szegedy 2015: gamma / sigma (g - mean(g) - x^ mean(g x^)). */
      const inputGradient = (): Value => {
        const count = graph.op('Div', [size(graph, input), size(graph, mean)]);
        const meanOf = (value: Value): Value => perChannel(graph, graph.op('Div', [value, count]), shape);
        const alongNormalized = graph.op('Mul', [normalized, meanOf(ofGamma)]);
        const remaining = graph.op('Sub', [graph.op('Sub', [gradient, meanOf(ofBeta)]), alongNormalized]);
        return graph.op('Mul', [remaining, perChannel(graph, graph.op('Mul', [gamma, inverse]), shape)]);
      };
      return {
        input: inputGradient,
        weight: (name) => (name === `${node.name}/gamma` ? ofGamma : ofBeta),
        squaredNorm() {
          throw invalidNode(node, { fault: 'node-without-gradient-of-one-example' });
        },
      };
    },
  };
}

/** The number of elements of a value, as a real scalar. */
function size(graph: GraphBuilder, value: Value): Value {
  return graph.op('Cast', [graph.op('Size', [value])], castTo('float32'));
}
