import { app, utilityProcess } from 'electron';
import type { UtilityProcesses } from '../services/engine-service.js';

/** Electron tells why a process is gone a little after that it is. */
const reasonMilliseconds = 200;

/** The engine's processes as Electron utility processes: named in its process list, ended with it. */
export function createUtilityProcesses(): UtilityProcesses {
  const reasons = new Map<string, string>();
  app.on('child-process-gone', (_event, { name, reason }) => {
    if (name !== undefined) reasons.set(name, reason);
  });
  return {
    fork: (entry, options) => utilityProcess.fork(entry, [], options),
    whyGone: async (serviceName) => {
      await new Promise((resolve) => setTimeout(resolve, reasonMilliseconds));
      const reason = reasons.get(serviceName);
      reasons.delete(serviceName);
      return reason;
    },
  };
}
