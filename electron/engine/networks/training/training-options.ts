import type { ProgressListener } from '../../../../shared/domain/progress.js';
import { embeddedRuntime } from '../../../../shared/domain/runtime.js';
import type { ComputeOptions } from '../../runtimes/session.js';
import { copyRows, requireData, type Augmentation, type TrainingData } from './batches.js';
import { hasGradient } from '../layers/layer.js';
import type { Loss } from './losses.js';
import type { Network, Weights } from '../network.js';
import type { OptimizerSettings } from './optimizers/optimizer.js';
import type { Schedule } from './optimizers/schedule.js';
import { invalidTraining } from '../refusals.js';
import { requireWeights, type ResolvedNetwork } from '../shapes.js';
import { fingerprintOf, type EpochSummary, type TrainingIdentity } from './training-state.js';

export interface TrainingOptions extends ComputeOptions {
  readonly network: Network;
  readonly initialWeights: Weights;
  readonly training: TrainingData;
  readonly validation?: TrainingData;
  readonly loss: Loss;
  readonly optimizer: OptimizerSettings;
  readonly schedule?: Schedule;
  readonly batchSize: number;
  readonly epochs: number;
  /** Whether each epoch visits the examples in an order of its own. */
  readonly shuffle: boolean;
  readonly seed: number;
  readonly augmentation?: Augmentation;
  /** Stop after `patience` epochs without a lower validation loss, and keep the best weights. */
  readonly earlyStopping?: { readonly patience: number };
  /** Names of weights that stay as they are. */
  readonly frozen?: readonly string[];
  /** Where the weights after each epoch are written, and before the first one; nowhere if absent. */
  readonly checkpointFolder?: string;
  /** Where the training leaves its state after each epoch and finds it again. */
  readonly stateFolder?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
  /** Called after each epoch of this run; epochs of an earlier run that was killed are not told again. */
  readonly onEpoch?: (summary: EpochSummary) => void;
}

/** Refuses options that do not fit together; throws `network-invalid`. */
export function requireOptions(options: TrainingOptions, resolved: ResolvedNetwork): void {
  requireWeights(resolved, options.initialWeights);
  requireData(options.training, resolved, 'training');
  if (options.validation) requireData(options.validation, resolved, 'validation');
  const whole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  if (!whole(options.batchSize, 1)) throw invalidTraining({ fault: 'batch-size-invalid', batchSize: options.batchSize });
  if (!whole(options.epochs, 1)) throw invalidTraining({ fault: 'epochs-invalid', epochs: options.epochs });
  if (!(options.optimizer.learningRate > 0))
    throw invalidTraining({ fault: 'learning-rate-invalid', learningRate: options.optimizer.learningRate });
  if (options.earlyStopping && !options.validation) throw invalidTraining({ fault: 'early-stopping-without-validation' });
  const known = new Set(resolved.weights.map(({ name }) => name));
  const stranger = options.frozen?.find((name) => !known.has(name));
  if (stranger !== undefined) throw invalidTraining({ fault: 'weight-to-freeze-unknown', stranger });
  const frozen = new Set(options.frozen);
  if (resolved.weights.every((weight) => !hasGradient(weight) || frozen.has(weight.name))) {
    throw invalidTraining({ fault: 'all-weights-frozen' });
  }
}

/** Names a training by its settings, its initial weights and up to 16 evenly spaced examples of each data set; and what computes it. */
export function identifyTraining(options: TrainingOptions): TrainingIdentity {
  const { network, loss, optimizer, schedule, batchSize, epochs, shuffle, seed, earlyStopping, frozen } = options;
  const settings = { network, loss, optimizer, schedule, batchSize, epochs, shuffle, seed, earlyStopping, frozen };
  const sets = [options.training, options.validation].filter((data) => data !== undefined);
  const samples = sets.flatMap((data) => {
    const count = Math.min(16, data.count);
    const rows = copyRows(
      data,
      Uint32Array.from({ length: count }, (_, index) => Math.floor((index * data.count) / count)),
    );
    return [Float32Array.of(data.count), rows.examples, rows.targets];
  });
  const weights = [...options.initialWeights.values()].map(({ data }) => data);
  const { runtime = embeddedRuntime, threads } = options;
  return {
    fingerprint: fingerprintOf({ ...settings, augmented: options.augmentation !== undefined }, [...weights, ...samples]),
    computed: { runtime, threads },
  };
}
