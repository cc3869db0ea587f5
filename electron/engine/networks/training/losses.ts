import { castTo, type GraphBuilder, type Value } from '../../onnx/graph-builder.js';
import { sum, sumKeepingAxes } from '../layers/expressions.js';

/**
 * Losses over logits and targets [N, K]. `softmax-cross-entropy` takes targets that add up to 1
 * (one-hot, or probabilities to distil from). `sigmoid-cross-entropy` takes each target from 0 to 1
 * and is the mean over the K labels, as in Keras and PyTorch.
 */
export const losses = ['softmax-cross-entropy', 'sigmoid-cross-entropy'] as const;
export type Loss = (typeof losses)[number];

export interface EmittedLoss {
  /** [N]. */
  readonly perExample: Value;
  /** [N]: 1 or 0 where the answer is right or wrong; with labels, the share of labels that are right. */
  readonly correct: Value;
}

export function emitLoss(graph: GraphBuilder, loss: Loss, logits: Value, targets: Value, outputs: number): EmittedLoss {
  return loss === 'softmax-cross-entropy' ? emitSoftmaxLoss(graph, logits, targets) : emitSigmoidLoss(graph, logits, targets, outputs);
}

function emitSoftmaxLoss(graph: GraphBuilder, logits: Value, targets: Value): EmittedLoss {
  const logProbabilities = graph.op('LogSoftmax', [logits], { axis: 1 });
  const perExample = graph.op('Neg', [sum(graph, graph.op('Mul', [targets, logProbabilities]), [1])]);
  const [answer, truth] = [logits, targets].map((value) => graph.op('ArgMax', [value], { axis: 1, keepdims: 0 }));
  return { perExample, correct: graph.op('Cast', [graph.op('Equal', [answer, truth])], castTo('float32')) };
}

function emitSigmoidLoss(graph: GraphBuilder, logits: Value, targets: Value, outputs: number): EmittedLoss {
  // softplus(z) - t z, where softplus(z) = max(z, 0) + log(1 + exp(-|z|)) stays finite.
  const tail = graph.op('Log', [graph.op('Add', [graph.scalar(1), graph.op('Exp', [graph.op('Neg', [graph.op('Abs', [logits])])])])]);
  const softplus = graph.op('Add', [graph.op('Relu', [logits]), tail]);
  const perLabel = graph.op('Sub', [softplus, graph.op('Mul', [targets, logits])]);
  const answer = graph.op('Greater', [logits, graph.scalar(0)]);
  const truth = graph.op('Greater', [targets, graph.scalar(0.5)]);
  const right = graph.op('Cast', [graph.op('Equal', [answer, truth])], castTo('float32'));
  const meanOverLabels = (value: Value): Value => graph.op('Div', [sum(graph, value, [1]), graph.scalar(outputs)]);
  return { perExample: meanOverLabels(perLabel), correct: meanOverLabels(right) };
}

/** [N, K]: gradient of each example's loss for its logits. */
export function emitLossGradient(graph: GraphBuilder, loss: Loss, logits: Value, targets: Value, outputs: number): Value {
  if (loss === 'softmax-cross-entropy') {
    return graph.op('Sub', [graph.op('Softmax', [logits], { axis: 1 }), targets]);
  }
  return graph.op('Div', [graph.op('Sub', [graph.op('Sigmoid', [logits]), targets]), graph.scalar(outputs)]);
}

/**
 * The same for targets of zeros and ones, without cancellation: where a model is sure, p_y - 1 has
 * no correct digit left, so the label's gradient is minus the sum of the other probabilities, and a
 * sigmoid's is -s(-z).
 */
export function emitExactLossGradient(graph: GraphBuilder, loss: Loss, logits: Value, targets: Value, outputs: number): Value {
  const untrue = graph.op('Sub', [graph.scalar(1), targets]);
  if (loss === 'softmax-cross-entropy') {
    const others = graph.op('Mul', [graph.op('Softmax', [logits], { axis: 1 }), untrue]);
    const sumOfOthers = sumKeepingAxes(graph, others, [1]);
    return graph.op('Sub', [others, graph.op('Mul', [targets, sumOfOthers])]);
  }
  const up = graph.op('Mul', [untrue, graph.op('Sigmoid', [logits])]);
  const down = graph.op('Mul', [targets, graph.op('Sigmoid', [graph.op('Neg', [logits])])]);
  return graph.op('Div', [graph.op('Sub', [up, down]), graph.scalar(outputs)]);
}
