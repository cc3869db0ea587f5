import type { LayerCall } from '../layer-calls.js';
import type { LayerConfig } from '../layer-config.js';
import { imageOf, onlyValue, paddingOf, requireChannelsLast, type Translation } from '../translation.js';
import { paddingWith, type KerasValue } from '../value.js';
import { withActivation } from './activations.js';
import { addDense } from './dense.js';
import type { LayerRule } from './rule.js';

/** Shapes: kh, kw window; C channels in, F filters, g groups, m filters to each channel of a depthwise convolution. */

interface Window {
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
}

function windowOf(config: LayerConfig): Window {
  requireChannelsLast(config);
  return { size: config.pair('kernel_size'), strides: config.pair('strides', 1), dilations: config.pair('dilation_rate', 1) };
}

interface Kernel {
  readonly filters: number;
  readonly groups: number;
  /** The trainer's [F, C / g, kh, kw]. */
  readonly values: Float32Array;
}

function addConvolution(
  call: LayerCall,
  translation: Translation,
  value: KerasValue,
  window: Window,
  kernel: Kernel,
  bias: Float32Array | undefined,
  suffix = '',
): KerasValue {
  const { filters, groups, values } = kernel;
  const padding = paddingWith(value, paddingOf(call.config), window);
  const { size, strides, dilations } = window;
  const node = { kind: 'convolution', filters, kernel: size, strides, dilations, padding, groups, useBias: bias !== undefined } as const;
  const added = translation.add(call.config, node, [value.node], suffix);
  translation.setWeight(added.node, 'kernel', [filters, value.shape[0] / groups, ...size], values);
  if (bias) translation.setWeight(added.node, 'bias', [filters], bias);
  return added;
}

/** Keras's [kh, kw, C / g, F] as the trainer's [F, C / g, kh, kw]. */
function toFilters(kernel: Float32Array, taps: number, channels: number, filters: number): Float32Array {
  const turned = new Float32Array(kernel.length);
  for (let tap = 0; tap < taps; tap++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let filter = 0; filter < filters; filter++) {
        turned[(filter * channels + channel) * taps + tap] = kernel[(tap * channels + channel) * filters + filter];
      }
    }
  }
  return turned;
}

const biasOf = (config: LayerConfig, filters: number): { names: string[]; shape: number[] }[] =>
  config.flag('use_bias', true) ? [{ names: ['bias'], shape: [filters] }] : [];

const convolutionRule: LayerRule = (call, translation) => {
  const { config } = call;
  const pixel = onlyValue(call, translation);
  if (pixel.onePixel) return withActivation(call, translation, convolvePixel(call, translation, pixel));
  const value = imageOf(call, translation);
  const window = windowOf(config);
  const filters = config.count('filters');
  const groups = config.count('groups', 1);
  const channels = value.shape[0] / groups;
  if (!Number.isInteger(channels) || filters % groups !== 0) throw config.refuse(`splits ${value.shape[0]} channels into ${groups} groups`);
  const [kernel, bias] = translation.read(call, [
    { names: ['kernel'], shape: [...window.size, channels, filters] },
    ...biasOf(config, filters),
  ]);
  const values = toFilters(kernel, window.size[0] * window.size[1], channels, filters);
  return withActivation(call, translation, addConvolution(call, translation, value, window, { filters, groups, values }, bias));
};

/** A 1 x 1 convolution of one pixel is a dense layer, as squeeze-and-excitation blocks have it. */
function convolvePixel(call: LayerCall, translation: Translation, value: KerasValue): KerasValue {
  const { config } = call;
  const { size } = windowOf(config);
  const filters = config.count('filters');
  if (size[0] * size[1] !== 1 || config.count('groups', 1) !== 1) throw config.refuse('moves a window over a single pixel');
  const [kernel, bias] = translation.read(call, [
    { names: ['kernel'], shape: [1, 1, value.shape[0], filters] },
    ...biasOf(config, filters),
  ]);
  return { ...addDense(call, translation, value, filters, kernel, bias), onePixel: true };
}

/** The depthwise part: Keras's [kh, kw, C, m] as [C m, 1, kh, kw], which is how its outputs are ordered. */
function depthwiseKernel(kernel: Float32Array, window: Window, channels: number, multiplier: number): Kernel {
  const filters = channels * multiplier;
  return { filters, groups: channels, values: toFilters(kernel, window.size[0] * window.size[1], 1, filters) };
}

const depthwiseRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = imageOf(call, translation);
  const window = windowOf(config);
  const channels = value.shape[0];
  const multiplier = config.count('depth_multiplier', 1);
  const [kernel, bias] = translation.read(call, [
    { names: ['depthwise_kernel', 'kernel'], shape: [...window.size, channels, multiplier] },
    ...biasOf(config, channels * multiplier),
  ]);
  return withActivation(
    call,
    translation,
    addConvolution(call, translation, value, window, depthwiseKernel(kernel, window, channels, multiplier), bias),
  );
};

const separableRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = imageOf(call, translation);
  const window = windowOf(config);
  const channels = value.shape[0];
  const multiplier = config.count('depth_multiplier', 1);
  const filters = config.count('filters');
  const [depthwise, pointwise, bias] = translation.read(call, [
    { names: ['depthwise_kernel'], shape: [...window.size, channels, multiplier] },
    { names: ['pointwise_kernel'], shape: [1, 1, channels * multiplier, filters] },
    ...biasOf(config, filters),
  ]);
  const spread = addConvolution(
    call,
    translation,
    value,
    window,
    depthwiseKernel(depthwise, window, channels, multiplier),
    undefined,
    '/depthwise',
  );
  const point: Window = { size: [1, 1], strides: [1, 1], dilations: [1, 1] };
  const values = toFilters(pointwise, 1, channels * multiplier, filters);
  return withActivation(
    call,
    translation,
    addConvolution(call, translation, spread, point, { filters, groups: 1, values }, bias, '/pointwise'),
  );
};

export const convolutionRules: Readonly<Record<string, LayerRule>> = {
  Conv2D: convolutionRule,
  Convolution2D: convolutionRule,
  DepthwiseConv2D: depthwiseRule,
  SeparableConv2D: separableRule,
  SeparableConvolution2D: separableRule,
};
