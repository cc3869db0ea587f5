import type { WeightArray, Weights } from '../network.js';
import type { Rows } from './batches.js';

/** Summed loss and number of right answers of the examples that some steps learned from. */
export interface StepSums {
  readonly loss: number;
  readonly correct: number;
}

/** Takes training steps, keeping weights and optimizer slots from one run to the next. */
export interface StepRunner {
  /** Runtime and device in words. */
  readonly device: string;
  /**
   * Takes one step for each of `stepSizes`, `batchSize` rows to a step. `firstStep` counts the
   * steps before these over the whole training, for the streams of dropout.
   */
  run(rows: Rows, batchSize: number, stepSizes: Float32Array, firstStep: number): Promise<StepSums>;
  /** The present weights: valid until the next run. */
  weights(): Weights;
  /** Everything that a step changes: valid until the next run. */
  arrays(): ReadonlyMap<string, WeightArray>;
  release(): Promise<void>;
}
