import { elementCount } from '../../../base/numbers/shape.js';
import { onlyValue, plainValue, requireChannelsLast, imageOf, type Translation } from '../translation.js';
import type { LayerCall } from '../layer-calls.js';
import { kerasShape, type KerasValue, type Margins } from '../value.js';
import type { LayerRule } from './rule.js';

/** Keras keeps channels last, so that its vector runs through them first. */
function flatten(call: LayerCall, translation: Translation, value: KerasValue): KerasValue {
  if (value.shape.length === 1) return { ...value, onePixel: false, oneRow: false };
  const added = translation.add(call.config, { kind: 'flatten', order: 'HWC' }, [value.node]);
  return { ...added, nonNegative: value.nonNegative };
}

const flattenRule: LayerRule = (call, translation) => {
  requireChannelsLast(call.config);
  return flatten(call, translation, plainValue(call, translation));
};

const reshapeRule: LayerRule = (call, translation) =>
  reshapeTo(call, translation, plainValue(call, translation), call.config.numbers('target_shape'));

/** The value in another of Keras's shapes; -1 stands for the one size that follows from the others. */
export function reshapeTo(call: LayerCall, translation: Translation, value: KerasValue, sizes: readonly number[]): KerasValue {
  const { config } = call;
  const target = resolve(sizes, elementCount(value.shape));
  const present = kerasShape(value);
  if (target.join() === present.join()) return value;
  if (target.length === 1 && target[0] === elementCount(value.shape)) return flatten(call, translation, value);
  if (value.shape.length === 1 && target.join() === [1, 1, value.shape[0]].join()) return { ...value, onePixel: true, oneRow: false };
  if (value.shape.length === 1 && target.join() === [1, value.shape[0]].join()) return { ...value, onePixel: false, oneRow: true };
  // A grey image with or without its axis of one channel.
  const [channels, height, width] = value.shape;
  if (value.shape.length === 3 && channels === 1 && target.length <= 3 && [...target, 1].slice(0, 3).join() === [height, width, 1].join())
    return { ...value, withoutChannels: target.length === 2 };
  throw config.refuse(`turns (${present.join(', ')}) into (${target.join(', ')}), which the trainer lacks`);
}

/** The target with its one free size, -1, worked out. */
function resolve(target: readonly number[], count: number): number[] {
  const known = elementCount(target.filter((size) => size !== -1));
  return target.map((size) => (size === -1 ? count / known : size));
}

/** One number, one for each axis, or two for each. */
function marginsOf(call: LayerCall): Margins {
  const numbers = call.config.numbers('padding');
  const [rows, columns] = numbers;
  requireMargins(call, numbers);
  if (numbers.length === 1) return [rows, rows, rows, rows];
  if (numbers.length === 2) return [rows, columns, rows, columns];
  if (numbers.length === 4) return [numbers[0], numbers[2], numbers[1], numbers[3]];
  throw call.config.refuse('adds zeros in a way that Keras does not write');
}

export function requireMargins({ config }: LayerCall, numbers: readonly number[]): void {
  const possible = numbers.every((size) => Number.isSafeInteger(size) && size >= 0 && size <= 4096);
  if (!possible) throw config.refuse('adds an impossible number of zeros');
}

const zeroPaddingRule: LayerRule = (call, translation) => {
  requireChannelsLast(call.config);
  return withZeros(imageOf(call, translation), marginsOf(call));
};

/** Zeros around an image, which the next convolution or pooling takes over. */
export function withZeros(value: KerasValue, added: Margins): KerasValue {
  const before = value.margins ?? [0, 0, 0, 0];
  return { ...value, margins: [before[0] + added[0], before[1] + added[1], before[2] + added[2], before[3] + added[3]] };
}

/** Layers that do nothing when a model answers. */
const passRule: LayerRule = (call, translation) => onlyValue(call, translation);

const silentInInference = [
  'Dropout',
  'SpatialDropout1D',
  'SpatialDropout2D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Identity',
  'StochasticDepth',
  'RandomFlip',
  'RandomRotation',
  'RandomZoom',
  'RandomTranslation',
  'RandomContrast',
  'RandomBrightness',
  'RandomHue',
  'RandomSaturation',
  'RandomSharpness',
  'RandomShear',
  'RandomPerspective',
  'RandomElasticTransform',
  'RandomErasing',
  'RandomGrayscale',
  'RandomInvert',
  'RandomPosterization',
  'RandomGaussianBlur',
  'RandomColorJitter',
  'RandomColorDegeneration',
  'RandAugment',
  'AugMix',
  'CutMix',
  'MixUp',
  'Solarization',
];

/** Keras's versions differ in what it does when a model answers; all agree where it has nothing to cut. */
const randomCropRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = onlyValue(call, translation);
  if (kerasShape(value).slice(0, 2).join() === [config.count('height'), config.count('width')].join()) return value;
  throw config.refuse(
    'cuts by chance in training, and Keras is not of one mind what it does else',
    'Replace it by CenterCrop and save the model again.',
  );
};

export const shapeRules: Readonly<Record<string, LayerRule>> = {
  Flatten: flattenRule,
  Reshape: reshapeRule,
  ZeroPadding2D: zeroPaddingRule,
  RandomCrop: randomCropRule,
  ...Object.fromEntries(silentInInference.map((name) => [name, passRule])),
};
