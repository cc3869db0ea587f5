import { z } from 'zod';
import { elementCount } from '../../base/numbers/shape.js';
import type { LayerCall } from './layer-calls.js';
import type { Argument } from './model-config.js';
import { valueOf, withoutMargins, type Translation } from './translation.js';
import type { KerasValue } from './value.js';

/** What an operation is given: values of the network, and fixed numbers. */

/** Numbers that stand in the description itself. */
export interface FixedNumbers {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

const storedArraySchema = z.object({
  class_name: z.enum(['__numpy__', '__tensor__']),
  config: z.object({ value: z.unknown() }),
});

/** The operand at a position, or under one of its names. */
export function operandOf(call: LayerCall, position: number, ...names: readonly string[]): Argument<string> | undefined {
  const { positional = [], named = {} } = call.operands ?? {};
  const name = names.find((candidate) => Object.hasOwn(named, candidate));
  return positional[position] ?? (name === undefined ? undefined : named[name]);
}

/** The operand as a value of the network, no zeros around it. */
export function valueOperand(call: LayerCall, translation: Translation, argument: Argument<string> | undefined): KerasValue {
  if (argument?.kind !== 'value') throw call.config.refuse('is called with something else than a tensor');
  return withoutMargins(call.config, valueOf(call.config, argument.value, translation));
}

/** The first operand of an operation, which is its image. */
export function firstOperand(call: LayerCall, translation: Translation): KerasValue {
  return valueOperand(call, translation, operandOf(call, 0, 'x', 'inputs', 'images', 'array'));
}

/** The operand as fixed numbers; undefined where it is none. */
export function fixedOperand(argument: Argument<string> | undefined): FixedNumbers | undefined {
  if (argument?.kind !== 'fixed') return undefined;
  const stored = storedArraySchema.safeParse(argument.content);
  return numbersOf(stored.success ? stored.data.config.value : argument.content);
}

/** One number, or lists of numbers of one length at each depth. */
function numbersOf(content: unknown): FixedNumbers | undefined {
  const shape: number[] = [];
  for (let inner = content; Array.isArray(inner); inner = inner[0] as unknown) {
    shape.push(inner.length);
    if (shape.length > 8) return undefined;
  }
  const values = [content].flat(9);
  const whole = values.every((value): value is number => typeof value === 'number' && Number.isFinite(value));
  return whole && values.length === elementCount(shape) ? { shape, values } : undefined;
}

/** Fixed numbers as one for each channel; undefined where they differ from pixel to pixel. */
export function perChannelNumbers({ shape, values }: FixedNumbers, value: KerasValue): number[] | undefined {
  const channels = value.shape[0];
  if (values.length === 1) return new Array<number>(channels).fill(values[0]);
  const alongChannels = shape.at(-1) === channels && values.length === channels && !value.withoutChannels;
  return alongChannels ? [...values] : undefined;
}
