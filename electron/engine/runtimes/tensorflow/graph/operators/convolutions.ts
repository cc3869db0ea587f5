import type { NodeProto } from '../../../../onnx/onnx_pb.js';
import { DataType, type Attributes } from '../attributes.js';
import type { TensorName } from '../graph-writer.js';
import { integerOf, integersOf, unsupportedOperator, type Translation } from '../translation.js';
import type { GraphValue } from '../value.js';
import type { OperatorRule, OperatorRules } from './operator.js';
import { convolutionAttributes, cutPadding, padImage, unpadded, windowOf, windowsAlong, type Window } from './window.js';

/** Shapes: C channels in, F filters, g groups, m = F / C filters to each channel of a depthwise convolution. */

const T = { type: DataType.FLOAT } as const;

/** Kernel [F, C / g, kh, kw] of known sizes. */
interface Kernel {
  readonly value: GraphValue;
  readonly filters: number;
  readonly perGroup: number;
  readonly groups: number;
}

function kernelOf(node: NodeProto, translation: Translation): Kernel {
  const value = translation.input(node, 1);
  const [filters, perGroup] = value.shape ?? [];
  if (filters === undefined || perGroup === undefined) throw unsupportedOperator(node, 'its kernel has no fixed shape');
  return { value, filters, perGroup, groups: integerOf(node, 'group', 1) };
}

const isDepthwise = ({ groups, perGroup }: Pick<Kernel, 'groups' | 'perGroup'>): boolean => groups > 1 && perGroup === 1;

/** The kernel as TensorFlow has it: [kh, kw, C / g, F], or depthwise [kh, kw, C, m]. */
function filterOf(translation: Translation, kernel: Kernel, { size }: Window): TensorName {
  const plain = translation.plain(kernel.value);
  if (!isDepthwise(kernel)) return translation.transpose(plain, [2, 3, 1, 0]);
  return translation.transpose(translation.reshape(plain, [kernel.groups, kernel.filters / kernel.groups, ...size]), [2, 3, 0, 1]);
}

/** Parts of equal size along an axis. */
function split(translation: Translation, tensor: TensorName, axis: number, parts: number): TensorName[] {
  if (parts === 1) return [tensor];
  const name = translation.add('Split', [translation.writer.integer(axis), tensor], { T, num_split: { integer: parts } });
  return Array.from({ length: parts }, (_, part) => (part === 0 ? name : `${name}:${part}`));
}

function join(translation: Translation, parts: readonly TensorName[], axis: number): TensorName {
  if (parts.length === 1) return parts[0];
  return translation.add('ConcatV2', [...parts, translation.writer.integer(axis)], { T, N: { integer: parts.length } });
}

/** TensorFlow ends the process where it joins a padded depthwise convolution with what follows it: its images are padded before. */
function depthwiseAttributes(node: NodeProto, window: Window): Attributes {
  if (window.strides[0] !== window.strides[1])
    throw unsupportedOperator(node, 'it is depthwise with different strides along rows and columns');
  return { T, ...convolutionAttributes(unpadded(window)) };
}

const convolution: OperatorRule = (node, translation) => {
  const input = translation.input(node, 0);
  const bias = translation.optional(node, 2);
  const kernel = kernelOf(node, translation);
  const window = windowOf(node, kernel.value.shape?.slice(2));
  const attributes = { T, ...convolutionAttributes(window) };
  const [image, filter] = [translation.last(input), filterOf(translation, kernel, window)];
  let tensor: TensorName;
  if (isDepthwise(kernel)) {
    tensor = translation.add('DepthwiseConv2dNative', [padImage(translation, image, window, 0), filter], depthwiseAttributes(node, window));
  } else {
    const filters = split(translation, filter, 3, kernel.groups);
    const images = split(translation, image, 3, kernel.groups);
    tensor = join(
      translation,
      images.map((part, group) => translation.add('Conv2D', [part, filters[group]], attributes)),
      3,
    );
  }
  if (bias) tensor = translation.add('BiasAdd', [tensor, translation.plain(bias)], { T });
  const shape = [input.shape?.[0], kernel.filters, windowsAlong(input.shape?.[2], window, 0), windowsAlong(input.shape?.[3], window, 1)];
  return { tensor, type: DataType.FLOAT, rank: 4, shape, channelsLast: true };
};

