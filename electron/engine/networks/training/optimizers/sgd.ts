import { decayedSum } from './decayed-sum.js';
import type { Optimizer, SgdSettings } from './optimizer.js';

/** Gradient descent, with momentum as PyTorch has it: v = momentum v + g, w = w - learning rate v. */
export function sgd({ momentum = 0 }: SgdSettings): Optimizer {
  return {
    slots: momentum === 0 ? [] : ['velocity'],
    stepSize: (learningRate) => learningRate,
    emit(graph, { weight, gradient, slots, stepSize }) {
      const velocities = slots.map((velocity) => decayedSum(graph, velocity, gradient, momentum));
      const direction = velocities[0] ?? gradient;
      return { weight: graph.op('Sub', [weight, graph.op('Mul', [direction, stepSize])]), slots: velocities };
    },
  };
}
