import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Failure } from '../../../electron/services/failure.js';
import { dataSets, type DataSet } from './images.js';

export interface LargeNetworkOptions {
  readonly seed: number;
  readonly data: DataSet;
  /** Images, networks and audits; the rows alone are kept with the code. */
  readonly folder: string;
}

const usage = `npm run study:large-network -- [--seed N] [--data ${dataSets.join('|')}] [--out DIR]`;

/** Reads the study's arguments; throws `Failure`. */
export function readOptions(argv: readonly string[]): LargeNetworkOptions {
  const values = parse(argv);
  const seed = /^\d{1,9}$/.test(values.seed ?? '2') ? Number(values.seed ?? '2') : Number.NaN;
  if (Number.isNaN(seed)) throw refusal('--seed must be a whole number of at most nine digits.');
  const data = dataSets.find((name) => name === (values.data ?? 'fashion-mnist'));
  if (data === undefined) throw refusal(`There is no data set "${values.data ?? ''}".`);
  return { seed, data, folder: resolve(values.out ?? '.cache/large-network') };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: { seed: { type: 'string' }, data: { type: 'string' }, out: { type: 'string' } } }).values;
  } catch (error) {
    throw refusal(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

function refusal(message: string): Failure {
  return new Failure({ code: 'command-invalid', message, hint: usage });
}
