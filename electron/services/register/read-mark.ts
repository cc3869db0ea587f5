import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failed, type Result } from '../../../shared/domain/error.js';

/** The file of a mark, by which the register recognises it again; its path starts at `folder`. */
export async function readMark(path: string, folder: string): Promise<Result<Uint8Array>> {
  try {
    return { ok: true, value: await readFile(resolve(folder, path)) };
  } catch {
    return failed('feature-invalid', `The mark "${path}" cannot be read.`, 'Correct the path of the feature in the spec.');
  }
}
