import { hartleyAugmentation } from './augmentations.js';
import { NetworkBuilder } from './network-builder.js';
import { hartleyTraining, type PresetOptions, type TrainingPreset } from './preset.js';

/**
 * CNN-1 of Hartley & Tsaftaris: convolutions of 32 and 64 filters 3x3 (valid), max-pooling 2, two
 * dense layers of 128; Adam 3e-4, batches of 128. Variants as in `cnn2Preset`.
 */
export function cnn1Preset(options: PresetOptions): TrainingPreset {
  const network = new NetworkBuilder(options.inputShape);
  for (const filters of [32, 64]) activate(network.convolution(filters, 3, 'valid'), options);
  network.pooling('max-pooling', 2);
  if (options.dropout) network.dropout(0.25);
  network.flatten();
  for (const units of [128, 128]) {
    activate(network.dense(units), options);
    if (options.dropout) network.dropout(0.5);
  }
  return finish(network, options, 128);
}

/**
 * CNN-2 of Hartley & Tsaftaris: twice two convolutions 3x3 (same) and max-pooling 2, of 32 and 64
 * filters, then dense 1024; Adam 3e-4, batches of 512. Where the paper does not place its variants,
 * dropout is .25 after each pooling and .5 after each hidden dense layer, as in Keras's example
 * network for CIFAR-10 which CNN-2 follows, and batch normalisation stands before each ReLU.
 */
export function cnn2Preset(options: PresetOptions): TrainingPreset {
  const network = new NetworkBuilder(options.inputShape);
  for (const filters of [32, 64]) {
    activate(network.convolution(filters, 3, 'same'), options);
    activate(network.convolution(filters, 3, 'same'), options);
    network.pooling('max-pooling', 2);
    if (options.dropout) network.dropout(0.25);
  }
  activate(network.flatten().dense(1024), options);
  if (options.dropout) network.dropout(0.5);
  return finish(network, options, 512);
}

function activate(network: NetworkBuilder, options: PresetOptions): void {
  if (options.batchNormalization) network.batchNormalization();
  network.relu();
}

function finish(network: NetworkBuilder, options: PresetOptions, batchSize: number): TrainingPreset {
  return {
    ...hartleyTraining,
    network: network.dense(options.classes).build(),
    optimizer: { kind: 'adam', learningRate: 3e-4 },
    batchSize,
    ...(options.augmentation && { augmentation: hartleyAugmentation(options.inputShape) }),
  };
}
