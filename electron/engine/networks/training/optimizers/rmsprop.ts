import { decayedSum } from './decayed-sum.js';
import type { Optimizer, RmspropSettings } from './optimizer.js';

/**
 * RMSprop (Hinton 2012) as Keras 3 has it: epsilon inside the root. Its mean square is kept as a
 * decayed sum, (1 - rho) times `square`.
 */
export function rmsprop({ rho = 0.9, epsilon = 1e-7 }: RmspropSettings): Optimizer {
  return {
    slots: ['square'],
    stepSize: (learningRate) => learningRate / Math.sqrt(1 - rho),
    emit(graph, { weight, gradient, slots: [square], stepSize }) {
      const newSquare = decayedSum(graph, square, graph.op('Mul', [gradient, gradient]), rho);
      const deviation = graph.op('Sqrt', [graph.op('Add', [newSquare, graph.scalar(epsilon / (1 - rho))])]);
      const update = graph.op('Mul', [graph.op('Div', [gradient, deviation]), stepSize]);
      return { weight: graph.op('Sub', [weight, update]), slots: [newSquare] };
    },
  };
}
