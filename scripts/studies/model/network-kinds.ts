import { cnn1Preset } from '../../../electron/engine/networks/presets/cnn.js';
import { mlpPreset } from '../../../electron/engine/networks/presets/mlp.js';
import { NetworkBuilder } from '../../../electron/engine/networks/presets/network-builder.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { NetworkKind } from '../rows/study-model.js';

/** How a kind of network is built, trained and made anew as a student. */
export interface NetworkDesign {
  readonly family: ArchitectureFamily;
  readonly network: (inputShape: readonly [number, number, number], classes: number) => Network;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly patience: number;
  readonly students: 'whole' | 'truncated';
}

/** The paper's MLP and CNN-1 with its learning rates, and a batch-normed net with global pooling. */
export const networkDesigns: Record<NetworkKind, NetworkDesign> = {
  mlp: {
    family: 'dense',
    network: (inputShape, classes) => mlpPreset({ inputShape, classes }).network,
    learningRate: 1e-4,
    batchSize: 128,
    epochs: 500,
    patience: 10,
    students: 'whole',
  },
  'cnn-1': {
    family: 'convolutional',
    network: (inputShape, classes) => cnn1Preset({ inputShape, classes }).network,
    learningRate: 3e-4,
    batchSize: 128,
    epochs: 500,
    patience: 3,
    students: 'truncated',
  },
  normalised: {
    family: 'convolutional-normalised',
    network: (inputShape, classes) => normalisedNetwork(inputShape, classes),
    learningRate: 1e-3,
    batchSize: 32,
    epochs: 500,
    patience: 5,
    students: 'truncated',
  },
};

/** Four convolutions 3x3, each batch-normed before ReLU; halved by pooling after the first three, averaged over the image after the last. */
function normalisedNetwork(inputShape: readonly [number, number, number], classes: number): Network {
  const network = new NetworkBuilder(inputShape);
  for (const filters of [8, 16, 32]) network.convolution(filters, 3, 'same').batchNormalization().relu().pooling('max-pooling', 2);
  return network.convolution(64, 3, 'same').batchNormalization().relu().globalAveragePooling().dense(classes).build();
}
