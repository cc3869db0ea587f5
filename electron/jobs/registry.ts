import { createRegistry } from './job.js';

/** Every job and task that the engine process offers. */
export const registry = createRegistry([], []);
