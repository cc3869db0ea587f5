import { EngineError } from '../engine/base/error.js';
import { codeOf } from '../../shared/words/system-failures.js';
import { writeDurably } from '../files/durable-file.js';

/** Writes a file in full or not at all, for this account alone; throws the coded `output-unwritable`. */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeDurably(path, data, 0o600);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/** A coded error for a file or folder that cannot be written, with the system's reason. */
export function unwritable(path: string, cause: unknown): EngineError {
  return new EngineError('output-unwritable', { fault: 'file-unwritable', path, code: codeOf(cause) }, { cause });
}
