import { z } from 'zod';
import { auditCountSchema } from '../../domain/register.js';
import { runSchema } from '../../domain/run.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(100) });

/** Audits and self-checks as they run; how they go, the event `run` tells. */
export const runCalls = {
  /** Starts the audit that a draft describes; the run has the draft's id. */
  startAudit: call(z.strictObject({ draft: z.string() }), runSchema),
  /** How the register will count the audit of a draft; without a count while its private feature is not known. */
  foreseeAudit: call(
    z.strictObject({ draft: z.string().min(1).max(100), modelSha256: z.string().max(100) }),
    z.strictObject({ count: auditCountSchema.optional() }),
  ),
  startSelfCheck: call(nothing, runSchema),
  listRuns: call(nothing, z.array(runSchema)),
  /** Stops and keeps what was measured. */
  pauseRun: call(byId, nothing),
  resumeRun: call(byId, runSchema),
  /** Stops and throws away what was measured; the draft stays. */
  discardRun: call(byId, nothing),
};
