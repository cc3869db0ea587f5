import { cnn1Preset } from '../../engine/networks/presets/cnn.js';
import { mlpPreset } from '../../engine/networks/presets/mlp.js';
import { NetworkBuilder } from '../../engine/networks/presets/network-builder.js';
import type { Network } from '../../engine/networks/network.js';
import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { NetworkKind } from '../../../shared/domain/study.js';

/** The collections that studies draw from have ten classes. */
export const studyClasses = 10;

/** How a kind of network is built, trained and made anew as a student. */
export interface NetworkDesign {
  readonly family: ArchitectureFamily;
  readonly network: (inputShape: readonly [number, number, number], classes: number) => Network;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  readonly patience: number;
  readonly students: 'whole' | 'truncated';
  /** Pixels a side of the images that it is trained on, from which collections, and on how many. */
  readonly side: 28 | 64;
  readonly collections: readonly string[];
  readonly trainingImages: number;
  /** Raised where the design or a test that it is audited by changes; the verdict's rule makes other verdicts of the same rows. */
  readonly version: number;
  /** Seconds that a model takes where no row says: it decides only whether another one is begun. */
  readonly assumedSeconds: number;
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
    side: 28,
    collections: ['mnist', 'fashion-mnist'],
    trainingImages: 10_000,
    version: 4,
    assumedSeconds: 90,
  },
  'cnn-1': {
    family: 'convolutional',
    network: (inputShape, classes) => cnn1Preset({ inputShape, classes }).network,
    learningRate: 3e-4,
    batchSize: 128,
    epochs: 500,
    patience: 3,
    students: 'truncated',
    side: 28,
    collections: ['mnist', 'fashion-mnist'],
    trainingImages: 5000,
    version: 3,
    assumedSeconds: 300,
  },
  normalised: {
    family: 'convolutional-normalised',
    network: (inputShape, classes) => normalisedNetwork(inputShape, classes),
    learningRate: 1e-3,
    batchSize: 32,
    epochs: 500,
    patience: 5,
    students: 'truncated',
    side: 64,
    collections: ['cifar-10'],
    trainingImages: 5000,
    version: 6,
    assumedSeconds: 300,
  },
};

/** What models of a kind are trained on; `turn` goes round its collections. */
export function trainedOn(network: NetworkKind, turn: number): { readonly collection: string; readonly trainingImages: number } {
  const { collections, trainingImages } = networkDesigns[network];
  return { collection: collections[turn % collections.length], trainingImages };
}

/** Four convolutions 3x3, each batch-normed before ReLU; halved by pooling after the first three, averaged over the image after the last. */
function normalisedNetwork(inputShape: readonly [number, number, number], classes: number): Network {
  const network = new NetworkBuilder(inputShape);
  for (const filters of [8, 16, 32]) network.convolution(filters, 3, 'same').batchNormalization().relu().pooling('max-pooling', 2);
  return network.convolution(64, 3, 'same').batchNormalization().relu().globalAveragePooling().dense(classes).build();
}
