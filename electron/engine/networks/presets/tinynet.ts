import { NetworkBuilder } from './network-builder.js';
import type { TrainingPreset } from './preset.js';

/**
 * TinyNet-1, -2 and -3 of Sablayrolles et al. (Deja Vu): about 90 thousand, 300 thousand and 2
 * million parameters, most of them in two dense layers; 3, 4 and 4 convolutions, the first 5x5,
 * ReLU after each; images of 3x32x32, two classes. The paper gives no widths: these meet its
 * numbers of parameters (89,730, 301,050 and 2,000,898) with max-pooling after the first three.
 */
const designs = {
  1: { filters: [12, 16, 24], units: 216 },
  2: { filters: [16, 24, 32, 32], units: 544 },
  3: { filters: [32, 64, 64, 64], units: 1856 },
} as const;

const poolings = 3;

/** SGD .01, a tenth of it once accuracy has passed 60% and again 90%; flips and crops as the study varies them. */
export function tinyNetPreset(size: keyof typeof designs): TrainingPreset {
  const network = new NetworkBuilder([3, 32, 32]);
  designs[size].filters.forEach((filters, index) => {
    network.convolution(filters, index === 0 ? 5 : 3, 'same').relu();
    if (index < poolings) network.pooling('max-pooling', 2);
  });
  return {
    network: network.flatten().dense(designs[size].units).relu().dense(2).build(),
    initialisation: 'glorot-uniform',
    loss: 'softmax-cross-entropy',
    optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0.9 },
    schedule: { kind: 'accuracy', thresholds: [0.6, 0.9], factor: 0.1 },
    batchSize: 256,
    epochs: 500,
    shuffle: true,
  };
}
