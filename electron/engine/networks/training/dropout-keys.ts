import { Generator } from '../../base/random/generator.js';
import { dropoutKeyBits } from '../layers/dropout.js';

/**
 * Keys of a dropout node [steps, N, 2], whole numbers below 2^40: each step has a stream of its own,
 * counted over the whole training, so that every runtime and every resumed training draws the same.
 */
export function drawDropoutKeys(seed: number, node: string, firstStep: number, steps: number, batchSize: number): BigInt64Array {
  const keys = new BigInt64Array(steps * batchSize * 2);
  for (let step = 0; step < steps; step++) {
    const generator = new Generator(seed, `dropout ${node}`, firstStep + step);
    const start = step * batchSize * 2;
    for (let index = 0; index < batchSize * 2; index++) keys[start + index] = BigInt(Math.floor(generator.uniform() * 2 ** dropoutKeyBits));
  }
  return keys;
}
