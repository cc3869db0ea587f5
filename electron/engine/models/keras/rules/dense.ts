import type { LayerCall } from '../layer-calls.js';
import { plainValue, type Translation } from '../translation.js';
import type { KerasValue } from '../value.js';
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

const denseRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = plainValue(call, translation);
  if (value.shape.length !== 1)
    throw config.refuse(
      'works on an image pixel by pixel, which the trainer lacks',
      'Put a Flatten or a global pooling before it, or use a 1 x 1 convolution.',
    );
  const units = config.count('units');
  const wanted = [
    { names: ['kernel'], shape: [value.shape[0], units] },
    ...(config.flag('use_bias', true) ? [{ names: ['bias'], shape: [units] }] : []),
  ];
  const [kernel, bias] = translation.read(call, wanted);
  const added = addDense(call, translation, value, units, kernel, bias);
  return withActivation(call, translation, { ...added, onePixel: value.onePixel });
};

export const denseRules: Readonly<Record<string, LayerRule>> = { Dense: denseRule };
