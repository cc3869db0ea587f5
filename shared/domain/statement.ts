import { z } from 'zod';
import { sha256Schema } from './journal.js';
import { decisionSchema, remarkSchema, roleSchema } from './roles.js';

/** Another signer of the report whose local identity was made on the same workstation within an hour. */
export const neighbourSchema = z.strictObject({ name: z.string().min(1).max(500), role: roleSchema, minutes: z.int().min(0).max(60) });
export type Neighbour = Readonly<z.infer<typeof neighbourSchema>>;

/**
 * What a signature in a report says, as data: it stands in the signature's dictionary, which the
 * signature covers, beside the sentences that are made of it (shared/words/signing.ts). What was signed
 * stays readable, so a change is a new schema beside this one.
 */
export const statementSchema = z
  .strictObject({
    schema: z.literal('engram.signature-statement/1'),
    role: roleSchema,
    /** SHA-256 of the report as its signer saw it, before this signature. */
    seen: sha256Schema,
    /** An approver's. */
    decision: decisionSchema.optional(),
    /** Why the decision is not what the verdict suggests or what was agreed. */
    reason: remarkSchema.optional(),
    conditions: remarkSchema.optional(),
    reviewBy: z.iso.date().optional(),
    neighbours: z.array(neighbourSchema).max(2),
  })
  .refine(({ role, decision }) => (role === 'approver') === (decision !== undefined))
  .refine(({ role, reason, conditions, reviewBy }) => role === 'approver' || (reason ?? conditions ?? reviewBy) === undefined);
export type Statement = Readonly<z.infer<typeof statementSchema>>;
