import { EngineError } from '../engine/base/error.js';
import { writeDurably } from '../files/durable-file.js';

/** Writes a file in full or not at all; throws the coded `output-unwritable`. */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeDurably(path, data);
  } catch (error) {
    throw unwritable(path, error);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'its folder is not there',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'there is a file where a folder should be',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
};

/** A coded error for a file or folder that cannot be written, with the system's reason. */
export function unwritable(path: string, cause: unknown): EngineError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
  return new EngineError(
    'output-unwritable',
    `${path} cannot be written: ${reasons[code] ?? code}.`,
    code === 'ENOSPC' ? 'Free some disk space and run the same command again.' : 'Choose a folder that you may write to, with --out.',
    { cause },
  );
}
