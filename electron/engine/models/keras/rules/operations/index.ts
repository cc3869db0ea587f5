import type { LayerRule } from '../rule.js';
import { arithmeticOperations } from './arithmetic.js';
import { arrangementOperations } from './arrangement.js';
import { layerLikeOperations } from './layer-like.js';

/** Operations of keras.ops, and arithmetic on Keras's tensors, by their class. */
export const operationRules: ReadonlyMap<string, LayerRule> = new Map(
  Object.entries({ ...arithmeticOperations, ...arrangementOperations, ...layerLikeOperations }),
);
