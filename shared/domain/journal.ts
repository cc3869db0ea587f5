import { z } from 'zod';
import { claimSchema, verdictSchema } from './verdict.js';

/**
 * The journal: who did what when, as a linear hash chain. An entry's hash is the SHA-256 of its RFC 8785
 * bytes, and each entry holds the hash of the one before it, so that a chain's head fixes all of it.
 * Names and texts stay outside: people stand here by the hash of their certificate, things by hashes or,
 * where they could be guessed, by salted commitments. A record can be deleted and the chain stays valid.
 */

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** What the first entry has for the hash of the one before it. */
export const journalOrigin = '0'.repeat(64);

export const timeSchema = z.iso.datetime({ precision: 3 });

export const journalActions = [
  'register-created',
  'register-migrated',
  'register-recovered',
  /** The clock had gone back since the entry before: times do not tell the order of what follows. */
  'clock-set-back',
  'keys-changed',
  'identity-created',
  'settings-changed',
  'model-seen',
  'case-declared',
  'audit-planned',
  'audit-finished',
  'audit-failed',
  'finding-made',
  'report-made',
  'report-signed',
  'report-stamped',
  'report-received',
  'bundle-made',
  'bundle-verified',
  'text-revealed',
  'full-export',
  'record-deleted',
] as const;
export const journalActionSchema = z.enum(journalActions);

export const journalEntrySchema = z.strictObject({
  schema: z.literal('engram.journal-entry/1'),
  index: z.int().min(0),
  /** The workstation's clock, UTC with milliseconds; unverified. */
  time: timeSchema,
  /** SHA-256 of the actor's certificate, or `workstation` where nobody signs. */
  actor: z.union([z.literal('workstation'), sha256Schema]),
  action: journalActionSchema,
  /** What it was done to: hashes and commitments by name, such as `model`, `spec`, `finding`, `report`. */
  subject: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/), sha256Schema),
  /** Verdicts, where the action came to some. */
  verdicts: z.record(claimSchema, verdictSchema).optional(),
  /** Hash of the entry before it; `journalOrigin` in the first. */
  previous: sha256Schema,
});
export type JournalEntry = z.infer<typeof journalEntrySchema>;

/** The last entry of a chain, by place and hash. */
export const journalHeadSchema = z.strictObject({ index: z.int().min(0), hash: sha256Schema });
export type JournalHead = z.infer<typeof journalHeadSchema>;

/** A head under a signature over the RFC 8785 bytes of `head`. */
export const signedHeadSchema = z.strictObject({
  schema: z.literal('engram.journal-head/1'),
  head: z.strictObject({ index: z.int().min(0), hash: sha256Schema, time: timeSchema }),
  /** DER, in base64; the signer's own first. */
  certificates: z.array(z.base64().max(20_000)).min(1).max(10),
  signature: z.base64().max(4096),
});
export type SignedHead = z.infer<typeof signedHeadSchema>;
