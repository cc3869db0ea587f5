import { readRegular } from '../../files/regular-file.js';
import { resolve } from 'node:path';
import type { Result } from '../../../shared/domain/error.js';
import { failed } from '../../../shared/words/errors.js';

/** As many as the engine takes of a picture. */
const mostBytes = 16 * 2 ** 20;

/** The file of a mark, by which the register recognises it again; its path starts at `folder`. */
export async function readMark(path: string, folder: string): Promise<Result<Uint8Array>> {
  try {
    return { ok: true, value: await readRegular(resolve(folder, path), mostBytes) };
  } catch {
    return failed('feature-invalid', { fault: 'mark-unreadable', path });
  }
}
