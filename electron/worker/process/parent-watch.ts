import { Worker } from 'node:worker_threads';

/**
 * Ends this process within a second or two of its parent's death, even while a native call blocks
 * the event loop, which would otherwise not see the closed channel until the call returns. On
 * Windows a process keeps its dead parent's id, so there the id is asked for instead.
 */
export function dieWithParent(): void {
  const watch = `
    const parent = require('node:worker_threads').workerData;
    function alive() {
      try { process.kill(parent, 0); return true; } catch (error) { return error.code === 'EPERM'; }
    }
    setInterval(() => {
      if (process.ppid !== parent || !alive()) process.kill(process.pid, 'SIGKILL');
    }, 1000);
  `;
  // Asked for here, as the parent may be gone by the time that the thread runs.
  new Worker(watch, { eval: true, workerData: process.ppid, execArgv: [], stdin: false, env: {} }).unref();
}
