import { z } from 'zod';
import { auditResultSchema, runRecordSchema } from './audit-result.js';
import { declaredCaseSchema, draftSchema } from './draft.js';
import { verdictSchema } from './verdict.js';

/** A finished audit as the register lists it. */
export const auditEntrySchema = z.strictObject({
  id: z.string(),
  reference: z.string(),
  /** Name of the model's file, without its folder. */
  model: z.string(),
  modelSha256: z.string(),
  level: z.enum(['quick', 'full']),
  finishedAt: z.string(),
  verdicts: z.strictObject({ text: verdictSchema.optional(), kind: verdictSchema.optional() }),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** A finished audit, whole. */
export const finishedAuditSchema = z.strictObject({
  entry: auditEntrySchema,
  case: declaredCaseSchema,
  draft: draftSchema,
  result: auditResultSchema,
  /** Shifts of the decoys in log-odds, for the plot. */
  decoys: z.array(z.number()),
  run: runRecordSchema.omit({ seed: true }),
  folder: z.string(),
});
export type FinishedAudit = z.infer<typeof finishedAuditSchema>;
