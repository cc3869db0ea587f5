import { z } from 'zod';
import { runRecordSchema } from './audit-result.js';
import { draftSchema } from './draft.js';
import { findingSchema } from './finding.js';
import { keptResultSchema } from './kept-result.js';
import { verdictSchema } from './verdict.js';

/** A finished audit as the register lists it. */
export const auditEntrySchema = z.strictObject({
  id: z.string(),
  reference: z.string(),
  /** Name of the model's file, without its folder. */
  model: z.string(),
  modelSha256: z.string(),
  level: z.enum(['quick', 'full']),
  /** ISO 8601, UTC. */
  finishedAt: z.string(),
  verdicts: z.strictObject({ text: verdictSchema, kind: verdictSchema }),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A finished audit, whole: it stays inside. What may leave is `finding`. */
export const finishedAuditSchema = z.strictObject({
  entry: auditEntrySchema,
  draft: draftSchema,
  result: keptResultSchema,
  run: runRecordSchema.omit({ seed: true }),
  finding: findingSchema,
});
export type FinishedAudit = z.infer<typeof finishedAuditSchema>;
