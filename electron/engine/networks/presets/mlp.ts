import { hartleyAugmentation } from './augmentations.js';
import { NetworkBuilder } from './network-builder.js';
import { hartleyTraining, type PresetOptions, type TrainingPreset } from './preset.js';

/**
 * The MLP of Hartley & Tsaftaris: dense 512 and 256 with ReLU; Adam 1e-4, batches of 128. Dropout
 * .5 after both hidden layers; batch normalisation after both hidden dense layers, before ReLU.
 */
export function mlpPreset(options: PresetOptions): TrainingPreset {
  const network = new NetworkBuilder(options.inputShape).flatten();
  for (const units of [512, 256]) {
    network.dense(units);
    if (options.batchNormalization) network.batchNormalization();
    network.relu();
    if (options.dropout) network.dropout(0.5);
  }
  return {
    ...hartleyTraining,
    network: network.dense(options.classes).build(),
    optimizer: { kind: 'adam', learningRate: 1e-4 },
    batchSize: 128,
    ...(options.augmentation && { augmentation: hartleyAugmentation(options.inputShape) }),
  };
}
