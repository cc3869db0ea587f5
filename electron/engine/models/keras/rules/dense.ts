import type { LayerCall } from '../layer-calls.js';
import { plainValue, type Translation } from '../translation.js';
import { axesOf, type KerasValue } from '../value.js';
import { withActivation } from './activations.js';
import type { LayerRule } from './rule.js';

/** Adds a dense layer; `kernel` [F, units] is laid out alike in Keras and here. */
export function addDense(
  call: LayerCall,
  translation: Translation,
  value: KerasValue,
  units: number,
  kernel: Float32Array,
  bias: Float32Array | undefined,
): KerasValue {
  const added = translation.add(call.config, { kind: 'dense', units, useBias: bias !== undefined }, [value.node]);
  translation.setWeight(added.node, 'kernel', [value.shape[0], units], kernel);
  if (bias) translation.setWeight(added.node, 'bias', [units], bias);
  return added;
}

/** On an image Keras applies it to each pixel, as a 1 x 1 convolution does. */
function addPixelwise(
  call: LayerCall,
  translation: Translation,
  value: KerasValue,
  units: number,
  kernel: Float32Array,
  bias: Float32Array | undefined,
): KerasValue {
  const channels = value.shape[0];
  const node = {
    kind: 'convolution',
    filters: units,
    kernel: [1, 1],
    strides: [1, 1],
    padding: 'valid',
    dilations: [1, 1],
    groups: 1,
    useBias: bias !== undefined,
  } as const;
  const added = translation.add(call.config, node, [value.node]);
  const turned = Float32Array.from(kernel, (_, index) => kernel[(index % channels) * units + Math.floor(index / channels)]);
  translation.setWeight(added.node, 'kernel', [units, channels, 1, 1], turned);
  if (bias) translation.setWeight(added.node, 'bias', [units], bias);
  return added;
}

const denseRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  if (value.withoutChannels) throw config.refuse('works on the rows of an image one by one, which the trainer lacks');
  const units = config.count('units');
  const wanted = [
    { names: ['kernel'], shape: [value.shape[0], units] },
    ...(config.flag('use_bias', true) ? [{ names: ['bias'], shape: [units] }] : []),
  ];
  const [kernel, bias] = translation.read(call, wanted);
  const add = value.shape.length === 3 ? addPixelwise : addDense;
  const added = add(call, translation, value, units, kernel, bias);
  return withActivation(call, translation, { ...added, ...axesOf(value) });
};

export const denseRules: Readonly<Record<string, LayerRule>> = { Dense: denseRule };
