import { readFile, rm, writeFile } from 'node:fs/promises';
import { EngineError } from '../engine/error.js';

/**
 * Takes the lock at `path` for this process, so that two runs do not write to one folder. A lock
 * whose process is gone, as after a crash, is taken over. Throws `output-exists` when it is held.
 */
export async function lock(path: string): Promise<void> {
  try {
    await writeFile(path, String(process.pid), { flag: 'wx' });
    return;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
  const holder = Number(await readFile(path, 'utf8'));
  if (holder !== process.pid && isRunning(holder)) {
    throw new EngineError(
      'output-exists',
      `Another run writes to this folder at the moment (process ${holder}).`,
      `Wait until it has ended, or choose another folder with --out. If process ${holder} is not Engram, delete ${path}.`,
    );
  }
  await rm(path, { force: true });
  await lock(path);
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs, but may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
