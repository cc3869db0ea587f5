import type { LayerCall } from '../layer-calls.js';
import { valueOf, withoutMargins, type Translation } from '../translation.js';
import { axesOf, kerasShape, type KerasValue } from '../value.js';
import { addActivation } from './activations.js';
import { addUniformAffine } from './affine.js';
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
    oneRow: value.shape.length === 1 && inputs.every(({ oneRow }) => oneRow),
    withoutChannels: value.shape.length === 3 && inputs.every(({ withoutChannels }) => withoutChannels),
    nonNegative: inputs.every(({ nonNegative }) => nonNegative),
  };
}

function requireOneShape({ config }: LayerCall, inputs: readonly KerasValue[]): void {
  const odd = inputs.find((value) => kerasShape(value).join() !== kerasShape(inputs[0]).join());
  if (odd)
    throw config.refuse(`joins values of different shapes, (${kerasShape(inputs[0]).join(', ')}) and (${kerasShape(odd).join(', ')})`);
}

export const addRule: LayerRule = (call, translation) => {
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

/** a - b. */
export const subtractRule: LayerRule = (call, translation) => {
  const [first, second, ...more] = inputsOf(call, translation);
  if (more.length > 0) throw call.config.refuse(`subtracts among ${more.length + 2} values; it takes two`);
  requireOneShape(call, [first, second]);
  return joined(difference(call, translation, first, second, ''), [first]);
};

function difference({ config }: LayerCall, translation: Translation, first: KerasValue, second: KerasValue, suffix: string): KerasValue {
  const turned = addUniformAffine(config, translation, second, -1, 0, `${suffix}/turned`);
  return { ...translation.add(config, { kind: 'add' }, [first.node, turned.node], suffix), ...axesOf(first) };
}

/** The larger of two values a + max(b - a, 0), or the smaller a - max(a - b, 0); of more, one after the other. */
export function extremeOf(
  call: LayerCall,
  translation: Translation,
  inputs: readonly KerasValue[],
  which: 'largest' | 'smallest',
): KerasValue {
  return inputs.reduce((found, next) => {
    const [larger, smaller] = which === 'largest' ? [next, found] : [found, next];
    const over = addActivation(call.config, translation, difference(call, translation, larger, smaller, '/over'), 'relu', '/cut', 0);
    if (which === 'smallest') return joined(difference(call, translation, found, over, ''), inputs);
    return joined(translation.add(call.config, { kind: 'add' }, [found.node, over.node]), inputs);
  });
}

export function extremeRule(which: 'largest' | 'smallest'): LayerRule {
  return (call, translation) => {
    const inputs = inputsOf(call, translation);
    requireOneShape(call, inputs);
    return extremeOf(call, translation, inputs, which);
  };
}

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

/** The most channels that one is repeated for. */
const mostRepeats = 2048;

/** One value for each pixel, as often as the image beside it has channels. */
function spread({ config }: LayerCall, translation: Translation, value: KerasValue, inputs: readonly KerasValue[]): KerasValue {
  const channels = Math.max(...inputs.map(({ shape }) => (shape.length === 3 ? shape[0] : 1)));
  if (value.shape.length !== 3 || value.shape[0] !== 1 || channels === 1 || value.withoutChannels || channels > mostRepeats) return value;
  const node = translation.add(config, { kind: 'concatenate' }, new Array<string>(channels).fill(value.node), '/spread');
  return { ...node, nonNegative: value.nonNegative };
}

/** Keras takes a vector beside an image as one pixel: a factor for each channel. One channel is a factor for each pixel. */
export const multiplyRule: LayerRule = (call, translation) => {
  const given = inputsOf(call, translation);
  const inputs = given.map((value) => spread(call, translation, value, given));
  return joined(
    translation.add(
      call.config,
      { kind: 'multiply' },
      inputs.map(({ node }) => node),
    ),
    inputs,
  );
};

export const concatenateRule: LayerRule = (call, translation) => {
  const { config } = call;
  const inputs = inputsOf(call, translation);
  const axis = config.number('axis', -1);
  if ((axis !== -1 && axis !== kerasShape(inputs[0]).length) || inputs.some(({ withoutChannels }) => withoutChannels))
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
  Subtract: subtractRule,
  Maximum: extremeRule('largest'),
  Minimum: extremeRule('smallest'),
  Average: averageRule,
  Multiply: multiplyRule,
  Concatenate: concatenateRule,
};
