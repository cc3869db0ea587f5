import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../engine/error.js';

/**
 * Writes `data` to `path` so that the file is there in full or not at all, whenever the process or
 * the machine stops: a temporary file beside it, flushed to disk, then renamed over it.
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await renameDurably(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw unwritable(path, error);
  }
}

/** Renames a file that is already on disk, and flushes the folder that now names it. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await flush(dirname(to), 'folder');
}

/** Flushes every file in `folder` and below, and the folders themselves, to disk. */
export async function flushFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    await (entry.isDirectory() ? flushFolder(path) : flush(path, 'file'));
  }
  await flush(folder, 'folder');
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

async function flush(path: string, kind: 'file' | 'folder'): Promise<void> {
  // Windows can neither open a folder nor flush a file that is open for reading only.
  if (kind === 'folder' && process.platform === 'win32') {
    return;
  }
  const handle = await open(path, kind === 'folder' ? 'r' : 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
