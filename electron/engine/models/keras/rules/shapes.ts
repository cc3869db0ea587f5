import { elementCount } from '../../../base/numbers/shape.js';
import { onlyValue, plainValue, requireChannelsLast, imageOf, type Translation } from '../translation.js';
import type { LayerCall } from '../layer-calls.js';
import { kerasShape, type KerasValue, type Margins } from '../value.js';
import type { LayerRule } from './rule.js';

/** Keras keeps channels last, so that its vector runs through them first. */
function flatten(call: LayerCall, translation: Translation, value: KerasValue): KerasValue {
  if (value.shape.length === 1) return { ...value, onePixel: false };
  const added = translation.add(call.config, { kind: 'flatten', order: 'HWC' }, [value.node]);
  return { ...added, nonNegative: value.nonNegative };
}

const flattenRule: LayerRule = (call, translation) => {
  requireChannelsLast(call.config);
  return flatten(call, translation, plainValue(call, translation));
};

const reshapeRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  const target = resolve(config.numbers('target_shape'), elementCount(value.shape));
  const present = kerasShape(value);
  if (target.join() === present.join()) return value;
  if (target.length === 1 && target[0] === elementCount(value.shape)) return flatten(call, translation, value);
  if (value.shape.length === 1 && target.join() === [1, 1, value.shape[0]].join()) return { ...value, onePixel: true };
  // A grey image with or without its axis of one channel.
  if (
    value.shape.length === 3 &&
    value.shape[0] === 1 &&
    target.filter((size) => size > 1).join() === present.filter((size) => size > 1).join()
  )
    return value;
  throw config.refuse(`turns (${present.join(', ')}) into (${target.join(', ')}), which the trainer lacks`);
};

/** The target with its one free size, -1, worked out. */
function resolve(target: readonly number[], count: number): number[] {
  const known = elementCount(target.filter((size) => size !== -1));
  return target.map((size) => (size === -1 ? count / known : size));
}

/** One number, one for each axis, or two for each. */
function marginsOf(call: LayerCall): Margins {
  const numbers = call.config.numbers('padding');
  const [rows, columns] = numbers;
  if (numbers.some((size) => !Number.isSafeInteger(size) || size < 0 || size > 4096))
    throw call.config.refuse('adds an impossible number of zeros');
  if (numbers.length === 1) return [rows, rows, rows, rows];
  if (numbers.length === 2) return [rows, columns, rows, columns];
  if (numbers.length === 4) return [numbers[0], numbers[2], numbers[1], numbers[3]];
  throw call.config.refuse('adds zeros in a way that Keras does not write');
}

const zeroPaddingRule: LayerRule = (call, translation) => {
  requireChannelsLast(call.config);
  const value = imageOf(call, translation);
  const before = value.margins ?? [0, 0, 0, 0];
  const added = marginsOf(call);
  return { ...value, margins: [before[0] + added[0], before[1] + added[1], before[2] + added[2], before[3] + added[3]] };
};

/** Layers that do nothing when a model answers. */
const passRule: LayerRule = (call, translation) => onlyValue(call, translation);

const silentInInference = [
  'Dropout',
  'SpatialDropout2D',
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'ActivityRegularization',
  'Identity',
  'RandomFlip',
  'RandomRotation',
  'RandomZoom',
  'RandomTranslation',
  'RandomContrast',
  'RandomBrightness',
];

export const shapeRules: Readonly<Record<string, LayerRule>> = {
  Flatten: flattenRule,
  Reshape: reshapeRule,
  ZeroPadding2D: zeroPaddingRule,
  ...Object.fromEntries(silentInInference.map((name) => [name, passRule])),
};
