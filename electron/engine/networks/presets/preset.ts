import type { Augmentation } from '../training/batches.js';
import type { InitialisationScheme } from '../initialise.js';
import type { Loss } from '../training/losses.js';
import type { Network } from '../network.js';
import type { OptimizerSettings } from '../training/optimizers/optimizer.js';
import type { Schedule } from '../training/optimizers/schedule.js';

/** A published network with the settings that it was trained by. */
export interface TrainingPreset {
  readonly network: Network;
  readonly initialisation: InitialisationScheme;
  readonly loss: Loss;
  readonly optimizer: OptimizerSettings;
  readonly schedule?: Schedule;
  readonly batchSize: number;
  readonly epochs: number;
  readonly shuffle: boolean;
  readonly earlyStopping?: { readonly patience: number };
  readonly augmentation?: Augmentation;
}

export interface PresetOptions {
  /** [C, H, W]. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  readonly dropout?: boolean;
  readonly batchNormalization?: boolean;
  readonly augmentation?: boolean;
}

/**
 * How Hartley & Tsaftaris train all their networks: up to 500 epochs, stopped 10 epochs after the
 * lowest validation loss, whose weights are kept; no shuffling between epochs (their code).
 */
export const hartleyTraining = {
  initialisation: 'glorot-uniform',
  loss: 'softmax-cross-entropy',
  epochs: 500,
  shuffle: false,
  earlyStopping: { patience: 10 },
} as const;
