import { z } from 'zod';
import { decisionSchema, reportSubjectSchema } from './signing.js';

const pathSchema = z.string().min(1).max(4096);

/** A bundle (folder or .zip) or a report, and PEM files of the certificates that a person trusts. */
export const verificationInputSchema = z.strictObject({ path: pathSchema, trust: z.array(pathSchema).max(20).default([]) });

/** Why a part does not hold: it was changed or is wrong, nobody who is trusted vouches for it, or it is in a format that this version cannot read. */
export const causes = ['broken', 'untrusted', 'other-version'] as const;
export const causeSchema = z.enum(causes);
export type Cause = z.infer<typeof causeSchema>;

/** One thing that was checked: which part, whether it holds, and what to say about it. */
export const checkSchema = z.strictObject({ part: z.string(), holds: z.boolean(), says: z.string(), cause: causeSchema.optional() });
export type Check = Readonly<z.infer<typeof checkSchema>>;

/** What the evidence is about: worth what the checks say. */
export const verifiedSubjectSchema = reportSubjectSchema.extend({
  /** The approver's decision, where one signed. */
  decision: z.strictObject({ decision: decisionSchema, by: z.string(), meaning: z.string() }).optional(),
  /** Whether the report is of a form that other programs refuse to read. */
  older: z.boolean(),
});
export type VerifiedSubject = Readonly<z.infer<typeof verifiedSubjectSchema>>;

export const verificationSchema = z.strictObject({ checks: z.array(checkSchema).min(1), about: verifiedSubjectSchema.optional() });
export type Verification = z.infer<typeof verificationSchema>;