/** The gradient of a convolution for its image: kernel [F, C / g, kh, kw] of that convolution, its output's gradient as input. */
const transposedConvolution: OperatorRule = (node, translation) => {
  const gradient = translation.input(node, 0);
  const kernel = kernelOf(node, translation);
  const window = windowOf(node, kernel.value.shape?.slice(2));
  if (translation.optional(node, 2)) throw unsupportedOperator(node, 'it has a bias');
  refuseDilation(node, window);
  const added = integersOf(node, 'output_padding', [0, 0]);
  const channels = kernel.perGroup * kernel.groups;
  // s (windows - 1) + window + added - pads, along rows and columns.
  const offsets = ([0, 1] as const).map(
    (axis) => window.size[axis] + added[axis] - window.strides[axis] - window.pads[axis] - window.pads[axis + 2],
  );
  const image = translation.last(gradient);
  const sizesOf = (depth: number): TensorName => {
    const present = translation.add('Shape', [image], { T, out_type: { type: DataType.INT32 } });
    const scaled = translation.add('Mul', [present, translation.writer.integers([1, ...window.strides, 0])], {
      T: { type: DataType.INT32 },
    });
    return translation.add('AddV2', [scaled, translation.writer.integers([0, ...offsets, depth])], { T: { type: DataType.INT32 } });
  };
  const attributes = { T, ...convolutionAttributes(window) };
  const filter = filterOf(translation, kernel, window);
  let tensor: TensorName;
  if (isDepthwise(kernel)) {
    const size = sizesOf(channels);
    const [top, left, bottom, right] = window.pads;
    const whole = translation.add('AddV2', [size, translation.writer.integers([0, top + bottom, left + right, 0])], {
      T: { type: DataType.INT32 },
    });
    tensor = cutPadding(
      translation,
      translation.add('DepthwiseConv2dNativeBackpropInput', [whole, filter, image], depthwiseAttributes(node, window)),
      size,
      window,
    );
  } else {
    const filters = split(translation, filter, 3, kernel.groups);
    const sizes = sizesOf(kernel.perGroup);
    tensor = join(
      translation,
      split(translation, image, 3, kernel.groups).map((part, group) =>
        translation.add('Conv2DBackpropInput', [sizes, filters[group], part], attributes),
      ),
      3,
    );
  }
  const side = (axis: 0 | 1): number | undefined => {
    const windows = gradient.shape?.[axis + 2];
    return windows === undefined ? undefined : windows * window.strides[axis] + offsets[axis];
  };
  return { tensor, type: DataType.FLOAT, rank: 4, shape: [gradient.shape?.[0], channels, side(0), side(1)], channelsLast: true };
};

/** The trainer's own operator: the gradient of a convolution for its kernel, summed over the batch. */
const kernelGradient: OperatorRule = (node, translation) => {
  const [input, gradient] = [0, 1].map((index) => translation.last(translation.input(node, index)));
  const window = windowOf(node);
  refuseDilation(node, window);
  const [channels, filters, groups] = ['channels', 'filters', 'group'].map((name) => integerOf(node, name, 1));
  const { writer } = translation;
  const attributes = { T, ...convolutionAttributes(window) };
  const shape = [filters, channels / groups, ...window.size];
  if (isDepthwise({ groups, perGroup: channels / groups })) {
    const sizes = writer.integers([...window.size, channels, filters / channels]);
    const found = translation.add(
      'DepthwiseConv2dNativeBackpropFilter',
      [padImage(translation, input, window, 0), sizes, gradient],
      depthwiseAttributes(node, window),
    );
    return {
      tensor: translation.reshape(translation.transpose(found, [2, 3, 0, 1]), shape),
      type: DataType.FLOAT,
      rank: 4,
      shape,
      channelsLast: false,
    };
  }
  const sizes = writer.integers([...window.size, channels / groups, filters / groups]);
  const gradients = split(translation, gradient, 3, groups);
  const parts = split(translation, input, 3, groups).map((part, group) =>
    translation.add('Conv2DBackpropFilter', [part, sizes, gradients[group]], attributes),
  );
  return {
    tensor: translation.transpose(join(translation, parts, 3), [3, 2, 0, 1]),
    type: DataType.FLOAT,
    rank: 4,
    shape,
    channelsLast: false,
  };
};

function refuseDilation(node: NodeProto, { dilations }: Window): void {
  if (dilations.some((step) => step !== 1))
    throw unsupportedOperator(node, 'TensorFlow has no gradient of a dilated convolution on every device');
}

/** At inference, by the statistics that training left. */
const batchNormalization: OperatorRule = (node, translation) => {
  const value = translation.input(node, 0);
  const [scale, shift, mean, variance] = [1, 2, 3, 4].map((index) => translation.plain(translation.input(node, index)));
  const epsilon = node.attribute.find(({ name }) => name === 'epsilon')?.f ?? 1e-5;
  if (value.rank === 4) {
    const tensor = translation.add('FusedBatchNormV3', [translation.last(value), scale, shift, mean, variance], {
      T,
      U: T,
      epsilon: { real: epsilon },
      is_training: { flag: false },
    });
    return { ...value, tensor, channelsLast: true };
  }
  const inverse = translation.add('Rsqrt', [translation.add('AddV2', [variance, translation.writer.real(epsilon)], { T })], { T });
  const centred = translation.add('Sub', [translation.plain(value), mean], { T });
  const scaled = translation.add('Mul', [centred, translation.add('Mul', [inverse, scale], { T })], { T });
  return { ...value, tensor: translation.add('AddV2', [scaled, shift], { T }), channelsLast: false };
};

export const convolutionRules: OperatorRules = {
  Conv: convolution,
  ConvTranspose: transposedConvolution,
  KernelGradient: kernelGradient,
  BatchNormalization: batchNormalization,
};
