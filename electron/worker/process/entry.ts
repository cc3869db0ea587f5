/**
 * The engine process: a plain Node child of the command line, and Electron's utilityProcess in the
 * app. It imports nothing of its parent; settings and paths arrive in its first message.
 */
import { registry } from './registry.js';
import { startWorker } from './start.js';

startWorker(registry);
