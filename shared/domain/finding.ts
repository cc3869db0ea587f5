import { z } from 'zod';
import { caseSchema } from './case.js';
import { anchors } from './feature.js';
import { histogramBins } from './histogram.js';
import { imageSetKindSchema } from './images.js';
import { sha256Schema, timeSchema } from './journal.js';
import { modelFormatSchema, outputKindSchema } from './model.js';
import { comparedSchema, lessonSchema, standInPointSchema, standInReasonCodeSchema } from './stand-ins.js';
import { studiedPowerSchema } from './studied-power.js';
import { testNameSchema } from './comparisons.js';
import { comparableSchema } from './audit-result.js';
import { limitCodes, reasonCodes } from './reasons.js';
import {
  architectureFamilySchema,
  claimSchema,
  reachSchema,
  verdictRuleSchema,
  verdictSchema,
  claims,
  type Judged,
  type Verdict,
} from './verdict.js';

/**
 * The public finding: what of an audit may leave. Whoever has the model can stamp candidate texts on
 * images of their own and compare, so a number about the feature itself would tell the text wherever the
 * model is clean. Therefore a p is given as a band, after correction and for tests that count alone;
 * numbers about the feature only where a claim is positive, and rounded; everything else stays in the
 * full result. Text, seeds and spec are represented by commitments.
 */

const count = z.int().min(0).max(1e9);
const word = (longest: number) => z.string().min(1).max(longest);
/** A number on a ladder of 1, 2, 5, 10, ...: three steps to a factor of ten. */
const stepped = z.number().min(-1e6).max(1e6);

/** Corrected p, as the band it lies in; `above`: more than alpha. */
export const pBands = ['above', 'alpha', '0.01', '0.001'] as const;
export const pBandSchema = z.enum(pBands);
export type PBand = z.infer<typeof pBandSchema>;

const imagesSchema = z.strictObject({
  kind: imageSetKindSchema,
  sha256: word(128),
  decoder: word(200),
  count,
  size: z.strictObject({ width: count, height: count }).optional(),
});

/** Of findings of version 1: any want of texts, models, places or pixels to compare with. */
const anyShortage = 'too-few-references';
export const publicReasonCodeSchema = z.enum([...reasonCodes, anyShortage]);
export type PublicReasonCode = z.infer<typeof publicReasonCodeSchema>;
export const publicLimitCodeSchema = z.enum([...limitCodes, anyShortage]);
export type PublicLimitCode = z.infer<typeof publicLimitCodeSchema>;

const publicConclusionShape = {
  verdict: verdictSchema,
  pBand: pBandSchema.optional(),
  decidingTest: testNameSchema.optional(),
  reasons: z.array(publicReasonCodeSchema).max(reasonCodes.length),
  /** Smallest effect found 8 times in 10: at most so many points of probability. */
  detectableEffectPoints: stepped.optional(),
  /** What a study of planted marks found of audits like this: nothing in it is about this model. */
  studied: studiedPowerSchema.optional(),
};
const publicConclusionSchema = z.strictObject(publicConclusionShape);
export type PublicConclusion = z.infer<typeof publicConclusionSchema>;
const publicClaimSchema = z.strictObject({ claim: claimSchema, ...publicConclusionShape });

const publicTestSchema = z.strictObject({
  name: testNameSchema,
  claim: claimSchema,
  counts: z.boolean(),
  /** How far it can carry the verdict, and what keeps it from more: by what kind of thing, without its numbers. */
  carries: reachSchema.optional(),
  limit: publicLimitCodeSchema.optional(),
  /** Of findings judged by Holm, which corrected each test's p. */
  pBand: pBandSchema.optional(),
});

/** Other texts of the template on this model, and where among them the feature lies. */
const decoysSchema = z.strictObject({
  /** References in the bins: the first of them, as many whatever came out. */
  count,
  /** Share of each bin of `histogramEdges`, to 0.01. */
  shares: z.array(z.number().min(0).max(1)).length(histogramBins),
  /** The feature's place in standard deviations, to 0.1; only where the claim is positive. */
  place: z.number().min(-1e4).max(1e4).optional(),
});

/** About the feature itself; present only where a claim is positive. */
const effectSchema = z.strictObject({
  points: stepped,
  comparablePoints: stepped.optional(),
  comparable: comparableSchema.optional(),
  /** Share of hosts whose predicted class changes, on the ladder. */
  decisionFlips: stepped,
  comparableDecisionFlips: stepped.optional(),
  /** The seed method's divergences: of the feature and of random marks of its size. */
  divergenceUnique: stepped,
  divergenceRandom: stepped,
});

const historySchema = z.strictObject({
  /** The how-manieth audit of this model for this feature this is, counting from 1. */
  ordinal: z.int().min(1).max(100_000),
  earlier: z.array(z.strictObject({ time: timeSchema, text: verdictSchema, kind: verdictSchema })).max(100),
});
export type History = z.infer<typeof historySchema>;

