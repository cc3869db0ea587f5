import { DataType } from '../attributes.js';
import { integerOf, integersOf, unsupportedOperator } from '../translation.js';
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

/** The trainer's own operator: each pixel's sum over the windows that hold it. The gradient of a mean is that, over the window's size. */
const sumOverWindows: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const window = windowOf(node);
  const { size, strides, pads } = window;
  const added = integersOf(node, 'output_padding', [0, 0]);
  const { writer } = translation;
  const whole32 = { T: { type: DataType.INT32 } };
  const shares = translation.add('Mul', [translation.last(value), writer.real(size[0] * size[1])], { T });
  const present = translation.add('Shape', [shares], { T, out_type: { type: DataType.INT32 } });
  const scaled = translation.add('Mul', [present, writer.integers([1, ...strides, 1])], whole32);
  const offsets = ([0, 1] as const).map((axis) => size[axis] - strides[axis] + added[axis]);
  const whole = translation.add('AddV2', [scaled, writer.integers([0, ...offsets, 0])], whole32);
  const spread = translation.add('AvgPoolGrad', [whole, shares], poolAttributes(window));
  const own = translation.add('Sub', [whole, writer.integers([0, pads[0] + pads[2], pads[1] + pads[3], 0])], whole32);
  const side = (axis: 0 | 1): number | undefined => {
    const windows = value.shape?.[axis + 2];
    return windows === undefined ? undefined : windows * strides[axis] + offsets[axis] - pads[axis] - pads[axis + 2];
  };
  return {
    tensor: cutPadding(translation, spread, own, window),
    type: DataType.FLOAT,
    rank: 4,
    shape: [value.shape?.[0], value.shape?.[1], side(0), side(1)],
    channelsLast: true,
  };
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
  SumOverWindows: sumOverWindows,
  GlobalAveragePool: globalPool('Mean'),
  GlobalMaxPool: globalPool('Max'),
};
