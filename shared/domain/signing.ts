import { z } from 'zod';
import { sha256Schema } from './journal.js';
import { verdictSchema } from './verdict.js';

/** Who signs a report, in the order in which people usually do. Nobody signs two roles. */
export const roles = ['auditor', 'reviewer', 'approver'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What an approver decides. */
export const decisions = ['release', 'hold', 'retrain'] as const;
export const decisionSchema = z.enum(decisions);
export type Decision = z.infer<typeof decisionSchema>;

const pathSchema = z.string().min(1).max(4096);
const auditIdSchema = z.string().min(1).max(100);
const time = z.iso.datetime();

/** A report to look at or to sign: the one kept with an audit of the register, or one that came as a file. */
export const reportPlaceSchema = z.union([z.strictObject({ audit: auditIdSchema }), z.strictObject({ path: pathSchema })]);
export type ReportPlace = Readonly<z.infer<typeof reportPlaceSchema>>;

/** The fewest characters of the secret that guards a new local identity. */
export const shortestSecret = 8;
const secretSchema = z.string().max(1000);
export const newSecretSchema = secretSchema.min(shortestSecret);

/** How somebody signs: a P12 file, a local identity of the register by its id or name, or the file that describes a command. */
export const identitySourceSchema = z.union([
  z.strictObject({ p12: pathSchema, secret: secretSchema }),
  z.strictObject({ local: z.string().min(1).max(200), secret: secretSchema }),
  z.strictObject({ command: pathSchema }),
]);
export type IdentitySource = Readonly<z.infer<typeof identitySourceSchema>>;

/** What a certificate says of its holder. */
export const holderSchema = z.strictObject({
  name: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: time,
  validTo: time,
  /** Made on a workstation: it says who had the secret and no more. */
  local: z.boolean(),
});
export type Holder = Readonly<z.infer<typeof holderSchema>>;

/** Somebody who signs with a key that the register keeps. */
export const localIdentitySchema = z.strictObject({ id: z.string(), name: z.string(), validTo: time });
export type LocalIdentity = Readonly<z.infer<typeof localIdentitySchema>>;

/** A signature as it stands in a report. */
export const signatureSchema = z.strictObject({
  role: roleSchema,
  holder: holderSchema,
  /** The sentence that was signed. */
  meaning: z.string(),
  /** By the clock of the signer's workstation. */
  claimed: time,
  /** By a time-stamp authority. */
  stamped: time.optional(),
  /** What does not hold, in words; empty where all does. */
  problems: z.array(z.string()),
});
export type Signature = Readonly<z.infer<typeof signatureSchema>>;

/** A report: what it is about, and who has signed it. */
export const reportStateSchema = z.strictObject({
  sha256: sha256Schema,
  reference: z.string(),
  model: z.string(),
  modelSha256: sha256Schema,
  verdicts: z.strictObject({ text: verdictSchema, kind: verdictSchema }),
  /** First to last. */
  signatures: z.array(signatureSchema),
});
export type ReportState = Readonly<z.infer<typeof reportStateSchema>>;

/** What the holder of an identity is about to do with it. */
export const deedSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('sign'), report: reportPlaceSchema, role: roleSchema, decision: decisionSchema.optional() }),
  z.strictObject({ do: z.literal('bundle'), audit: auditIdSchema }),
]);
export type Deed = Readonly<z.infer<typeof deedSchema>>;

/** An identity that was opened for one deed: whose it is, what the deed says, and the ticket that has it done. */
export const openedIdentitySchema = z.strictObject({ ticket: z.uuid(), holder: holderSchema, meaning: z.string() });
export type OpenedIdentity = Readonly<z.infer<typeof openedIdentitySchema>>;
