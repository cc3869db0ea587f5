import { z } from 'zod';
import { shortestNew } from './guessing.js';
import { sha256Schema } from './journal.js';
import { decisionSchema, longestRemark, remarkSchema, roleSchema } from './roles.js';
import { judged, verdictSchema } from './verdict.js';

export { decisions, decisionSchema, longestRemark, roles, roleSchema, type Decision, type Role } from './roles.js';

const pathSchema = z.string().min(1).max(4096);
const auditIdSchema = z.string().min(1).max(100);
const time = z.iso.datetime();

/** A report to look at or to sign: the one kept with an audit of the register, or one that came as a file. */
export const reportPlaceSchema = z.union([z.strictObject({ audit: auditIdSchema }), z.strictObject({ path: pathSchema })]);
export type ReportPlace = Readonly<z.infer<typeof reportPlaceSchema>>;

const secretSchema = z.string().max(1000);
/** The secret that guards a new local identity. */
export const newSecretSchema = secretSchema.min(shortestNew.secret);

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
  /** The sentences that were signed. */
  meaning: z.string(),
  /** An approver's. */
  decision: decisionSchema.optional(),
  /** By the clock of the signer's workstation. */
  claimed: time,
  /** By a time-stamp authority. */
  stamped: time.optional(),
  /** What does not hold, in words; empty where all does. */
  problems: z.array(z.string()),
  /** What holds and still has to be known, in words. */
  notes: z.array(z.string()),
});
export type Signature = Readonly<z.infer<typeof signatureSchema>>;

/** What a report says of the model, by the finding in it. */
export const reportSubjectSchema = z.strictObject({
  reference: z.string(),
  model: z.string(),
  modelSha256: sha256Schema,
  /** In the order in which they are read: on the mark as a whole, where it was judged, then on the claims. */
  verdicts: z.array(z.strictObject({ subject: z.enum(judged), verdict: verdictSchema })).max(judged.length),
  /** The one that a board acts on. */
  verdict: verdictSchema,
  /** What the team agreed beforehand to do at that verdict. */
  agreed: z.string(),
});
export type ReportSubject = Readonly<z.infer<typeof reportSubjectSchema>>;

/** A report: what it is about, and who has signed it. */
export const reportStateSchema = reportSubjectSchema.extend({
  sha256: sha256Schema,
  /** First to last. */
  signatures: z.array(signatureSchema),
});
export type ReportState = Readonly<z.infer<typeof reportStateSchema>>;

/** Something that an approver writes: line ends become spaces, and what is left empty is left out. */
const writtenSchema = z
  .string()
  .max(4 * longestRemark)
  .transform((text) => text.replace(/\s+/gu, ' ').trim() || undefined)
  .pipe(remarkSchema.optional());

const signDeedSchema = z.strictObject({
  do: z.literal('sign'),
  report: reportPlaceSchema,
  role: roleSchema,
  decision: decisionSchema.optional(),
  reason: writtenSchema.optional(),
  conditions: writtenSchema.optional(),
  reviewBy: z.iso.date().optional(),
});

/** What the holder of an identity is about to do with it. */
export const deedSchema = z.discriminatedUnion('do', [signDeedSchema, z.strictObject({ do: z.literal('bundle'), audit: auditIdSchema })]);
export type Deed = Readonly<z.infer<typeof deedSchema>>;
export type SignDeed = Extract<Deed, { do: 'sign' }>;

/** A page of a report as a picture: PNG, in base64. */
export const pagePictureSchema = z.strictObject({ png: z.base64(), width: z.int().min(1), height: z.int().min(1), pages: z.int().min(1) });
export type PagePicture = Readonly<z.infer<typeof pagePictureSchema>>;

/** A deed as it was sealed when its identity opened: what is shown of it, and nothing else, is what is done. */
export const sealedDeedSchema = z.strictObject({
  /** The role in which the report is signed; left out for a bundle. */
  role: roleSchema.optional(),
  decision: decisionSchema.optional(),
  /** The sentences that are signed. */
  meaning: z.string(),
  /** The report as it is now; its hash stands in what is signed. */
  report: reportStateSchema,
});
export type SealedDeed = Readonly<z.infer<typeof sealedDeedSchema>>;

/** An identity that was opened for one deed: whose it is, the sealed deed, page 1 of its report, and the ticket that has it done. */
export const openedIdentitySchema = z.strictObject({
  ticket: z.uuid(),
  holder: holderSchema,
  deed: sealedDeedSchema,
  page: pagePictureSchema,
});
export type OpenedIdentity = Readonly<z.infer<typeof openedIdentitySchema>>;
