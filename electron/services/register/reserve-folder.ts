import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../shared/domain/error.js';
import { failed } from '../../../shared/words/errors.js';
import { codeOf } from '../../../shared/words/system-failures.js';

/**
 * Makes the folder that an audit will work in, so that an audit which stands in the journal always has
 * one: a run that is killed before its first score is taken up again and not counted twice.
 */
export async function reserveFolder(path: string): Promise<Result<undefined>> {
  try {
    await mkdir(join(path, '.state'), { recursive: true, mode: 0o700 });
    return { ok: true, value: undefined };
  } catch (error) {
    return failed('output-unwritable', { fault: 'file-unwritable', path, code: codeOf(error) });
  }
}
