import type { ProgressListener } from '../../../../shared/domain/progress.js';
import type { ComputeOptions } from '../../runtimes/session.js';
import type { TrainingData } from '../training/batches.js';
import { GradientNorms } from './gradient-norms.js';
import type { Loss } from '../training/losses.js';
import type { Network, Weights } from '../network.js';
import { invalidTraining } from '../refusals.js';

/** Weights at one moment of a training; `load` is called when its turn comes. */
export interface InfluenceCheckpoint {
  readonly learningRate: number;
  load(): Promise<Weights>;
}

export interface SelfInfluenceOptions extends ComputeOptions {
  readonly network: Network;
  readonly checkpoints: readonly InfluenceCheckpoint[];
  readonly data: TrainingData;
  readonly loss: Loss;
  /** Names of the weights that count; all that have a gradient if absent. */
  readonly weights?: readonly string[];
  /** Whether each checkpoint counts by its learning rate (TracInCP) or all alike. */
  readonly weighByLearningRate: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

/**
 * TracInCP self-influence of each example (Pruthi, Liu, Kale, Sundararajan, "Estimating Training
 * Data Influence by Tracing Gradient Descent", NeurIPS 2020): the sum over checkpoints of the
 * learning rate times the squared norm of the example's gradient. Higher: the example pulled more
 * on its own prediction.
 */
export async function selfInfluence(options: SelfInfluenceOptions): Promise<Float64Array> {
  const { checkpoints, data, signal } = options;
  if (checkpoints.length === 0) throw invalidTraining({ fault: 'no-checkpoint' });
  const influence = new Float64Array(data.count);
  const norms = await GradientNorms.create(options.network, options);
  try {
    for (const [index, checkpoint] of checkpoints.entries()) {
      const onScored = (done: number): void =>
        options.onProgress?.({
          phase: 'train',
          detail: 'self-influence',
          done: index * data.count + done,
          total: checkpoints.length * data.count,
          unit: 'examples',
        });
      const squares = await norms.score(await checkpoint.load(), data, { signal, onScored });
      const share = options.weighByLearningRate ? checkpoint.learningRate : 1;
      squares.forEach((square, example) => (influence[example] += share * square));
    }
  } finally {
    await norms.release();
  }
  return influence;
}

/**
 * Evenly spaced epochs (counted from 1) from the first to the one by which the training loss has
 * made 95% of its way down from the first epoch's to its lowest; fewer than `count` where the
 * epochs are fewer. `losses[0]` belongs to epoch 1.
 */
export function chooseCheckpoints(losses: readonly number[], count = 10): number[] {
  if (losses.length === 0) return [];
  const lowest = Math.min(...losses);
  const reached = losses[0] - 0.95 * (losses[0] - lowest);
  const last = losses.findIndex((loss) => loss <= reached) + 1;
  const epochs = Array.from({ length: count }, (_, index) => Math.round(1 + (index * (last - 1)) / Math.max(1, count - 1)));
  return [...new Set(epochs)];
}
