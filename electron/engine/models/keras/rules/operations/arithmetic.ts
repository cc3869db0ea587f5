import type { LayerCall } from '../../layer-calls.js';
import { fixedOperand, firstOperand, operandOf, perChannelNumbers, valueOperand } from '../../operands.js';
import type { Translation } from '../../translation.js';
import { axesOf, kerasShape, type KerasValue } from '../../value.js';
import { addActivation } from '../activations.js';
import { addAffine, addUniformAffine } from '../affine.js';
import { addRule, multiplyRule, subtractRule, extremeRule } from '../merges.js';
import type { LayerRule } from '../rule.js';

/** Arithmetic of values with each other and with fixed numbers. */

/** The two operands of an operation: values, or one of them fixed numbers. */
function pairOf(call: LayerCall) {
  return [operandOf(call, 0, 'x1', 'x'), operandOf(call, 1, 'x2', 'y')] as const;
}

interface WithNumbers {
  readonly value: KerasValue;
  /** One for each channel. */
  readonly numbers: readonly number[];
  readonly numbersFirst: boolean;
}

/** A value and fixed numbers; undefined where both operands are values. */
function withNumbers(call: LayerCall, translation: Translation): WithNumbers | undefined {
  const [left, right] = pairOf(call);
  const numbersFirst = left?.kind === 'fixed';
  const fixed = fixedOperand(numbersFirst ? left : right);
  if (left?.kind === 'value' && right?.kind === 'value') return undefined;
  const value = valueOperand(call, translation, numbersFirst ? right : left);
  const numbers = fixed && perChannelNumbers(fixed, value);
  if (!numbers) throw call.config.refuse('takes a fixed array that is neither one number nor one for each channel');
  return { value, numbers, numbersFirst };
}

/** The scale and shift of one channel by a fixed number; undefined where there is none. */
type Line = (number: number, numberFirst: boolean) => readonly [number, number] | undefined;

function linear(line: Line, ofValues: LayerRule): LayerRule {
  return (call, translation) => {
    const found = withNumbers(call, translation);
    if (!found) return ofValues(call, translation);
    const { value, numbers, numbersFirst } = found;
    const lines = numbers.map((number) => line(number, numbersFirst) ?? [NaN, NaN]);
    if (!lines.flat().every(Number.isFinite)) throw call.config.refuse('divides by zero, or a number by the image');
    const [scale, shift] = [lines.map(([factor]) => factor), lines.map(([, added]) => added)];
    return addAffine(call.config, translation, value, scale, shift);
  };
}

const divideValues: LayerRule = ({ config }) => {
  throw config.refuse('divides one image by another, which the trainer lacks');
};

const divideRule = linear((number, first) => (first ? undefined : [1 / number, 0]), divideValues);

/** The larger (or smaller) of a value and one number: a ReLU moved to the number. */
function extreme(which: 'largest' | 'smallest'): LayerRule {
  return (call, translation) => {
    const found = withNumbers(call, translation);
    if (!found) return extremeRule(which)(call, translation);
    const [number] = found.numbers;
    if (found.numbers.some((other) => other !== number)) throw call.config.refuse('has another bound for each channel');
    return which === 'largest' ? cutBelow(call, translation, found.value, number) : cutAbove(call, translation, found.value, number);
  };
}

function cutBelow({ config }: LayerCall, translation: Translation, value: KerasValue, bound: number): KerasValue {
  if (bound === 0) return addActivation(config, translation, value, 'relu', '', 0);
  const cut = addActivation(config, translation, addUniformAffine(config, translation, value, 1, -bound), 'relu', '/cut', 0);
  return addUniformAffine(config, translation, cut, 1, bound);
}

function cutAbove({ config }: LayerCall, translation: Translation, value: KerasValue, bound: number): KerasValue {
  const cut = addActivation(config, translation, addUniformAffine(config, translation, value, -1, bound), 'relu', '/cut', 0);
  return addUniformAffine(config, translation, cut, -1, bound);
}

