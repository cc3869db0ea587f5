import { z } from 'zod';
import { sha256Schema } from './journal.js';
import { roleSchema } from './roles.js';

/** What speaks against deleting an audit, for whoever is about to. */
export const deletionSchema = z.strictObject({
  id: z.string(),
  reference: z.string(),
  /** Who signed its report, first to last. */
  signatures: z.array(z.strictObject({ role: roleSchema, name: z.string() })),
  /** Whether it has a report that cannot be read, so that nobody can tell who signed it. */
  unreadable: z.boolean(),
  /** SHA-256 of the report as it was looked at. */
  report: sha256Schema.optional(),
  /** Last day on which it has to be kept, where that is not over. */
  keepUntil: z.iso.date().optional(),
});
export type Deletion = Readonly<z.infer<typeof deletionSchema>>;

/** Whether it is deleted for a reason only, and after a second question. */
export function needsReason({ signatures, unreadable, keepUntil }: Deletion): boolean {
  return signatures.length > 0 || unreadable || keepUntil !== undefined;
}
