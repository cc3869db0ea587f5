import { resolve } from 'node:path';
import { ScriptOptions } from '../options.js';
import { digitSets, type DigitSet } from '../public-sets.js';
import { largeNetworkSettings } from './settings.js';

export interface LargeNetworkOptions {
  readonly seed: number;
  readonly data: DigitSet;
  /** Training images that carry the mark in the planted network. */
  readonly copies: number;
  /** Images, networks and audits; the rows alone are kept with the code. */
  readonly folder: string;
}

const known = { seed: { type: 'string' }, data: { type: 'string' }, copies: { type: 'string' }, out: { type: 'string' } } as const;
const usage = `npm run study:large-network -- [--seed N] [--data ${digitSets.join('|')}] [--copies N] [--out DIR]`;

/** Reads the study's arguments; throws `Failure`. */
export function readOptions(argv: readonly string[]): LargeNetworkOptions {
  const options = new ScriptOptions(argv, known, usage);
  const { seed = '2', data = 'fashion-mnist', copies = String(largeNetworkSettings.copies), out = '.cache/large-network' } = options.values;
  return {
    seed: options.wholeNumber('--seed', seed, 0, 999_999_999),
    data: options.oneOf('data set', data, digitSets),
    copies: options.wholeNumber('--copies', copies, 0, 999_999_999),
    folder: resolve(out),
  };
}
