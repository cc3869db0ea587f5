import { z } from 'zod';
import { deletionSchema } from '../../domain/deletion.js';
import { sha256Schema } from '../../domain/journal.js';
import { longestRemark } from '../../domain/roles.js';
import { auditEntrySchema, finishedAuditSchema } from '../../domain/finished-audit.js';
import { draftStampSchema } from '../../domain/draft.js';
import { call } from '../call.js';

const nothing = z.strictObject({});
const byId = z.strictObject({ id: z.string().min(1).max(100) });

/** Finished audits: the register. */
export const auditCalls = {
  /** A plot of the full result as SVG, on white paper. */
  drawPlot: call(z.strictObject({ id: z.string(), plot: z.string().max(40) }), z.strictObject({ data: z.base64() })),
  /** All of them, newest first; those of one model where its hash is given. */
  listAudits: call(z.strictObject({ modelSha256: z.string().optional() }), z.array(auditEntrySchema)),
  /** Those of a draft's private text, in whatever model, newest first; none while the draft has no text. */
  listAuditsOfText: call(z.strictObject({ draft: z.string().min(1).max(100) }), z.array(auditEntrySchema)),
  readAudit: call(byId, finishedAuditSchema),
  /** What speaks against deleting it. */
  readDeletion: call(byId, deletionSchema),
  /** Of the report that was looked at, by its hash; where somebody signed it, or it has to be kept, for a reason alone. */
  deleteAudit: call(
    byId.extend({
      report: sha256Schema.optional(),
      reason: z
        .string()
        .max(4 * longestRemark)
        .optional(),
    }),
    nothing,
  ),
  /** A new draft with everything of the audit but the private text. */
  duplicateAudit: call(byId, draftStampSchema),
  /** The numbers as a file: the public finding, or in full. */
  exportAudit: call(
    z.strictObject({ id: z.string(), format: z.enum(['json', 'csv']), scope: z.enum(['public', 'full']) }),
    z.strictObject({ name: z.string(), data: z.base64() }),
  ),
};
