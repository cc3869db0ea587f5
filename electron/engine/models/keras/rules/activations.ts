import type { ActivationNode } from '../../../networks/network.js';
import type { LayerCall } from '../layer-calls.js';
import type { LayerConfig } from '../layer-config.js';
import { plainValue, type Translation } from '../translation.js';
import { axesOf, type KerasValue } from '../value.js';
import { addUniformAffine, scaleChannels } from './affine.js';
import type { LayerRule } from './rule.js';

/** Activations by the names that Keras gives them. */
const kinds: Readonly<Record<string, ActivationNode['kind']>> = {
  relu: 'relu',
  relu6: 'relu6',
  leaky_relu: 'leaky-relu',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  silu: 'silu',
  swish: 'silu',
  hard_silu: 'hard-swish',
  hard_swish: 'hard-swish',
  gelu: 'gelu',
  softplus: 'softplus',
};

const nonNegativeKinds = new Set<ActivationNode['kind']>(['relu', 'relu6', 'sigmoid', 'softplus']);

/** Keras 3's slope of the activation "leaky_relu". */
const kerasSlope = 0.2;

/** Adds the activation that a layer names in `activation`, if any. */
export function withActivation({ config }: LayerCall, translation: Translation, value: KerasValue): KerasValue {
  if (!config.has('activation')) return value;
  return activate(config, translation, value, activationName(config), '/activation');
}

function activationName(config: LayerConfig): string {
  const activation = config.raw('activation');
  if (typeof activation === 'string') return activation;
  // Keras 3 describes a function by name, module and package; one of its own has no package.
  if (typeof activation === 'object' && activation !== null && 'config' in activation && typeof activation.config === 'string') {
    const own =
      !('registered_name' in activation) || activation.registered_name === null || activation.registered_name === activation.config;
    const module = 'module' in activation ? activation.module : undefined;
    if (own && (module === 'keras.activations' || module === 'builtins' || module === undefined)) return activation.config;
    throw config.refuse(`has an activation of its own ("${activation.config}"), whose code is not in the file`);
  }
  throw config.refuse('has an activation that is no function of Keras');
}

/** Klambauer et al. 2017. */
const selu = { slope: 1.6732632423543772, scale: 1.0507009873554805 };

/** Activations that are several nodes. */
const composed: Readonly<Record<string, (config: LayerConfig, translation: Translation, value: KerasValue) => KerasValue>> = {
  elu: (config, translation, value) => addActivation(config, translation, value, 'elu', '/elu', 1),
  selu: (config, translation, value) =>
    addUniformAffine(config, translation, addActivation(config, translation, value, 'elu', '/elu', selu.slope), selu.scale, 0),
  hard_sigmoid(config, translation, value) {
    // Keras 2 writes its types as plain text, and has another slope under the same name.
    if (typeof config.raw('dtype') === 'string')
      throw config.refuse('has the activation "hard_sigmoid" of Keras 2, which the trainer lacks');
    const cut = addActivation(config, translation, addUniformAffine(config, translation, value, 1, 3), 'relu6', '/cut', 0);
    return { ...addUniformAffine(config, translation, cut, 1 / 6, 0), nonNegative: true };
  },
  mish(config, translation, value) {
    const bent = addActivation(
      config,
      translation,
      addActivation(config, translation, value, 'softplus', '/softplus', 0),
      'tanh',
      '/tanh',
      0,
    );
    return { ...translation.add(config, { kind: 'multiply' }, [value.node, bent.node]), ...axesOf(value) };
  },
};

export function activate(config: LayerConfig, translation: Translation, value: KerasValue, name: string, suffix: string): KerasValue {
  if (name === 'linear') return value;
  if (name === 'softmax') return softmax(config, value);
  if (Object.hasOwn(composed, name)) return composed[name](config, translation, value);
  if (!Object.hasOwn(kinds, name)) throw config.refuse(`has the activation "${name}", which the trainer lacks`);
  return addActivation(config, translation, value, kinds[name], suffix, kerasSlope);
}

export function softmax(config: LayerConfig, value: KerasValue): KerasValue {
  if (value.shape.length !== 1) throw config.refuse('has a softmax over an image');
  return { ...value, softmax: true };
}

export function addActivation(
  config: LayerConfig,
  translation: Translation,
  value: KerasValue,
  kind: ActivationNode['kind'],
  suffix: string,
  slope: number,
): KerasValue {
  const node = kind === 'leaky-relu' || kind === 'elu' ? { kind, slope } : { kind };
  const added = translation.add(config, node, [value.node], suffix);
  return { ...added, ...axesOf(value), nonNegative: nonNegativeKinds.has(kind) };
}

const activationRule: LayerRule = (call, translation) =>
  activate(call.config, translation, plainValue(call, translation), activationName(call.config), '');

const reluRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  const slope = config.number('negative_slope', 0);
  const most = config.has('max_value') ? config.number('max_value') : undefined;
  if (config.number('threshold', 0) !== 0) throw config.refuse('has a threshold, which the trainer lacks');
  if (slope === 0 && most === undefined) return addActivation(config, translation, value, 'relu', '', 0);
  if (slope === 0 && most === 6) return addActivation(config, translation, value, 'relu6', '', 0);
  if (most === undefined) return addActivation(config, translation, value, 'leaky-relu', '', slope);
  throw config.refuse(`is cut off at ${most}, which the trainer lacks`);
};

const leakyRule: LayerRule = (call, translation) => {
  const { config } = call;
  const slope = config.has('negative_slope') ? config.number('negative_slope') : config.number('alpha', 0.3);
  return addActivation(config, translation, plainValue(call, translation), 'leaky-relu', '', slope);
};

const eluRule: LayerRule = (call, translation) =>
  addActivation(call.config, translation, plainValue(call, translation), 'elu', '', call.config.number('alpha', 1));

/** max(x, 0) - alpha max(-x, 0), a slope for each channel: a window of one pixel scales the negative side. */
const slopedRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  const axes = config.has('shared_axes') ? config.numbers('shared_axes') : [];
  if (value.shape.length !== 3 || value.withoutChannels || [...axes].sort().join() !== '1,2')
    throw config.refuse('has a slope for each pixel or value; one for each channel is read (shared_axes=[1, 2])');
  const channels = value.shape[0];
  const [slopes] = translation.read(call, [{ names: ['alpha'], shape: [1, 1, channels] }]);
  const positive = addActivation(config, translation, value, 'relu', '/positive', 0);
  const negative = addActivation(
    config,
    translation,
    addUniformAffine(config, translation, value, -1, 0, '/turned'),
    'relu',
    '/negative',
    0,
  );
  const scaled = scaleChannels(
    config,
    translation,
    negative,
    slopes.map((slope) => -slope),
    '/slopes',
  );
  return translation.add(config, { kind: 'add' }, [positive.node, scaled.node]);
};

const softmaxRule: LayerRule = (call, translation) => {
  const axis = call.config.has('axis') ? call.config.numbers('axis') : [-1];
  if (axis.length !== 1 || (axis[0] !== -1 && axis[0] !== 1)) throw call.config.refuse('has a softmax over another axis than the last');
  return softmax(call.config, plainValue(call, translation));
};

export const activationRules: Readonly<Record<string, LayerRule>> = {
  Activation: activationRule,
  ReLU: reluRule,
  LeakyReLU: leakyRule,
  ELU: eluRule,
  PReLU: slopedRule,
  Softmax: softmaxRule,
};
