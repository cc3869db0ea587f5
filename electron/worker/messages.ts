import { z } from 'zod';
import { resultSchema } from '../../shared/domain/error.js';
import { progressSchema } from '../../shared/domain/progress.js';
import { observationSchema } from '../../shared/domain/run.js';

/**
 * What the two sides of a worker process say to each other, one schema a direction. Every message
 * is checked where it arrives; large data never crosses, its path does.
 */

export const workerSettingsSchema = z.strictObject({
  /** Threads of the native runtime in this process. */
  threads: z.int().min(1).max(256),
  /** Tasks that the other side runs at once. */
  width: z.int().min(1).max(256),
  cacheFolder: z.string().min(1),
  /** Where TensorFlow's library is staged, if it is. */
  tensorflowFolder: z.string().min(1).optional(),
});
export type WorkerSettings = z.infer<typeof workerSettingsSchema>;

const id = z.int().min(0);

export const toWorkerSchema = z.discriminatedUnion('type', [
  /** The first message, and the only one before `ready`. */
  z.strictObject({ type: z.literal('start'), settings: workerSettingsSchema }),
  z.strictObject({ type: z.literal('run-job'), id, name: z.string(), input: z.unknown(), stateFolder: z.string().min(1) }),
  z.strictObject({ type: z.literal('run-task'), id, name: z.string(), input: z.unknown() }),
  z.strictObject({ type: z.literal('cancel'), id }),
  /** Answers to the worker's own `task`. */
  z.strictObject({ type: z.literal('task-progress'), id, progress: progressSchema }),
  z.strictObject({ type: z.literal('task-done'), id, result: resultSchema }),
  z.strictObject({ type: z.literal('stop') }),
]);
export type ToWorker = z.infer<typeof toWorkerSchema>;

export const fromWorkerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), resumableJobs: z.array(z.string()) }),
  /** The event loop turns: sent at a steady pace. */
  z.strictObject({ type: z.literal('beat') }),
  z.strictObject({ type: z.literal('progress'), id, progress: progressSchema }),
  z.strictObject({ type: z.literal('observation'), id, observation: observationSchema }),
  z.strictObject({ type: z.literal('done'), id, result: resultSchema }),
  /** A job asks for a task in a sibling process, or takes the request back. */
  z.strictObject({ type: z.literal('task'), id, name: z.string(), input: z.unknown() }),
  z.strictObject({ type: z.literal('task-cancel'), id }),
]);
export type FromWorker = z.infer<typeof fromWorkerSchema>;
