import type { GroupNormalizationNode } from '../../../networks/network.js';
import type { LayerCall } from '../layer-calls.js';
import type { LayerConfig } from '../layer-config.js';
import { axesOf, kerasShape, type KerasValue } from '../value.js';
import { plainValue, requireChannelsLast, type Translation } from '../translation.js';
import { addAffine, perChannel, scaleChannels } from './affine.js';
import type { LayerRule } from './rule.js';

/** Refuses a normalisation over another axis than the channels. */
function requireChannelAxis(config: LayerConfig, value: KerasValue): void {
  const rank = kerasShape(value).length;
  const axes = config.has('axis') ? config.numbers('axis') : [-1];
  if (axes.length === 1 && (axes[0] === -1 || axes[0] === rank) && !value.withoutChannels) return;
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
  return { ...added, ...axesOf(value) };
};

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
  // Without an axis all values share one mean and one variance.
  const shared = config.raw('axis') === null || (Array.isArray(config.raw('axis')) && config.numbers('axis').length === 0);
  if (!shared) requireChannelAxis(config, value);
  if (config.has('invert') && config.flag('invert', false)) throw config.refuse('undoes a normalisation, which is not read here');
  const given = config.has('mean') && config.has('variance');
  const channels = value.shape[0];
  const shape = shared ? [] : [channels];
  const [mean, variance] = given
    ? [config.numbers('mean'), config.numbers('variance')]
    : translation
        .read(call, [
          { names: ['mean'], shape },
          { names: ['variance'], shape },
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

type NormalizationSettings = Omit<GroupNormalizationNode, 'kind' | 'name' | 'inputs'>;

/** Adds a normalisation of each example by itself with its trained scale and shift, where it has them. */
function addGroupNormalization(
  call: LayerCall,
  translation: Translation,
  value: KerasValue,
  settings: NormalizationSettings,
  roles: { readonly scale?: string; readonly shift?: string },
  scaleWithout = 1,
): KerasValue {
  const shape = [value.shape[0]];
  const named = [roles.scale, roles.shift].filter((name) => name !== undefined);
  const arrays = translation.read(
    call,
    named.map((name) => ({ names: [name], shape })),
  );
  const arrayOf = (name: string | undefined, otherwise: number): Float32Array =>
    name === undefined ? new Float32Array(shape[0]).fill(otherwise) : arrays[named.indexOf(name)];
  const added = translation.add(call.config, { kind: 'group-normalization', ...settings }, [value.node]);
  translation.setWeight(added.node, 'gamma', shape, arrayOf(roles.scale, scaleWithout));
  translation.setWeight(added.node, 'beta', shape, arrayOf(roles.shift, 0));
  return { ...added, ...axesOf(value) };
}

const scaleAndShift = (config: LayerConfig): { readonly scale?: string; readonly shift?: string } => ({
  scale: config.flag('scale', true) ? 'gamma' : undefined,
  shift: config.flag('center', true) ? 'beta' : undefined,
});

const groupNormalizationRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  const wanted = config.number('groups', 32);
  const groups = wanted === -1 ? value.shape[0] : config.count('groups', 32);
  const settings = { groups, epsilon: config.number('epsilon', 1e-3), span: 'image', centred: true } as const;
  return addGroupNormalization(call, translation, value, settings, scaleAndShift(config));
};

const layerNormalizationRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  if (config.flag('rms_scaling', false)) throw config.refuse('scales by the root mean square (rms_scaling), which is not read here');
  const settings = { groups: 1, epsilon: config.number('epsilon', 1e-3), span: 'pixel', centred: true } as const;
  return addGroupNormalization(call, translation, value, settings, scaleAndShift(config));
};

const rootMeanSquareRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  const settings = { groups: 1, epsilon: config.number('epsilon', 1e-6), span: 'pixel', centred: false } as const;
  return addGroupNormalization(call, translation, value, settings, { scale: 'scale' });
};

/** Keras's own smallest square of a length. */
const smallestSquare = 1e-12;

/** Every vector of channels over its length: its root mean square, less the root of their number. */
export const unitNormalizationRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  requireChannelAxis(config, value);
  if (config.number('order', 2) !== 2) throw config.refuse('divides by another length than the Euclidean');
  const channels = value.shape[0];
  const settings = { groups: 1, epsilon: smallestSquare / channels, span: 'pixel', centred: false } as const;
  return addGroupNormalization(call, translation, value, settings, {}, 1 / Math.sqrt(channels));
};

/** The trained scale of a block's channels in ConvNeXt (keras.applications). */
const layerScaleRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  if (value.shape.length !== 3 || value.withoutChannels) throw config.refuse('scales something else than the channels of an image');
  // Keras gives it no name of its own.
  const [factors] = translation.read(call, [{ names: ['gamma', 'variable'], shape: [value.shape[0]] }]);
  return scaleChannels(config, translation, value, factors);
};

export const normalisationRules: Readonly<Record<string, LayerRule>> = {
  BatchNormalization: batchNormalisationRule,
  BatchNormalizationV1: batchNormalisationRule,
  Rescaling: rescalingRule,
  Normalization: normalizationRule,
  GroupNormalization: groupNormalizationRule,
  LayerNormalization: layerNormalizationRule,
  RMSNormalization: rootMeanSquareRule,
  UnitNormalization: unitNormalizationRule,
  LayerScale: layerScaleRule,
};
