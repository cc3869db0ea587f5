import { decayedSum } from './decayed-sum.js';
import type { AdamSettings, Optimizer } from './optimizer.js';

/**
 * Adam (Kingma & Ba 2015) in the form at the end of its section 2, which Keras uses: epsilon is
 * added to the uncorrected deviation, both corrections sit in the step size. Its moments are kept
 * as decayed sums: m = (1 - beta1) `first`, v = (1 - beta2) `second`.
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamSettings): Optimizer {
  const deviationScale = Math.sqrt(1 - beta2);
  const momentScale = (1 - beta1) / deviationScale;
  return {
    slots: ['first', 'second'],
    stepSize: (learningRate, step) => (learningRate * momentScale * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
    emit(graph, { weight, gradient, slots: [first, second], stepSize }) {
      const newFirst = decayedSum(graph, first, gradient, beta1);
      const newSecond = decayedSum(graph, second, graph.op('Mul', [gradient, gradient]), beta2);
      const deviation = graph.op('Add', [graph.op('Sqrt', [newSecond]), graph.scalar(epsilon / deviationScale)]);
      const update = graph.op('Mul', [graph.op('Div', [newFirst, deviation]), stepSize]);
      return { weight: graph.op('Sub', [weight, update]), slots: [newFirst, newSecond] };
    },
  };
}
