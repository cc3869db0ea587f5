import { z } from 'zod';
import { runRecordSchema } from './audit-result.js';
import { auditSpecSchema } from './audit-spec.js';
import { caseSchema } from './case.js';
import { preprocessingSchema } from './images.js';
import { journalEntrySchema, journalHeadSchema, sha256Schema, signedHeadSchema, timeSchema } from './journal.js';
import { keptResultSchema } from './kept-result.js';
import { modelSourceSchema } from './model.js';
import { remarkSchema } from './roles.js';
import { secretsSchema } from './secrets.js';
import { claimSchema, verdictSchema } from './verdict.js';

/**
 * The register: what a workstation keeps of its audits. All of it is encrypted at rest. What is short
 * and listed often is one file of records; private texts, secrets, full results, drafts and kept
 * files are files of their own, so that each can be deleted by itself.
 */

export const recordIdSchema = z.uuid();
const line = (longest: number) => z.string().min(1).max(longest);
const dateSchema = z.iso.date();

/** A case that audits belong to, as declared. */
export const caseRecordSchema = z.strictObject({
  id: recordIdSchema,
  savedAt: timeSchema,
  declared: caseSchema,
});
export type CaseRecord = z.infer<typeof caseRecordSchema>;

/** `planned`: begun, and not ended that the register knows of; it can be resumed, as can the two others without a result. */
export const auditStates = ['planned', 'finished', 'cancelled', 'failed'] as const;
export const auditStateSchema = z.enum(auditStates);
export type AuditState = z.infer<typeof auditStateSchema>;

/** A file kept with an audit, such as the signed report. */
export const keptFileSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  sha256: sha256Schema,
  bytes: z.int().min(0),
  keptAt: timeSchema,
});

/** What remains of every audit, deleted ones too, so that later audits of the same are counted right. */
const countedSchema = z.strictObject({
  id: recordIdSchema,
  plannedAt: timeSchema,
  state: auditStateSchema,
  /** SHA-256 of the model. */
  model: sha256Schema,
  /** HMAC of the private text or mark under a key of this register: the same feature has the same. */
  feature: sha256Schema,
  /** The how-manieth audit of this model for this feature this is, counting from 1. */
  ordinal: z.int().min(1),
  /** Texts, placements and labels tried for this question, earlier audits counted: the K of the correction. */
  tried: z.int().min(1),
});

/** Which audit of a model for a feature one is, and how many tries it makes in all. */
export const auditCountSchema = countedSchema.pick({ ordinal: true, tried: true }).readonly();
export type AuditCount = z.infer<typeof auditCountSchema>;

export const verdictsSchema = z.record(claimSchema, verdictSchema);

/** One audit, as it stands in a list. */
export const auditRecordSchema = countedSchema.extend({
  finishedAt: timeSchema.optional(),
  /** The team's own reference, from the spec. */
  reference: z.string().max(200).optional(),
  case: recordIdSchema.optional(),
  /** File name of the model. */
  modelName: line(500),
  level: z.enum(['quick', 'full']),
  verdicts: verdictsSchema.optional(),
  /** Why it failed. */
  failure: z.string().max(2000).optional(),
  /** Where the results were written to. */
  folder: line(4096),
  /** HMAC of spec, secrets, model and folder: the same command again is the same audit. */
  run: sha256Schema,
  files: z.array(keptFileSchema).max(1000),
  /** Last day on which it has to be kept. */
  keepUntil: dateSchema.optional(),
});
export type AuditRecord = z.infer<typeof auditRecordSchema>;

export const deletedAuditSchema = countedSchema.extend({
  deletedAt: timeSchema,
  /** Why, where it was signed or had to be kept. */
  reason: remarkSchema.optional(),
});
export type DeletedAudit = z.infer<typeof deletedAuditSchema>;

