import type { LayerCall } from '../layer-calls.js';
import { valueOf, withoutMargins, type Translation } from '../translation.js';
import { kerasShape, type KerasValue } from '../value.js';
import type { LayerRule } from './rule.js';

function inputsOf({ config, inputs }: LayerCall, translation: Translation): KerasValue[] {
  if (inputs.length < 2) throw config.refuse(`joins ${inputs.length} values; it takes 2 or more`);
  return inputs.map((name) => withoutMargins(config, valueOf(config, name, translation)));
}

/** What all inputs share, the result has. */
function joined(value: KerasValue, inputs: readonly KerasValue[]): KerasValue {
  return {
    ...value,
    onePixel: value.shape.length === 1 && inputs.some(({ onePixel }) => onePixel),
    nonNegative: inputs.every(({ nonNegative }) => nonNegative),
  };
}

function requireOneShape({ config }: LayerCall, inputs: readonly KerasValue[]): void {
  const odd = inputs.find((value) => kerasShape(value).join() !== kerasShape(inputs[0]).join());
  if (odd)
    throw config.refuse(`joins values of different shapes, (${kerasShape(inputs[0]).join(', ')}) and (${kerasShape(odd).join(', ')})`);
}

const addRule: LayerRule = (call, translation) => {
  const inputs = inputsOf(call, translation);
  requireOneShape(call, inputs);
  return joined(
    translation.add(
      call.config,
      { kind: 'add' },
      inputs.map(({ node }) => node),
    ),
    inputs,
  );
};

const averageRule: LayerRule = (call, translation) => {
  const inputs = inputsOf(call, translation);
  requireOneShape(call, inputs);
  const sum = translation.add(
    call.config,
    { kind: 'add' },
    inputs.map(({ node }) => node),
    '/sum',
  );
  const channels = sum.shape[0];
  const share = new Array<number>(channels).fill(1 / inputs.length);
  const node = { kind: 'affine', scale: share, shift: new Array<number>(channels).fill(0) } as const;
  return joined(translation.add(call.config, node, [sum.node]), inputs);
};

/** Keras takes a vector beside an image as one pixel: a factor for each channel. */
const multiplyRule: LayerRule = (call, translation) => {
  const inputs = inputsOf(call, translation);
  return joined(
    translation.add(
      call.config,
      { kind: 'multiply' },
      inputs.map(({ node }) => node),
    ),
    inputs,
  );
};

const concatenateRule: LayerRule = (call, translation) => {
  const { config } = call;
  const inputs = inputsOf(call, translation);
  const axis = config.number('axis', -1);
  if (axis !== -1 && axis !== kerasShape(inputs[0]).length)
    throw config.refuse(`joins along the axis ${axis}; here it has to be the last, the channels`);
  if (inputs.some((value) => kerasShape(value).length !== kerasShape(inputs[0]).length)) throw config.refuse('joins images with vectors');
  return joined(
    translation.add(
      config,
      { kind: 'concatenate' },
      inputs.map(({ node }) => node),
    ),
    inputs,
  );
};

export const mergeRules: Readonly<Record<string, LayerRule>> = {
  Add: addRule,
  Average: averageRule,
  Multiply: multiplyRule,
  Concatenate: concatenateRule,
};
