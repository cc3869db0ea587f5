import { resolve } from 'node:path';
import { ScriptOptions } from '../options.js';

export interface DemoOptions {
  /** One pair of models for each seed. */
  readonly seeds: readonly number[];
  readonly folder: string;
}

const known = { seed: { type: 'string' }, seeds: { type: 'string' }, out: { type: 'string' }, json: { type: 'boolean' } } as const;
const usage = 'npm run demo -- [--seed N | --seeds N] [--out DIR] [--json]';

/** Reads the demo's arguments; throws `Failure`. */
export function readOptions(argv: readonly string[]): DemoOptions {
  const options = new ScriptOptions(argv, known, usage);
  const { seed = '1', seeds, out } = options.values;
  if (options.values.seed !== undefined && seeds !== undefined) throw options.refusal('--seed and --seeds do not go together.');
  const folder = resolve(out ?? 'demo-results');
  if (seeds === undefined) return { seeds: [options.wholeNumber('--seed', seed, 0, 2 ** 31)], folder };
  // Several pairs are others than the one that the demo shows by itself.
  return { seeds: Array.from({ length: options.wholeNumber('--seeds', seeds, 1, 1000) }, (_, index) => index + 2), folder };
}
