import { keepBoundsWith } from '../../engine/base/bounds.js';
import type { Registry } from '../../jobs/job.js';
import { WorkerHost } from './host.js';
import { startWatchThread } from './watch-thread.js';
import { portToParent } from './port-to-parent.js';

/** Makes this process a worker that offers `registry` until its parent stops it or is gone. */
export function startWorker(registry: Registry): void {
  // What jobs write may be about patients: it is for this account alone.
  process.umask(0o077);
  // Ctrl-C reaches the whole process group; whether and how to stop is the parent's to say.
  process.on('SIGINT', () => undefined);
  keepBoundsWith(startWatchThread());
  new WorkerHost(portToParent(), registry, (code) => process.exit(code));
}
