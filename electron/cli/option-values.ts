import { failed, type Fault } from '../../shared/words/errors.js';
import { valueOf } from '../services/failure.js';
import type { Arguments } from './arguments.js';

/** Values of options as what they stand for; undefined where the option is left out. Each throws `Failure`. */

export function wholeNumber({ options }: Arguments, name: string, least: number, most: number): number | undefined {
  const text = options.get(name);
  if (text === undefined) {
    return undefined;
  }
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : refuse({ fault: 'option-whole-number', name, least, most });
}

const secondsIn: ReadonlyMap<string | undefined, number> = new Map([
  ['d', 86_400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
]);
const longestDuration = 7 * 86_400;

/** A duration such as 90s, 10m or 1h30m, in seconds. */
export function duration({ options }: Arguments, name: string): number | undefined {
  const text = options.get(name);
  if (text === undefined) {
    return undefined;
  }
  const parts = [...text.matchAll(/(\d+)([dhms])/g)];
  const value = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (secondsIn.get(unit) ?? NaN), 0);
  const whole = parts.map(([part]) => part).join('') === text;
  return whole && value > 0 && value <= longestDuration ? value : refuse({ fault: 'option-duration', name });
}

export function choice<Value extends string>({ options }: Arguments, name: string, choices: readonly Value[]): Value | undefined {
  const text = options.get(name);
  if (text === undefined) {
    return undefined;
  }
  return choices.find((candidate) => candidate === text) ?? refuse({ fault: 'option-choice', name, choices });
}

function refuse(fault: Fault): never {
  return valueOf(failed('command-invalid', fault));
}
