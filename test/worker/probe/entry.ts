import { startWorker } from '../../../electron/worker/start.js';
import { probeRegistry } from './registry.js';

/** A worker process with the probe jobs in place of the engine's. */
startWorker(probeRegistry);
