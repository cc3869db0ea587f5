import { app, utilityProcess } from 'electron';
import type { UtilityProcesses } from '../services/engine-service.js';

/** Electron tells why a process is gone about when it is; of one that exited by itself it tells nothing. */
const reasonMilliseconds = 1500;

/** The engine's processes as Electron utility processes: named in its process list, ended with it. */
export function createUtilityProcesses(): UtilityProcesses {
  const reasons = new Map<string, string>();
  const waiting = new Map<string, (reason: string) => void>();
  app.on('child-process-gone', (_event, { name, reason }) => {
    if (name === undefined) return;
    reasons.set(name, reason);
    waiting.get(name)?.(reason);
  });
  return {
    fork: (entry, options) => utilityProcess.fork(entry, [], options),
    async whyGone(serviceName) {
      if (!reasons.has(serviceName)) {
        await new Promise((resolve) => {
          waiting.set(serviceName, resolve);
          setTimeout(resolve, reasonMilliseconds);
        });
        waiting.delete(serviceName);
      }
      const reason = reasons.get(serviceName);
      reasons.delete(serviceName);
      return reason;
    },
  };
}
