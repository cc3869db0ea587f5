import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { failed } from '../../shared/domain/error.js';
import { valueOf } from '../services/failure.js';
import type { Arguments } from './arguments.js';

/** The path after --out; throws `Failure` where there is none. */
export function outputPath(given: Arguments, example: string): string {
  return resolve(
    given.options.get('out') ??
      valueOf(failed('command-invalid', '--out is missing.', `Say where to write, for example: --out ${example}`)),
  );
}

/** Writes a new file, never over one that is there; throws `Failure`. */
export function writeNewFile(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    valueOf(
      exists
        ? failed('output-exists', `${path} is there already.`, 'Name a new file with --out.')
        : failed('output-unwritable', `${path} cannot be written.`, 'Name another file with --out.'),
    );
  }
}
