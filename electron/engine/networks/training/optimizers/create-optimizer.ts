import { adam } from './adam.js';
import type { Optimizer, OptimizerSettings } from './optimizer.js';
import { rmsprop } from './rmsprop.js';
import { sgd } from './sgd.js';

export function createOptimizer(settings: OptimizerSettings): Optimizer {
  switch (settings.kind) {
    case 'adam':
      return adam(settings);
    case 'rmsprop':
      return rmsprop(settings);
    case 'sgd':
      return sgd(settings);
  }
}
