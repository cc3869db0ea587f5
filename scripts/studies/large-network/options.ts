import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../../../electron/services/failure.js';
import { dataSets, type DataSet } from './images.js';
import { largeNetworkSettings } from './settings.js';

export interface LargeNetworkOptions {
  readonly seed: number;
  readonly data: DataSet;
  /** Training images that carry the mark in the planted network. */
  readonly copies: number;
  /** Images, networks and audits; the rows alone are kept with the code. */
  readonly folder: string;
}

const usage = `npm run study:large-network -- [--seed N] [--data ${dataSets.join('|')}] [--copies N] [--out DIR]`;

/** Reads the study's arguments; throws `Failure`. */
export function readOptions(argv: readonly string[]): LargeNetworkOptions {
  const values = parse(argv);
  const seed = wholeNumber('--seed', values.seed ?? '2');
  const data = dataSets.find((name) => name === (values.data ?? 'fashion-mnist'));
  if (data === undefined) throw refusal(`There is no data set "${values.data ?? ''}".`);
  const copies = wholeNumber('--copies', values.copies ?? String(largeNetworkSettings.copies));
  return { seed, data, copies, folder: resolve(values.out ?? '.cache/large-network') };
}

function wholeNumber(option: string, given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw refusal(`${option} must be a whole number of at most nine digits.`);
  return Number(given);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      options: { seed: { type: 'string' }, data: { type: 'string' }, copies: { type: 'string' }, out: { type: 'string' } },
    }).values;
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function refusal(message: string): Failure {
  return new Failure({ code: 'command-invalid', message, hint: usage });
}
