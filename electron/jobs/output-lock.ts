import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { EngineError } from '../engine/base/error.js';

/** A process that was just killed needs a moment to go: so long is waited for it, looking now and then. */
const patience = 5000;
const interval = 100;

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
  if (holder !== process.pid && (await staysRunning(holder))) {
    throw new EngineError(
      'output-exists',
      `Another run writes to this folder at the moment (process ${holder}).`,
      `Wait until it has ended, or choose another folder with --out. If process ${holder} is not Engram, delete ${path}.`,
    );
  }
  await rm(path, { force: true });
  await lock(path);
}

async function staysRunning(pid: number): Promise<boolean> {
  for (let waited = 0; waited < patience; waited += interval) {
    if (!(await isRunning(pid))) return false;
    await wait(interval);
  }
  return true;
}

async function isRunning(pid: number): Promise<boolean> {
  if (!Number.isSafeInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process runs, but may not be signalled.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !(await isDefunct(pid));
}

/** Whether a process has ended and only waits for its parent to notice, as Linux tells. */
async function isDefunct(pid: number): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The state follows the name, which stands in brackets and may hold any character.
  return stat === undefined || /^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
}
