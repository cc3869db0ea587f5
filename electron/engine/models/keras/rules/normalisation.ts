import type { LayerConfig } from '../layer-config.js';
import { kerasShape, type KerasValue } from '../value.js';
import { plainValue, requireChannelsLast, type Translation } from '../translation.js';
import type { LayerRule } from './rule.js';

/** Refuses a normalisation over another axis than the channels. */
function requireChannelAxis(config: LayerConfig, value: KerasValue): void {
  const rank = kerasShape(value).length;
  const axes = config.has('axis') ? config.numbers('axis') : [-1];
  if (axes.length === 1 && (axes[0] === -1 || axes[0] === rank)) return;
  throw config.refuse(`normalises over the axis ${axes.join(', ')}; here it has to be the last, the channels`);
}

const batchNormalisationRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  const channels = value.shape[0];
  const epsilon = config.number('epsilon', 1e-3);
  if (config.has('renorm') && config.flag('renorm', false)) throw config.refuse('renormalises batches, which the trainer lacks');
  const [scaled, centred] = [config.flag('scale', true), config.flag('center', true)];
  const names = [...(scaled ? ['gamma'] : []), ...(centred ? ['beta'] : []), 'moving_mean', 'moving_variance'];
  const arrays = translation.read(
    call,
    names.map((name) => ({ names: [name], shape: [channels] })),
  );
  const arrayOf = (name: string, otherwise: number): Float32Array =>
    names.includes(name) ? arrays[names.indexOf(name)] : new Float32Array(channels).fill(otherwise);
  const added = translation.add(config, { kind: 'batch-normalization', epsilon, momentum: config.number('momentum', 0.99) }, [value.node]);
  translation.setWeight(added.node, 'gamma', [channels], arrayOf('gamma', 1));
  translation.setWeight(added.node, 'beta', [channels], arrayOf('beta', 0));
  translation.setWeight(added.node, 'mean', [channels], arrayOf('moving_mean', 0));
  translation.setWeight(added.node, 'variance', [channels], arrayOf('moving_variance', 1));
  return { ...added, onePixel: value.onePixel };
};

/** One number for all channels, or one for each. */
function perChannel(config: LayerConfig, values: readonly number[], channels: number): number[] {
  if (values.length === 1) return new Array<number>(channels).fill(values[0]);
  if (values.length === channels) return [...values];
  throw config.refuse(`holds ${values.length} numbers for ${channels} channels`);
}

function addAffine(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  scale: readonly number[],
  shift: readonly number[],
): KerasValue {
  const channels = value.shape[0];
  const node = { kind: 'affine', scale: perChannel(config, scale, channels), shift: perChannel(config, shift, channels) } as const;
  return { ...translation.add(config, node, [value.node]), onePixel: value.onePixel };
}

const rescalingRule: LayerRule = (call, translation) => {
  const { config } = call;
  requireChannelsLast(config);
  return addAffine(
    config,
    translation,
    plainValue(call, translation),
    config.numbers('scale'),
    config.has('offset') ? config.numbers('offset') : [0],
  );
};

/** Keras's own smallest deviation. */
const smallestDeviation = 1e-7;

/** (x - mean) / deviation with numbers from the settings, or learnt from data and kept as weights. */
const normalizationRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  if (config.has('invert') && config.flag('invert', false)) throw config.refuse('undoes a normalisation, which is not read here');
  const given = config.has('mean') && config.has('variance');
  const channels = value.shape[0];
  const [mean, variance] = given
    ? [config.numbers('mean'), config.numbers('variance')]
    : translation
        .read(call, [
          { names: ['mean'], shape: [channels] },
          { names: ['variance'], shape: [channels] },
        ])
        .map((array) => [...array]);
  const deviations = variance.map((square) => Math.max(Math.sqrt(square), smallestDeviation));
  const scale = perChannel(
    config,
    deviations.map((deviation) => 1 / deviation),
    channels,
  );
  const means = perChannel(config, mean, channels);
  return addAffine(
    config,
    translation,
    value,
    scale,
    means.map((number, channel) => -number * scale[channel]),
  );
};

export const normalisationRules: Readonly<Record<string, LayerRule>> = {
  BatchNormalization: batchNormalisationRule,
  BatchNormalizationV1: batchNormalisationRule,
  Rescaling: rescalingRule,
  Normalization: normalizationRule,
};
