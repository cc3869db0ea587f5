import { EngineError } from '../../base/error.js';
import type { Weights } from '../network.js';

/** The refusal of a training whose numbers left the range of numbers; `epoch` is counted from 0. */
export function diverged(epoch: number): EngineError {
  return new EngineError('training-diverged', { fault: 'training-diverged', epoch });
}

/** Throws `training-diverged` where a weight is NaN or infinite. */
export function requireFinite(weights: Weights, epoch: number): void {
  for (const { data } of weights.values()) {
    if (!data.every(Number.isFinite)) throw diverged(epoch);
  }
}
