import { firstOperand } from '../../operands.js';
import type { LayerCall } from '../../layer-calls.js';
import type { Translation } from '../../translation.js';
import { kerasShape, type KerasValue } from '../../value.js';
import { activate, addActivation, softmax } from '../activations.js';
import { addUniformAffine } from '../affine.js';
import { unitNormalizationRule } from '../normalisation.js';
import { poolingRules } from '../pooling.js';
import type { LayerRule } from '../rule.js';
import { resizeAsSaid } from '../sizes.js';
import { extremeOf } from '../merges.js';
import { mixChannels, planesOf } from './arithmetic.js';

/** Operations that do what a layer does. */

const activation =
  (name: string): LayerRule =>
  (call, translation) =>
    activate(call.config, translation, firstOperand(call, translation), name, '');

/** The axes that an operation reduces, counted with the batch, and whether they stay with a size of 1. */
function reducedBy({ config }: LayerCall, value: KerasValue): { readonly axes: string; readonly kept: boolean } {
  const rank = kerasShape(value).length + 1;
  const axes = config.has('axis') ? config.numbers('axis').map((axis) => (axis < 0 ? axis + rank : axis)) : [];
  return { axes: [...axes].sort((a, b) => a - b).join(), kept: config.flag('keepdims', false) };
}

function pooled(
  call: LayerCall,
  translation: Translation,
  value: KerasValue,
  kind: 'global-average-pooling' | 'global-max-pooling',
  kept: boolean,
) {
  return { ...translation.add(call.config, { kind }, [value.node]), onePixel: kept, nonNegative: value.nonNegative };
}

const refuseReduction = ({ config }: LayerCall, value: KerasValue): Error =>
  config.refuse(`reduces (${kerasShape(value).join(', ')}) along axes that are not read here`);

const isImage = (value: KerasValue): boolean => value.shape.length === 3 && !value.withoutChannels;

/** More channels are not taken apart. */
const mostPlanes = 64;

const overChannels = (value: KerasValue, axes: string): boolean => isImage(value) && axes === '3' && value.shape[0] <= mostPlanes;

/** Means over all pixels, or over the channels of each. */
const meanRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  const { axes, kept } = reducedBy(call, value);
  if (isImage(value) && axes === '1,2') return pooled(call, translation, value, 'global-average-pooling', kept);
  const channels = value.shape[0];
  if (overChannels(value, axes))
    return { ...mixChannels(call, translation, value, new Array<number>(channels).fill(1 / channels)), withoutChannels: !kept };
  throw refuseReduction(call, value);
};

const sumRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  const { axes, kept } = reducedBy(call, value);
  if (!isImage(value) || axes !== '1,2') throw refuseReduction(call, value);
  const mean = pooled(call, translation, value, 'global-average-pooling', kept);
  return addUniformAffine(call.config, translation, mean, value.shape[1] * value.shape[2], 0);
};

const largestRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  const { axes, kept } = reducedBy(call, value);
  if (overChannels(value, axes))
    return { ...extremeOf(call, translation, planesOf(call, translation, value), 'largest'), withoutChannels: !kept };
  if (!isImage(value) || axes !== '1,2') throw refuseReduction(call, value);
  return pooled(call, translation, value, 'global-max-pooling', kept);
};

const softmaxRule: LayerRule = (call, translation) => {
  const axis = call.config.number('axis', -1);
  if (axis !== -1 && axis !== 1) throw call.config.refuse('has a softmax over another axis than the last');
  return softmax(call.config, firstOperand(call, translation));
};

const resizeRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  if (!isImage(value)) throw call.config.refuse('resizes something else than an image');
  return resizeAsSaid(call, translation, value, call.config.pair('size'));
};

export const layerLikeOperations: Readonly<Record<string, LayerRule>> = {
  Relu: activation('relu'),
  Relu6: activation('relu6'),
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Silu: activation('silu'),
  Swish: activation('silu'),
  HardSigmoid: activation('hard_sigmoid'),
  HardSilu: activation('hard_silu'),
  Selu: activation('selu'),
  Softplus: activation('softplus'),
  Mish: activation('mish'),
  Gelu(call, translation) {
    if (call.config.flag('approximate', true)) throw call.config.refuse('is the approximation by tanh, which the trainer lacks');
    return activate(call.config, translation, firstOperand(call, translation), 'gelu', '');
  },
  Elu: (call, translation) =>
    addActivation(call.config, translation, firstOperand(call, translation), 'elu', '', call.config.number('alpha', 1)),
  LeakyRelu: (call, translation) =>
    addActivation(call.config, translation, firstOperand(call, translation), 'leaky-relu', '', call.config.number('negative_slope', 0.2)),
  Softmax: softmaxRule,
  Mean: meanRule,
  Sum: sumRule,
  Max: largestRule,
  Amax: largestRule,
  Normalize: unitNormalizationRule,
  AveragePool: poolingRules.AveragePooling2D,
  MaxPool: poolingRules.MaxPooling2D,
  Resize: resizeRule,
  StopGradient: (call, translation) => firstOperand(call, translation),
};
