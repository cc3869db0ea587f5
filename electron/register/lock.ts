import { setTimeout as wait } from 'node:timers/promises';
import { FileLock } from '../files/file-lock.js';
import { RegisterError } from './error.js';

const longestPause = 25;

/**
 * Lets one writer at a time do its work, across app, server and command lines. The lock is the
 * operating system's and ends with the process that holds it, however that ends, so that none is
 * ever left behind. Throws `register-busy` when it is not free within `patience` milliseconds.
 */
export async function holdLock<Value>(path: string, work: () => Promise<Value>, patience = 30_000): Promise<Value> {
  const deadline = performance.now() + patience;
  let lock = await FileLock.take(path);
  while (lock === undefined) {
    if (performance.now() > deadline) {
      throw new RegisterError('register-busy', { fault: 'register-held' });
    }
    // Writers that wait should not all look again at the same moment.
    await wait(1 + Math.random() * longestPause);
    lock = await FileLock.take(path);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}
