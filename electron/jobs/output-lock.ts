import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { EngineError } from '../engine/base/error.js';
import { FileLock } from '../files/file-lock.js';

/** A process that was just killed needs a moment to go: so long is waited for it, looking now and then. */
const patience = 5000;
const interval = 100;

/**
 * Takes the lock at `path` for this process, so that two runs do not write to one folder. It is the
 * operating system's, and ends with the process. Throws `output-exists` when another holds it.
 */
export async function lock(path: string): Promise<FileLock> {
  for (let waited = 0; ; waited += interval) {
    const taken = await FileLock.take(path);
    if (taken) return taken;
    if (waited >= patience) break;
    await wait(interval);
  }
  const holder = (await readFile(path, 'utf8').catch(() => '')).trim();
  throw new EngineError('output-exists', { fault: 'output-busy', holder });
}
