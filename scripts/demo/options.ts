import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../../electron/services/failure.js';

export interface DemoOptions {
  /** One pair of models for each seed. */
  readonly seeds: readonly number[];
  readonly folder: string;
}

const usage = 'npm run demo -- [--seed N | --seeds N] [--out DIR] [--json]';

/** Reads the demo's arguments; throws `Failure`. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const values = parse(argv);
  if (values.seed !== undefined && values.seeds !== undefined) throw refusal('--seed and --seeds do not go together.');
  const count = wholeNumber('--seeds', values.seeds ?? '1', 1, 1000);
  const first = wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 31);
  // Several pairs are others than the one that the demo shows by itself.
  const seeds = values.seeds === undefined ? [first] : Array.from({ length: count }, (_, index) => index + 2);
  return { seeds, folder: resolve(values.out ?? 'demo-results') };
}

function parse(argv: readonly string[]) {
  try {
    const options = { seed: { type: 'string' }, seeds: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } } as const;
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw refusal(`${name} must be a whole number from ${least} to ${most}.`);
}

function refusal(message: string): Failure {
  return new Failure({ code: 'command-invalid', message, hint: usage });
}