/** All there is of an audit beside its record; private. */
export const auditContentSchema = z.strictObject({
  schema: z.literal('engram.audit-content/1'),
  /** As it ran: with the `tried` that the register counted. */
  spec: auditSpecSchema,
  specFolder: line(4096),
  secrets: secretsSchema,
  /** The case as it was declared before the first score. */
  declared: caseSchema.optional(),
  /** Root of the salts of what the journal and the finding commit to. */
  salt: sha256Schema,
  result: keptResultSchema.optional(),
  run: runRecordSchema.optional(),
});
export type AuditContent = z.infer<typeof auditContentSchema>;

/** An unfinished audit of the wizard. */
export const draftSummarySchema = z.strictObject({
  id: recordIdSchema,
  title: line(200),
  savedAt: timeSchema,
  /** Counts its saves from 1. */
  revision: z.int().min(1),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;

/** What a draft holds is the wizard's to say; it may hold the private text. */
export const draftContentSchema = z.json();
export type DraftContent = z.infer<typeof draftContentSchema>;
export const draftSchema = draftSummarySchema.extend({ content: draftContentSchema });
export type Draft = z.infer<typeof draftSchema>;

/** A model that was looked at or audited here, with what a person confirmed about it. */
export const modelSeenSchema = z.strictObject({
  sha256: sha256Schema,
  name: line(500),
  firstSeenAt: timeSchema,
  lastSeenAt: timeSchema,
  confirmed: z
    .strictObject({ source: modelSourceSchema.omit({ path: true, initial: true }), preprocessing: preprocessingSchema })
    .optional(),
});
export type ModelSeen = z.infer<typeof modelSeenSchema>;

/** Somebody who signs here. */
export const identitySchema = z.strictObject({
  id: recordIdSchema,
  name: line(200),
  /** `local` was made here; `file` is an institutional P12; `command` signs elsewhere. */
  kind: z.enum(['local', 'file', 'command']),
  /** SHA-256 of the certificate: how the journal names its holder. */
  certificate: sha256Schema,
  /** DER in base64, the holder's own first. */
  certificates: z.array(z.base64().max(20_000)).min(1).max(10),
  createdAt: timeSchema,
  /** Path of the P12, or the command that signs. */
  source: z.string().max(4096).optional(),
});
export type Identity = z.infer<typeof identitySchema>;

export const registerSettingsSchema = z.strictObject({
  /** Paper of new reports. */
  paper: z.enum(['A4', 'Letter']).default('A4'),
  /** Months for which a finished audit has to be kept; without a number, no day is set. */
  keepMonths: z.int().min(1).max(1200).optional(),
});
export type RegisterSettings = z.infer<typeof registerSettingsSchema>;

/** The records of the register, as one file. */
export const registerRecordsSchema = z.strictObject({
  id: recordIdSchema,
  createdAt: timeSchema,
  cases: z.array(caseRecordSchema),
  audits: z.array(auditRecordSchema),
  deletedAudits: z.array(deletedAuditSchema),
  drafts: z.array(draftSummarySchema),
  models: z.array(modelSeenSchema),
  identities: z.array(identitySchema),
  settings: registerSettingsSchema,
  journal: z.strictObject({
    head: journalHeadSchema.optional(),
    /** The entries of the last change, to be written again if that was cut short. */
    last: z.array(journalEntrySchema),
    /** The last head that was signed. */
    signed: signedHeadSchema.optional(),
  }),
});
export type RegisterRecords = z.infer<typeof registerRecordsSchema>;

/** One way to open the register. */
export const waySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase') }),
  /** This user's account on this machine. */
  z.strictObject({ kind: z.literal('key-store'), backend: z.string() }),
  z.strictObject({ kind: z.literal('certificate'), subject: z.string(), fingerprint: z.string(), validTo: z.string() }),
]);
export type Way = z.infer<typeof waySchema>;

export const registerStatusSchema = z.strictObject({
  /** `absent`: none was set up here. */
  state: z.enum(['absent', 'locked', 'open']),
  folder: z.string(),
  ways: z.array(waySchema),
  /** What was mended when it was opened, a sentence each. */
  notices: z.array(z.string()),
});
export type RegisterStatus = z.infer<typeof registerStatusSchema>;
