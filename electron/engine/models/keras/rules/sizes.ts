import type { LayerCall } from '../layer-calls.js';
import type { LayerConfig } from '../layer-config.js';
import { isInterpolation, resizeMatrix, type Interpolation } from '../resize-matrices.js';
import { imageOf, requireChannelsLast, withoutMargins, type Translation } from '../translation.js';
import { axesOf, type KerasValue } from '../value.js';
import type { LayerRule } from './rule.js';

/** Layers that cut an image or change its size. */

/** ONNX has no such operator. */
const asSavedModel =
  'Load the model where it was trained, let it answer one image, export it with model.export("folder") and choose the folder. TensorFlow has to be installed for that here.';

/** The largest side that an image is made to have. */
const largestSide = 4096;

/** Pixels from `first` on, `size` of them: rows, then columns. */
interface Part {
  readonly first: readonly [number, number];
  readonly size: readonly [number, number];
}

export function cutImage(config: LayerConfig, translation: Translation, value: KerasValue, { first, size }: Part, suffix = ''): KerasValue {
  const [channels, height, width] = value.shape;
  if (first[0] === 0 && first[1] === 0 && size[0] === height && size[1] === width) return value;
  const node = { kind: 'slice', starts: [0, ...first], ends: [channels, first[0] + size[0], first[1] + size[1]] } as const;
  return { ...translation.add(config, node, [value.node], suffix), ...axesOf(value), nonNegative: value.nonNegative };
}

/** A new size, [height, width]. */
export function resizeImage(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  size: readonly [number, number],
  interpolation: Interpolation,
): KerasValue {
  if (size.some((side) => side < 1 || side > largestSide)) throw config.refuse(`makes images of ${size[0]} x ${size[1]} pixels`);
  return (['rows', 'columns'] as const).reduce((image, axis, index): KerasValue => {
    const before = image.shape[index + 1];
    if (before === size[index]) return image;
    if (before > largestSide) throw config.refuse(`takes images of ${before} ${axis}`);
    const matrix = resizeMatrix(interpolation, before, size[index]);
    const added = translation.add(config, { kind: 'resample', axis, matrix }, [image.node], `/${axis}`);
    return { ...added, ...axesOf(value), nonNegative: value.nonNegative && interpolation !== 'bicubic' };
  }, value);
}

export function interpolationOf(config: LayerConfig): Interpolation {
  const name = config.text('interpolation', 'bilinear').toLowerCase();
  if (isInterpolation(name)) return name;
  throw config.refuse(`resizes by "${name}"; nearest, bilinear and bicubic are read`, asSavedModel);
}

/** The largest part in the middle that has the proportions of the size wanted. */
function middleOf({ shape: [, height, width] }: KerasValue, [wantedHeight, wantedWidth]: readonly [number, number]): Part {
  const within = (side: number, wanted: number): number => Math.max(Math.min(side, Math.trunc(Math.fround(wanted))), 1);
  const size = [within(height, (width * wantedHeight) / wantedWidth), within(width, (height * wantedWidth) / wantedHeight)] as const;
  return { first: [Math.floor((height - size[0]) / 2), Math.floor((width - size[1]) / 2)], size };
}

/** As a layer (Resizing) or an operation (keras.ops.image.resize) says. */
export function resizeAsSaid(
  { config }: LayerCall,
  translation: Translation,
  value: KerasValue,
  size: readonly [number, number],
): KerasValue {
  requireChannelsLast(config);
  if (config.flag('antialias', false)) throw config.refuse('smooths while it resizes (antialias), which is not read here', asSavedModel);
  if (config.flag('pad_to_aspect_ratio', false))
    throw config.refuse('adds margins to keep the proportions (pad_to_aspect_ratio), which is not read here');
  const part = config.flag('crop_to_aspect_ratio', false) ? cutImage(config, translation, value, middleOf(value, size), '/cut') : value;
  return resizeImage(config, translation, part, size, interpolationOf(config));
}

function plainImage(call: LayerCall, translation: Translation): KerasValue {
  requireChannelsLast(call.config);
  return withoutMargins(call.config, imageOf(call, translation));
}

const resizingRule: LayerRule = (call, translation) => {
  const { config } = call;
  const size = [config.count('height'), config.count('width')] as const;
  return resizeAsSaid(call, translation, plainImage(call, translation), size);
};

/** From the middle; an image that is too small is cut to its proportions and enlarged. */
const centreCropRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainImage(call, translation);
  const size = [config.count('height'), config.count('width')] as const;
  const [spareRows, spareColumns] = [value.shape[1] - size[0], value.shape[2] - size[1]];
  if (spareRows >= 0 && spareColumns >= 0)
    return cutImage(config, translation, value, { first: [Math.floor(spareRows / 2), Math.floor(spareColumns / 2)], size });
  return resizeImage(config, translation, cutImage(config, translation, value, middleOf(value, size), '/cut'), size, 'bilinear');
};

const croppingRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainImage(call, translation);
  const numbers = config.numbers('cropping');
  const [top, bottom, left, right] =
    numbers.length === 4
      ? numbers
      : numbers.length === 2
        ? [numbers[0], numbers[0], numbers[1], numbers[1]]
        : new Array<number>(4).fill(numbers[0]);
  const size = [value.shape[1] - top - bottom, value.shape[2] - left - right] as const;
  if (![top, bottom, left, right].every((side) => Number.isSafeInteger(side) && side >= 0) || size[0] < 1 || size[1] < 1)
    throw config.refuse(`cuts ${numbers.join(', ')} pixels off an image of ${value.shape[1]} x ${value.shape[2]}`);
  return cutImage(config, translation, value, { first: [top, left], size });
};

const upSamplingRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainImage(call, translation);
  const [rows, columns] = config.pair('size', 2);
  const name = config.text('interpolation', 'nearest');
  if (!isInterpolation(name)) throw config.refuse(`resizes by "${name}"; nearest, bilinear and bicubic are read`, asSavedModel);
  return resizeImage(config, translation, value, [value.shape[1] * rows, value.shape[2] * columns], name);
};

export const sizeRules: Readonly<Record<string, LayerRule>> = {
  Resizing: resizingRule,
  CenterCrop: centreCropRule,
  Cropping2D: croppingRule,
  UpSampling2D: upSamplingRule,
};
