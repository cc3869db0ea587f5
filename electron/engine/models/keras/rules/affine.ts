import type { LayerConfig } from '../layer-config.js';
import type { Translation } from '../translation.js';
import { axesOf, type KerasValue } from '../value.js';

/** Scaling and shifting: fixed, which preprocessing and arithmetic become, or trained. */

/** One number for all channels, or one for each. */
export function perChannel(config: LayerConfig, values: readonly number[], channels: number): number[] {
  if (values.length === 1) return new Array<number>(channels).fill(values[0]);
  if (values.length === channels) return [...values];
  throw config.refuse(`holds ${values.length} numbers for ${channels} channels`);
}

/** scale x + shift, each one number or one for each channel. */
export function addAffine(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  scale: readonly number[],
  shift: readonly number[],
  suffix = '',
): KerasValue {
  const channels = value.shape[0];
  const node = { kind: 'affine', scale: perChannel(config, scale, channels), shift: perChannel(config, shift, channels) } as const;
  return { ...translation.add(config, node, [value.node], suffix), ...axesOf(value) };
}

/** The same for all channels. */
export function addUniformAffine(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  scale: number,
  shift: number,
  suffix = '/scaled',
): KerasValue {
  return addAffine(config, translation, value, [scale], [shift], suffix);
}

/** A trained factor for each channel of an image: a depthwise convolution of one pixel. */
export function scaleChannels(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  factors: Float32Array,
  suffix = '',
): KerasValue {
  const channels = value.shape[0];
  const node = {
    kind: 'convolution',
    filters: channels,
    kernel: [1, 1],
    strides: [1, 1],
    padding: 'valid',
    dilations: [1, 1],
    groups: channels,
    useBias: false,
  } as const;
  const added = translation.add(config, node, [value.node], suffix);
  translation.setWeight(added.node, 'kernel', [channels, 1, 1, 1], factors);
  return added;
}
