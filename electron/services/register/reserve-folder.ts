import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result } from '../../../shared/domain/error.js';
import { systemReason, systemRemedy } from '../../../shared/words/system-failures.js';

/**
 * Makes the folder that an audit will work in, so that an audit which stands in the journal always has
 * one: a run that is killed before its first score is taken up again and not counted twice.
 */
export async function reserveFolder(path: string): Promise<Result<undefined>> {
  try {
    await mkdir(join(path, '.state'), { recursive: true, mode: 0o700 });
    return { ok: true, value: undefined };
  } catch (error) {
    return failed(
      'output-unwritable',
      `${path} cannot be written: ${systemReason(error) ?? 'unknown reason'}.`,
      systemRemedy(error, 'Choose a folder that you may write to, with --out.'),
    );
  }
}