/** Between two bounds: a ReLU6 between two scalings. */
const clipRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const [low, high] = [config.number('x_min'), config.number('x_max')];
  if (!(low < high)) throw config.refuse(`cuts values off at ${low} and ${high}`);
  if (low === 0 && high === 6) return addActivation(config, translation, value, 'relu6', '', 0);
  const step = (high - low) / 6;
  const inner = addUniformAffine(config, translation, value, 1 / step, -low / step);
  const cut = addActivation(config, translation, inner, 'relu6', '/cut', 0);
  return { ...addUniformAffine(config, translation, cut, step, low), nonNegative: low >= 0 };
};

const negativeRule: LayerRule = (call, translation) =>
  addUniformAffine(call.config, translation, firstOperand(call, translation), -1, 0, '');

function square(call: LayerCall, translation: Translation, value: KerasValue): KerasValue {
  const added = translation.add(call.config, { kind: 'multiply' }, [value.node, value.node]);
  return { ...added, ...axesOf(value), nonNegative: true };
}

const powerRule: LayerRule = (call, translation) => {
  const found = withNumbers(call, translation);
  if (!found || found.numbersFirst || found.numbers.some((number) => number !== 2))
    throw call.config.refuse('raises to another power than 2');
  return square(call, translation, found.value);
};

/** |x| is max(x, 0) + max(-x, 0). */
const absoluteRule: LayerRule = (call, translation) => {
  const { config } = call;
  const value = firstOperand(call, translation);
  const positive = addActivation(config, translation, value, 'relu', '/positive', 0);
  const turned = addUniformAffine(config, translation, value, -1, 0, '/turned');
  const negative = addActivation(config, translation, turned, 'relu', '/negative', 0);
  return { ...translation.add(config, { kind: 'add' }, [positive.node, negative.node]), ...axesOf(value), nonNegative: true };
};

/** Each channel of an image alone, [1, H, W]. */
export function planesOf(
  { config }: LayerCall,
  translation: Translation,
  { node, shape: [channels, height, width] }: KerasValue,
): KerasValue[] {
  return Array.from({ length: channels }, (_, channel) =>
    translation.add(config, { kind: 'slice', starts: [channel, 0, 0], ends: [channel + 1, height, width] }, [node], `/channel${channel}`),
  );
}

/** Scaled sums of the channels, all in one: [1, H, W]. */
export function mixChannels(call: LayerCall, translation: Translation, value: KerasValue, shares: readonly number[]): KerasValue {
  const { config } = call;
  if (value.shape.length !== 3 || value.withoutChannels) throw config.refuse(`works on the values of (${kerasShape(value).join(', ')})`);
  const planes = planesOf(call, translation, addAffine(call.config, translation, value, shares, [0], '/scaled'));
  if (planes.length === 1) return planes[0];
  return translation.add(
    config,
    { kind: 'add' },
    planes.map(({ node }) => node),
  );
}

/** ITU-R BT.601, as TensorFlow has it. */
const luminance = [0.2989, 0.587, 0.114];

const greyRule: LayerRule = (call, translation) => {
  const value = firstOperand(call, translation);
  if (value.shape[0] === 1) return value;
  if (value.shape[0] !== 3) throw call.config.refuse(`makes ${value.shape[0]} channels grey`);
  return mixChannels(call, translation, value, luminance);
};

export const arithmeticOperations: Readonly<Record<string, LayerRule>> = {
  Add: linear((number) => [1, number], addRule),
  Subtract: linear((number, first) => (first ? [-1, number] : [1, -number]), subtractRule),
  Multiply: linear((number) => [number, 0], multiplyRule),
  Divide: divideRule,
  TrueDivide: divideRule,
  Maximum: extreme('largest'),
  Minimum: extreme('smallest'),
  Clip: clipRule,
  Negative: negativeRule,
  Square: (call, translation) => square(call, translation, firstOperand(call, translation)),
  Power: powerRule,
  Absolute: absoluteRule,
  Abs: absoluteRule,
  RGBToGrayscale: greyRule,
};
