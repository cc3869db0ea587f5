import { DataType } from '../attributes.js';
import { integerOf, unsupportedOperator } from '../translation.js';
import type { GraphValue } from '../value.js';
import type { OperatorRule, OperatorRules } from './operator.js';
import { cutPadding, padImage, windowOf, windowsAlong, type Window } from './window.js';

const T = { type: DataType.FLOAT } as const;

/** No value of a network is lower. */
const lowest = -3.4028234663852886e38;

const poolAttributes = ({ size, strides }: Window) =>
  ({ T, ksize: { integers: [1, ...size, 1] }, strides: { integers: [1, ...strides, 1] }, padding: { text: 'VALID' } }) as const;

function pooled(value: GraphValue, window: Window, tensor: string): GraphValue {
  const shape = [value.shape?.[0], value.shape?.[1], windowsAlong(value.shape?.[2], window, 0), windowsAlong(value.shape?.[3], window, 1)];
  return { tensor, type: DataType.FLOAT, rank: 4, shape, channelsLast: true };
}

const maxPool: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const window = windowOf(node);
  if (window.dilations.some((step) => step !== 1)) throw unsupportedOperator(node, 'its windows have gaps');
  const image = padImage(translation, translation.last(value), window, lowest);
  return pooled(value, window, translation.add('MaxPool', [image], poolAttributes(window)));
};

/** The trainer's own operator: the gradient of max-pooling for its input. Inputs: image, result, the result's gradient. */
const maxPoolGradient: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const [result, gradient] = [1, 2].map((index) => translation.last(translation.input(node, index)));
  const window = windowOf(node);
  const image = translation.last(value);
  const whole = translation.add('MaxPoolGrad', [padImage(translation, image, window, lowest), result, gradient], poolAttributes(window));
  const size = translation.add('Shape', [image], { T, out_type: { type: DataType.INT32 } });
  const tensor = cutPadding(translation, whole, size, window);
  return { ...value, tensor, channelsLast: true };
};

const averagePool: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const window = windowOf(node);
  const image = translation.last(value);
  const means = translation.add('AvgPool', [padImage(translation, image, window, 0)], poolAttributes(window));
  if (window.pads.every((size) => size === 0) || integerOf(node, 'count_include_pad', 0) === 1) return pooled(value, window, means);
  // Zeros of the padding do not count: the mean of ones tells which share of a window lies on the image.
  const ones = translation.add('OnesLike', [image], { T });
  const shares = translation.add('AvgPool', [padImage(translation, ones, window, 0)], poolAttributes(window));
  return pooled(value, window, translation.add('RealDiv', [means, shares], { T }));
};

function globalPool(op: 'Mean' | 'Max'): OperatorRule {
  return (node, translation) => {
    const value = translation.input(node, 0);
    const tensor = translation.add(op, [translation.last(value), translation.writer.integers([1, 2])], { T, keep_dims: { flag: true } });
    return { tensor, type: DataType.FLOAT, rank: 4, shape: [value.shape?.[0], value.shape?.[1], 1, 1], channelsLast: true };
  };
}

export const poolingRules: OperatorRules = {
  MaxPool: maxPool,
  MaxPoolGradient: maxPoolGradient,
  AveragePool: averagePool,
  GlobalAveragePool: globalPool('Mean'),
  GlobalMaxPool: globalPool('Max'),
};
