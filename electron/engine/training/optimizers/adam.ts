import type { AdamSettings, Optimizer } from './optimizer.js';
import { moveTowards } from './moving-average.js';

/**
 * Adam (Kingma & Ba 2015) in the form at the end of its section 2, which Keras uses: epsilon is
 * added to the uncorrected deviation, both corrections sit in the step size.
 */
export function adam({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 }: AdamSettings): Optimizer {
  return {
    slots: ['mean', 'square'],
    stepSize: (learningRate, step) => (learningRate * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step),
    emit(graph, { weight, gradient, slots: [mean, square], stepSize }) {
      const newMean = moveTowards(graph, mean, gradient, 1 - beta1);
      const newSquare = moveTowards(graph, square, graph.op('Mul', [gradient, gradient]), 1 - beta2);
      const deviation = graph.op('Add', [graph.op('Sqrt', [newSquare]), graph.scalar(epsilon)]);
      const update = graph.op('Mul', [graph.op('Div', [newMean, deviation]), stepSize]);
      return { weight: graph.op('Sub', [weight, update]), slots: [newMean, newSquare] };
    },
  };
}
