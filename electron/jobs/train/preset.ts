import type { TrainingSpec } from '../../../shared/domain/training-spec.js';
import { EngineError } from '../../engine/base/error.js';
import type { Image } from '../../engine/images/image.js';
import { cnn1Preset, cnn2Preset } from '../../engine/networks/presets/cnn.js';
import { denseNetPreset } from '../../engine/networks/presets/densenet.js';
import { mlpPreset } from '../../engine/networks/presets/mlp.js';
import type { PresetOptions, TrainingPreset } from '../../engine/networks/presets/preset.js';
import { tinyNetPreset } from '../../engine/networks/presets/tinynet.js';

type Chosen = TrainingSpec['network'];
type Variant = Exclude<keyof Chosen, 'preset'>;

const tinyNets = { 'tinynet-1': 1, 'tinynet-2': 2, 'tinynet-3': 3 } as const;

/** What a preset fixes; how it is trained, the spec says. */
export type ChosenNetwork = Pick<TrainingPreset, 'network' | 'initialisation' | 'loss' | 'augmentation'>;

/** The network of a spec, with the initialisation and augmentation of its paper. */
export function presetOf(network: Chosen, inputShape: PresetOptions['inputShape'], classes: number): ChosenNetwork {
  const { preset, ...variants } = network;
  switch (preset) {
    case 'mlp':
      return mlpPreset({ inputShape, classes, ...variants });
    case 'cnn-1':
      return cnn1Preset({ inputShape, classes, ...variants });
    case 'cnn-2':
      return cnn2Preset({ inputShape, classes, ...variants });
    case 'densenet-bc-100-12':
      refuseVariants(network, ['batchNormalization'], 'preset-batch-normalised');
      // Without augmentation the published network has dropout; there is no variant with neither.
      return denseNetPreset({ inputShape, classes, dropout: variants.dropout || undefined, augmentation: variants.augmentation });
    case 'tinynet-1':
    case 'tinynet-2':
    case 'tinynet-3':
      refuseVariants(network, ['dropout', 'batchNormalization', 'augmentation'], 'preset-without-variants');
      requireTwoClasses(preset, classes);
      return tinyNetPreset(tinyNets[preset]);
  }
}

/** [C, H, W] of the network's input: the first image's own size, unless the preset has one. */
export function inputShapeOf({ network, preprocessing }: TrainingSpec, first: Image): PresetOptions['inputShape'] {
  if (network.preset in tinyNets) return [3, 32, 32];
  const channels = { auto: first.channels, grey: 1, rgb: 3, bgr: 3 }[preprocessing.colour];
  return [channels, first.height, first.width];
}

function refuseVariants(network: Chosen, absent: readonly Variant[], fault: 'preset-batch-normalised' | 'preset-without-variants'): void {
  const asked = absent.find((variant) => network[variant]);
  if (asked === undefined) return;
  throw new EngineError('spec-invalid', { fault, asked, preset: network.preset });
}

function requireTwoClasses(preset: string, classes: number): void {
  if (classes === 2) return;
  throw new EngineError('spec-invalid', { fault: 'preset-for-two-classes', preset, classes });
}
