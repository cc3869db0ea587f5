import { startWorker } from '../../../electron/worker/process/start.js';
import { probeRegistry } from './registry.js';

startWorker(probeRegistry);
