import { z } from 'zod';
import { runSchema } from '../../domain/run.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(100) });

/** Audits and self-checks as they run; how they go, the event `run` tells. */
export const runCalls = {
  /** Starts the audit that a draft describes; the run has the draft's id. */
  startAudit: call(z.strictObject({ draft: z.string() }), runSchema),
  startSelfCheck: call(nothing, runSchema),
  listRuns: call(nothing, z.array(runSchema)),
  /** Stops and keeps what was measured. */
  pauseRun: call(byId, nothing),
  resumeRun: call(byId, runSchema),
  /** Stops and throws away what was measured; the draft stays. */
  discardRun: call(byId, nothing),
};
