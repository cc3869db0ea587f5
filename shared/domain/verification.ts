import { z } from 'zod';

const pathSchema = z.string().min(1).max(4096);

/** A bundle (folder or .zip) or a report, and PEM files of the certificates that a person trusts. */
export const verificationInputSchema = z.strictObject({ path: pathSchema, trust: z.array(pathSchema).max(20).default([]) });
export type VerificationInput = z.infer<typeof verificationInputSchema>;

/** One thing that was checked: which part, whether it holds, and what to say about it. */
export const checkSchema = z.strictObject({ part: z.string(), holds: z.boolean(), says: z.string() });
export type Check = Readonly<z.infer<typeof checkSchema>>;

export const verificationSchema = z.strictObject({ checks: z.array(checkSchema).min(1) });
export type Verification = z.infer<typeof verificationSchema>;
