import { z } from 'zod';
import { controlResultSchema } from './audit-result.js';
import { errorSchema } from './error.js';
import { jobNameSchema } from './job.js';
import { outlookSchema } from './prospect.js';
import { progressSchema } from './progress.js';

/** What a job has measured so far, for those who watch; none of it enters a result. */
export const observationSchema = z.discriminatedUnion('kind', [
  /** Shift of the feature toward `class`, in log-odds. */
  z.strictObject({ kind: z.literal('feature'), class: z.int().min(0), shift: z.number() }),
  /** Shifts of further decoys toward the same class. */
  z.strictObject({ kind: z.literal('decoys'), shifts: z.array(z.number()) }),
  z.strictObject({ kind: z.literal('control'), control: controlResultSchema }),
  z.strictObject({ kind: z.literal('outlook'), outlook: outlookSchema }),
]);
export type Observation = z.infer<typeof observationSchema>;
export type ObservationListener = (observation: Observation) => void;

export const runStates = ['running', 'pausing', 'paused', 'done', 'failed'] as const;

/** A phase that a run has been through or is in. */
export const runPhaseSchema = z.strictObject({
  progress: progressSchema,
  /** Seconds since the phase began, and units a second where there is something to measure. */
  seconds: z.number(),
  rate: z.number().optional(),
});
export type RunPhase = z.infer<typeof runPhaseSchema>;

/** A job that a person has started, such as an audit, as it runs, whole: each event replaces the one before. */
export const runSchema = z.strictObject({
  id: z.string(),
  kind: jobNameSchema,
  state: z.enum(runStates),
  /** In the order in which they began; the last one is at hand. */
  phases: z.array(runPhaseSchema),
  seconds: z.number(),
  feature: z.strictObject({ class: z.int().min(0), shift: z.number() }).optional(),
  /** Shifts of the decoys so far, at most as many as a plot shows. */
  decoys: z.array(z.number()),
  decoyCount: z.int().min(0),
  controls: z.array(controlResultSchema),
  /** How long it takes and what it can say, once it is planned. */
  outlook: outlookSchema.optional(),
  /** What a person has to know about how it ran, such as that the engine process was started anew. */
  notices: z.array(z.string()),
  error: errorSchema.optional(),
  /** Of a finished audit: its identifier in the register. */
  audit: z.string().optional(),
  /** Whether resuming needs the private text first. */
  needsText: z.boolean(),
});
export type Run = z.infer<typeof runSchema>;
