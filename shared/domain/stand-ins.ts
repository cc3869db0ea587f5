import { z } from 'zod';
import { testNameSchema } from './comparisons.js';
import { verdictSchema } from './verdict.js';

/**
 * Stand-ins: networks of the audited model's own kind that Engram makes from its answers alone, some with
 * records that carry another text, and audits as it audits the model.
 */

const count = z.int().min(0);
const copies = z.int().min(1).max(100_000);
const share = z.number().min(0).max(1);

/** What stand-ins learn: which class the model decides on, or all that it answers. */
export const lessonSchema = z.enum(['decisions', 'answers']);
export type Lesson = z.infer<typeof lessonSchema>;

/** Which stand-ins an audit makes, time allowing. */
export const standInsAskedSchema = z.strictObject({
  /** Records that carry the other text, in the order in which planted stand-ins are made after a clean one. */
  copies: z
    .array(copies)
    .min(1)
    .max(8)
    .refine((all) => new Set(all).size === all.length, 'each number of copies stands once')
    .default([16, 64, 4, 1]),
  /** Clean ones, and planted ones of each number of copies. */
  each: z.int().min(1).max(50).default(3),
  /** Rounds that each learns, as the team's training took; left out: as comparison models of as many images. */
  epochs: z.int().min(1).max(500).optional(),
  learns: lessonSchema.default('decisions'),
});
export type StandInsAsked = z.infer<typeof standInsAskedSchema>;

/** Why a stand-in was not made. */
export const standInReasonSchema = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('time') }),
  /** A layer of the network is none that Engram trains. */
  z.strictObject({ code: z.literal('network-not-rebuilt') }),
  z.strictObject({ code: z.literal('no-comparison-models') }),
  z.strictObject({ code: z.literal('too-few-other-texts') }),
  /** The model takes so many of the images for the class. */
  z.strictObject({ code: z.literal('too-few-records'), given: count, needed: count }),
]);
export type StandInReason = z.infer<typeof standInReasonSchema>;
export const standInReasonCodeSchema = z.enum(standInReasonSchema.options.map(({ shape }) => shape.code.value));

/** What the audit of one stand-in came to. */
export const standInAuditSchema = z.strictObject({
  /** Records that carry the text for which it was audited; 0 of a clean one. */
  copies: count,
  verdicts: z.strictObject({ whole: verdictSchema, text: verdictSchema, kind: verdictSchema }),
  /** The tests that counted. */
  tests: z.array(z.strictObject({ name: testNameSchema, p: z.number() })),
});
export type StandInAudit = z.infer<typeof standInAuditSchema>;

/** How well the sensitivity of stand-ins was found to agree with that of real planted models of the family. */
export const comparedSchema = z.enum(['not-enough', 'agree', 'overstate']);
export type Compared = z.infer<typeof comparedSchema>;

/** Stand-ins of one number of copies: how many were made, and in how many the text was found. */
export const standInPointSchema = z.strictObject({
  /** 0: clean ones, where something found is a false alarm. */
  copies: count,
  made: z.int().min(1),
  found: z.strictObject({ whole: count, text: count, kind: count }),
  /** Exact 95% interval (Clopper & Pearson) of the share in which the mark as a whole was found. */
  interval: z.tuple([share, share]),
});
export type StandInPoint = z.infer<typeof standInPointSchema>;

export const standInsRecordSchema = z.strictObject({
  /** Images that each learned from, how often, and what. */
  trainingImages: count,
  epochs: count,
  learns: lessonSchema,
  compared: comparedSchema,
  /** In rising order of copies. */
  points: z.array(standInPointSchema),
  notMade: z.array(z.strictObject({ copies: count, count: z.int().min(1), reason: standInReasonSchema })),
});
export type StandInsRecord = z.infer<typeof standInsRecordSchema>;