/** The version that is written, and the one before it, which said less of reasons and is read all the same. */
export const findingVersion = 'engram.finding/2';
const findingVersionSchema = z.enum(['engram.finding/1', findingVersion]);

const publicStandInsSchema = z.strictObject({
  trainingImages: count,
  epochs: z.int().min(1).max(500),
  learns: lessonSchema,
  compared: comparedSchema,
  points: z.array(standInPointSchema).max(9),
  /** By what kind of thing, without its numbers: how many images are of the class would tell the class. */
  notMade: z
    .array(
      z.strictObject({
        copies: z.int().min(0).max(100_000),
        count: z.int().min(1).max(450),
        reason: z.strictObject({ code: standInReasonCodeSchema }),
      }),
    )
    .max(45),
});

export const findingSchema = z.strictObject({
  schema: findingVersionSchema,
  /** Declared by the team. */
  case: caseSchema,
  history: historySchema,
  /** Measured from here on. */
  level: z.enum(['quick', 'full']),
  run: z.strictObject({
    /** The days, as midnights, by this workstation's clock, unverified; findings that were made before tell the times. */
    startedAt: timeSchema,
    finishedAt: timeSchema,
    engram: word(50),
    node: word(50),
    platform: word(50),
    device: word(200),
  }),
  model: z.strictObject({
    sha256: sha256Schema,
    format: modelFormatSchema,
    producer: z.string().max(200),
    opset: count,
    parameters: z.int().min(0).max(1e12),
    input: z.strictObject({ layout: z.enum(['NCHW', 'NHWC', 'NF']), channels: count, height: count, width: count }),
    outputKind: outputKindSchema,
    /** The output that was read; findings that were made before it was told lack it. */
    outputName: z.string().max(200).optional(),
    outputs: count,
    family: architectureFamilySchema,
  }),
  feature: z.strictObject({
    kind: z.enum(['text', 'bitmap']),
    anchor: z.enum(anchors),
    stampAt: z.enum(['model-input', 'native']),
    tolerance: count,
  }),
  hosts: imagesSchema.extend({ used: count, inDomain: z.boolean() }),
  distillation: imagesSchema.extend({ epochs: count, students: count, agreement: z.number().min(0).max(1) }).optional(),
  method: z.strictObject({
    alpha: z.number().gt(0).max(0.2),
    tried: z.int().min(1).max(10_000),
    /** At most so many texts of the template were drawn. */
    strings: count,
    /** At least so many other places were compared with. */
    controlPlacements: count,
  }),
  /** By which rule it was judged; Holm's where it does not say, and then nothing was said of the whole. */
  rule: verdictRuleSchema.optional(),
  whole: publicConclusionSchema.optional(),
  claims: z.array(publicClaimSchema).length(2),
  tests: z.array(publicTestSchema).max(8),
  notRun: z.array(testNameSchema).max(8),
  decoys: decoysSchema.optional(),
  effect: effectSchema.optional(),
  controls: z
    .array(z.strictObject({ name: word(100), planted: z.boolean(), text: verdictSchema, kind: verdictSchema, passed: z.boolean() }))
    .max(20),
  /**
   * What audits of the model's stand-ins found: of other texts and of networks that never learned from the record, so
   * that nothing in it hangs on the private text.
   */
  standIns: publicStandInsSchema.optional(),
  /** HMAC-SHA-256 of the RFC 8785 bytes of each, under salts that the register keeps. */
  commitments: z.strictObject({ text: sha256Schema.optional(), seed: sha256Schema, spec: sha256Schema }),
  /** What the team chose to release beyond the rest. */
  released: z.strictObject({
    label: z.int().min(0).max(100_000).optional(),
    attractedClass: z.int().min(0).max(100_000).optional(),
    privateText: z.string().min(1).max(200).optional(),
  }),
});
export type Finding = z.infer<typeof findingSchema>;

/** Its verdicts in the order in which they are read: on the mark as a whole, where it was judged, then on the claims. */
export function conclusionsOf({ whole, claims: found }: Finding): readonly (readonly [Judged, PublicConclusion])[] {
  const own = claims.flatMap((claim) => {
    const one = found.find((candidate) => candidate.claim === claim);
    return one === undefined ? [] : [[claim, one] as const];
  });
  return whole === undefined ? own : [['whole', whole] as const, ...own];
}

/** Of the verdicts on two claims, the one that a board acts on. */
const gravity: readonly Verdict[] = ['memorised', 'signal', 'inconclusive', 'not-detected'];

/** The verdict that a board acts on: on the mark as a whole; of findings judged by Holm, the gravest. */
export function verdictOf({ whole, claims: found }: Finding): Verdict {
  return whole?.verdict ?? gravity.find((verdict) => found.some((claim) => claim.verdict === verdict)) ?? 'inconclusive';
}
