import { moveTowards } from './moving-average.js';
import type { Optimizer, RmspropSettings } from './optimizer.js';

/** RMSprop (Hinton 2012) as Keras 3 has it: epsilon inside the root. */
export function rmsprop({ rho = 0.9, epsilon = 1e-7 }: RmspropSettings): Optimizer {
  return {
    slots: ['square'],
    stepSize: (learningRate) => learningRate,
    emit(graph, { weight, gradient, slots: [square], stepSize }) {
      const newSquare = moveTowards(graph, square, graph.op('Mul', [gradient, gradient]), 1 - rho);
      const deviation = graph.op('Sqrt', [graph.op('Add', [newSquare, graph.scalar(epsilon)])]);
      const update = graph.op('Mul', [graph.op('Div', [gradient, deviation]), stepSize]);
      return { weight: graph.op('Sub', [weight, update]), slots: [newSquare] };
    },
  };
}
