import { Worker } from 'node:worker_threads';
import type { BoundsKeeper } from '../../engine/base/bounds.js';
import { exceededLine } from '../exceeded.js';
import { BoundedSlots } from './bounded-slots.js';

/**
 * A thread that ends this process even while a native call blocks its event loop: within a second or
 * two of its parent's death, and at once where bounded work takes more than it may. It writes to the
 * standard error which bounds those were. On Windows a process keeps its dead parent's id, so there
 * the id is asked for instead.
 */
export function startWatchThread(): BoundsKeeper {
  const slots = new BoundedSlots();
  const watch = `
    const { workerData } = require('node:worker_threads');
    const { writeSync } = require('node:fs');
    const { parent, shared, layout, lines } = workerData;
    const values = new Float64Array(shared);
    function alive() {
      try { process.kill(parent, 0); return true; } catch (error) { return error.code === 'EPERM'; }
    }
    function end(line) {
      if (line !== undefined) try { writeSync(2, line); } catch {}
      process.kill(process.pid, 'SIGKILL');
    }
    const known = new Map();
    setInterval(() => {
      if (process.ppid !== parent || !alive()) end();
    }, 1000);
    setInterval(() => {
      const { user, system } = process.cpuUsage();
      const computed = (user + system) / 1e6;
      const wall = performance.now() / 1000;
      for (let at = 0; at < values.length; at += layout.length) {
        const [number, seconds, bytes, work] = values.subarray(at, at + layout.length);
        if (number === 0) { known.delete(at); continue; }
        if (known.get(at)?.number !== number) {
          known.set(at, { number, computed, wall, memory: process.memoryUsage.rss() });
          continue;
        }
        const began = known.get(at);
        if (process.memoryUsage.rss() - began.memory > bytes) end(lines.memory[work]);
        if (Math.min(computed - began.computed, wall - began.wall) > seconds) end(lines.time[work]);
      }
    }, 50);
  `;
  // The parent is asked for here, as it may be gone by the time that the thread runs.
  const workerData = { parent: process.ppid, shared: slots.shared, layout: slots.layout, lines: exceededLine };
  new Worker(watch, { eval: true, workerData, execArgv: [], stdin: false, env: {} }).unref();
  return (bounds) => slots.take(bounds);
}
