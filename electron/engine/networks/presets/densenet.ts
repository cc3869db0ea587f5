import { hartleyAugmentation } from './augmentations.js';
import { NetworkBuilder } from './network-builder.js';
import { hartleyTraining, type PresetOptions, type TrainingPreset } from './preset.js';

const growth = 12;
const blocks = 3;
/** 100 layers: 4 outside the blocks, two convolutions to each bottleneck. */
const bottlenecksPerBlock = (100 - 4) / 6;
const dropoutRate = 0.2;

/**
 * DenseNet-BC-100-12 (Huang et al. 2017) as Hartley & Tsaftaris's code builds it, for images of
 * 32x32: the first convolution is concatenated with the input; he-normal weights; dropout .2 after
 * each convolution of a block, which augmentation replaces; RMSprop 1e-3. Its batch size is not
 * published; 32 is that of the Keras network which it follows.
 */
export function denseNetPreset(options: PresetOptions): TrainingPreset {
  const network = new NetworkBuilder(options.inputShape);
  const dropout = options.dropout ?? !options.augmentation;
  const convolve = (filters: number, size: number): void => {
    network.convolution(filters, size, 'same');
    if (dropout) network.dropout(dropoutRate);
  };
  let filters = 2 * growth;
  network.batchNormalization().relu().convolution(filters, 3, 'same').concatenateAfter('input');
  for (let block = 1; block <= blocks; block++) {
    for (let bottleneck = 0; bottleneck < bottlenecksPerBlock; bottleneck++) {
      const before = network.value;
      network.batchNormalization().relu();
      convolve(4 * growth, 1);
      network.batchNormalization().relu();
      convolve(growth, 3);
      network.concatenateAfter(before);
    }
    if (block === blocks) break;
    filters = Math.floor((filters + bottlenecksPerBlock * growth) / 2);
    network.batchNormalization();
    convolve(filters, 1);
    network.pooling('average-pooling', 2);
  }
  return {
    ...hartleyTraining,
    initialisation: 'he-normal',
    network: network.pooling('average-pooling', 8).flatten().dense(options.classes).build(),
    optimizer: { kind: 'rmsprop', learningRate: 1e-3 },
    batchSize: 32,
    ...(options.augmentation && { augmentation: hartleyAugmentation(options.inputShape) }),
  };
}
