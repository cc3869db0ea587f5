import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { codeOf } from '../../shared/words/system-failures.js';
import { writeNewDurably } from '../files/durable-file.js';
import type { Destination } from '../services/evidence/destination.js';
import { valueOf } from '../services/failure.js';
import type { Arguments } from './arguments.js';
import { failed } from '../../shared/words/errors.js';

/** The path after --out; throws `Failure` where there is none. */
export function outputPath(given: Arguments, example: string): string {
  return resolve(given.options.get('out') ?? valueOf(failed('command-invalid', { fault: 'out-file-missing', example })));
}

/** Writes a new file, whole or not at all and never over one that is there; throws `Failure`. */
export async function writeNewFile(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeNewDurably(path, content);
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    valueOf(
      exists
        ? failed('output-exists', { fault: 'out-file-taken', path })
        : failed('output-unwritable', { fault: 'out-file-unwritable', path, code: codeOf(error) }),
    );
  }
}

/** A new file for a deed that is recorded once the file is there. */
export function newFile(path: string): Destination {
  return { write: (bytes) => writeNewFile(path, bytes), remove: () => rm(path, { force: true }) };
}
