import { startWorker } from '../../../electron/worker/process/start.js';
import { probeRegistry } from './registry.js';

/** A worker process with the probe jobs in place of the engine's. */
startWorker(probeRegistry);
