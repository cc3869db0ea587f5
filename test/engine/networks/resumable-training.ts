import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import type { TrainingOptions } from '../../../electron/engine/networks/training/trainer.js';
import { referenceData } from './reference.js';

const network: Network = {
  inputShape: [2, 8, 8],
  nodes: [
    {
      kind: 'convolution',
      name: 'c',
      inputs: ['input'],
      filters: 6,
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'same',
      dilations: [1, 1],
      groups: 1,
      useBias: true,
    },
    { kind: 'batch-normalization', name: 'n', inputs: ['c'], epsilon: 1e-3, momentum: 0.9 },
    { kind: 'relu', name: 'r', inputs: ['n'] },
    { kind: 'flatten', name: 'f', inputs: ['r'], order: 'CHW' },
    { kind: 'dropout', name: 'o', inputs: ['f'], rate: 0.3 },
    { kind: 'dense', name: 'd', inputs: ['o'], units: 4, useBias: true },
  ],
  output: 'd',
};

/** A training with everything that has a state: optimizer slots, moving statistics, dropout, shuffling, augmentation, schedule. */
export const resumableOptions: TrainingOptions = {
  network,
  initialWeights: initialiseWeights(network, 3),
  training: referenceData(network, 600, 'one-hot', 4),
  validation: referenceData(network, 50, 'soft', 4),
  loss: 'softmax-cross-entropy',
  optimizer: { kind: 'adam', learningRate: 1e-3 },
  schedule: { kind: 'every', epochs: 4, factor: 0.5 },
  batchSize: 32,
  epochs: 12,
  shuffle: true,
  seed: 9,
  augmentation: (example, generator) => {
    example[0] += generator.normal();
  },
  earlyStopping: { patience: 12 },
  threads: 1,
};
