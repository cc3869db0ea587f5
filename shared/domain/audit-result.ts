import { z } from 'zod';
import { histogramSchema } from './histogram.js';
import { imageSetKindSchema } from './images.js';
import { modelFormatSchema, modelInputSchema, outputKindSchema } from './model.js';
import { runtimeRecordSchema } from './runtime.js';
import { standInsRecordSchema } from './stand-ins.js';
import { studiedPowerSchema } from './studied-power.js';
import { testNameSchema } from './comparisons.js';
import { basisSchema, limitSchema, reasonSchema } from './reasons.js';
import { architectureFamilySchema, claimSchema, reachSchema, verdictRuleSchema, verdictSchema } from './verdict.js';

const finite = z.number();
const probability = z.number().min(0).max(1);
const count = z.int().min(0);
const interval = z.tuple([finite, finite]);

/** A set of images as it was read; no path and no file name. */
const imageProvenanceSchema = z.strictObject({
  kind: imageSetKindSchema,
  sha256: z.string(),
  decoder: z.string(),
  count,
  /** Of the shipped set: the size at which it was made. */
  size: z.strictObject({ width: count, height: count }).optional(),
});

const modelRecordSchema = z.strictObject({
  sha256: z.string(),
  format: modelFormatSchema,
  producer: z.string(),
  opset: count,
  parameters: count,
  input: modelInputSchema,
  outputKind: outputKindSchema,
  /** The output that was read, as the graph names it, and how many there are to choose from. */
  outputName: z.string().optional(),
  outputsToChooseFrom: count.optional(),
  outputs: count,
  family: architectureFamilySchema,
  firstLayer: z.enum(['dense', 'convolution', 'other']),
});

const studentRecordSchema = z.strictObject({
  kind: z.enum(['whole', 'truncated', 'brought']),
  /** Whether its weights were drawn anew or are those that the audited model started from. */
  start: z.enum(['anew', 'initial']).optional(),
  /** Truncated: the tensor up to which the audited network is kept, and the share of parameters made anew. */
  cut: z.string().optional(),
  renewed: probability.optional(),
  /** Truncated: whether the network's own layers were made anew, or one small hidden layer stands in their place. */
  head: z.enum(['own', 'small']).optional(),
  /** Share of unseen distillation images on which student and model give the same class. */
  agreement: probability,
});

/** Distribution of a statistic over references, in the statistic's own unit (log-odds). */
const referenceSummarySchema = z.strictObject({
  count,
  mean: finite,
  deviation: finite,
  quantiles: z.strictObject({ q05: finite, q20: finite, q50: finite, q80: finite, q95: finite }),
  /** All references, standardised by their own mean and deviation. */
  histogram: histogramSchema,
  /** The first 99 alone: as many whatever a sequential test came to, so their number tells nothing. */
  opening: histogramSchema,
});

/** One test: what it compares, what came out, and whether it enters the verdict. */
export const testResultSchema = z.strictObject({
  name: testNameSchema,
  claim: claimSchema,
  /** Whether the test enters the verdict, how far it can carry it, and what keeps it from more. */
  counts: z.boolean(),
  carries: reachSchema,
  limit: limitSchema.optional(),
  /** What its false alarms are known from. */
  basis: basisSchema,
  /** The feature's statistic and its unit. */
  statistic: finite,
  unit: z.enum(['log-odds', 'standardised', 'partial correlation', 'probability']),
  references: referenceSummarySchema.optional(),
  p: probability,
  /** 95% interval of a Monte-Carlo p; a point where p is computed. */
  pInterval: interval,
  /** Of results judged by Holm: corrected over the claim's tests that count, over the claims, and over the K things tried. */
  pAdjusted: probability.optional(),
  pAdjustedInterval: interval.optional(),
  /** Further numbers of the test, by name. */
  details: z.record(z.string(), z.union([finite, z.boolean()])),
  /** Smallest effect found with 80% power: in log-odds, and as points of probability at these hosts. */
  detectableEffect: z.strictObject({ logOdds: finite, probabilityPoints: finite }).optional(),
});
export type TestResult = z.infer<typeof testResultSchema>;

const conclusionShape = {
  verdict: verdictSchema,
  reasons: z.array(reasonSchema),
  /** By all tests that count, after correction over the claims and for the K things tried; with its Monte-Carlo interval. */
  pAdjusted: probability.optional(),
  pAdjustedInterval: interval.optional(),
  /** Of the tests that count, the one with the smallest p. */
  decidingTest: testNameSchema.optional(),
  detectableEffect: z.strictObject({ logOdds: finite, probabilityPoints: finite }).optional(),
  /** What a study of planted marks found of audits like this. */
  studied: studiedPowerSchema.optional(),
};

/** The verdict on the mark as a whole: whether something of it was memorised, by either claim. */
export const conclusionSchema = z.strictObject(conclusionShape);
export type Conclusion = z.infer<typeof conclusionSchema>;

export const claimResultSchema = z.strictObject({ claim: claimSchema, ...conclusionShape });
export type ClaimResult = z.infer<typeof claimResultSchema>;

/** How the model answered some of the hosts before anything was measured. */
export const answersRecordSchema = z.strictObject({
  images: count,
  /** The label, or the class whose answers differ most from image to image. */
  class: count,
  /** Standard deviation over images of the class's log-odds. */
  spread: finite,
  /** Its smallest and largest probability. */
  lowest: probability,
  highest: probability,
  /** One class an image: the class decided most often, and for which share of the images. */
  commonest: z.strictObject({ class: count, share: probability }).optional(),
  /** Mean entropy of an answer, in nats. */
  entropy: finite,
  /** Largest difference, in log-odds, of two answers to one image: in one batch, and in other company. */
  betweenRuns: finite,
  betweenCompanies: finite,
  /** Whether the answers hardly depend on the image, so that nothing can be ruled out. */
  alike: z.boolean(),
});
export type AnswersRecord = z.infer<typeof answersRecordSchema>;

const tTestSchema = z.strictObject({ t: finite, degreesOfFreedom: finite, p: probability });

/** The seed method (Hartley & Tsaftaris), shown as what it is: no verdict. */
export const seedMethodSchema = z.strictObject({
  hosts: count,
  xUnique: finite,
  xRandom: finite,
  m: finite,
  mInterval: interval,
  paired: tTestSchema,
  welch: tTestSchema,
  mannWhitney: z.strictObject({ u: finite, p: probability }),
  effectSize: finite,
  wouldFlag: z.boolean(),
  fractionUniqueAbove: probability,
  meanRankAmongRandom: finite,
  divergenceUniqueFromRandom: finite,
  jensenShannon: finite,
  attractedClassDivergenceUnique: finite,
  attractedClassDivergenceRandom: finite,
  cleanEntropy: finite,
});
export type SeedMethod = z.infer<typeof seedMethodSchema>;

export const controlResultSchema = z.strictObject({
  name: z.string(),
  planted: z.boolean(),
  verdicts: z.record(claimSchema, verdictSchema),
  passed: z.boolean(),
});
export type ControlResult = z.infer<typeof controlResultSchema>;

/** Marks that the feature's effect is set beside. */
export const comparableSchema = z.enum(['distilled-references', 'same-template-strings']);

/** Everything an audit found, in codes and numbers. It stays inside; what may leave is a projection of it. */
export const auditResultSchema = z.strictObject({
  schema: z.literal('engram.audit-result/2'),
  engram: z.string(),
  reference: z.string().optional(),
  specSha256: z.string(),
  level: z.enum(['quick', 'full']),
  model: modelRecordSchema,
  feature: z.strictObject({
    kind: z.enum(['text', 'bitmap']),
    box: z.strictObject({ width: count, height: count, inkPixels: count }),
    characters: count.optional(),
    /** log2 of the number of texts that the template allows. */
    templateBits: finite.optional(),
    stampAt: z.enum(['model-input', 'native']),
    tolerance: count,
    /** Mean over pairs of texts of the largest difference at model input, in grey levels. */
    legibility: finite.optional(),
  }),
  label: z.int().min(0).optional(),
  hosts: z.strictObject({ provenance: imageProvenanceSchema, count, inDomain: z.boolean() }),
  distillation: z
    .strictObject({
      provenance: imageProvenanceSchema,
      count,
      epochs: count,
      students: z.array(studentRecordSchema),
      agreement: probability,
    })
    .optional(),
  plan: z.strictObject({
    hosts: count,
    strings: count,
    blocks: z.array(count),
    batchSize: count,
    students: count,
    controlPlacements: count,
    alpha: probability,
    tried: count,
  }),
  device: z.string(),
  /** Results that were made before it was looked at lack it. */
  answers: answersRecordSchema.optional(),
  /** Which runtime computed, and why that one. */
  runtime: runtimeRecordSchema.optional(),
  effect: z.strictObject({
    /** Class that the numbers are about: the label, or the attracted class when no label is known. */
    class: count,
    logOdds: finite,
    probabilityPoints: finite,
    comparableProbabilityPoints: finite.optional(),
    /** What the comparable numbers are of. */
    comparable: comparableSchema.optional(),
    decisionFlips: probability,
    comparableDecisionFlips: probability.optional(),
  }),
  /** By which rule it was judged; Holm's where it does not say, and then nothing was said of the whole. */
  rule: verdictRuleSchema.optional(),
  whole: conclusionSchema.optional(),
  claims: z.array(claimResultSchema),
  tests: z.array(testResultSchema),
  /** The shift in deviations of other texts' and its p over all classes, where there were other texts. */
  attractedClass: z.strictObject({ class: count, standardisedShift: finite.optional(), p: probability.optional() }),
  /** Bits, among strings of the template; `bound` is the most that their number allows by rank. */
  exposure: z.strictObject({ byRank: finite, bySkewNormal: finite.optional(), bound: finite }).optional(),
  seedMethod: seedMethodSchema,
  controls: z.array(controlResultSchema),
  /** What audits of the model's stand-ins found, where they were asked for. */
  standIns: standInsRecordSchema.optional(),
  /** Tests that were not run, and what kept them where it is not the want of what they need. */
  notTested: z.array(z.strictObject({ test: testNameSchema, limit: limitSchema.optional() })),
});
export type AuditResult = z.infer<typeof auditResultSchema>;

/** When and how fast an audit ran; kept beside the result, whose bytes do not depend on it. */
export const runRecordSchema = z.strictObject({
  schema: z.literal('engram.run-record/1'),
  startedAt: z.string(),
  finishedAt: z.string(),
  seconds: finite,
  phases: z.array(z.strictObject({ phase: z.string(), seconds: finite })),
  resumed: z.boolean(),
  /** Whether the controls were audited by an earlier audit of this program on this machine; not said by versions before it was known. */
  controlsKnown: z.boolean().optional(),
  /** The seed of hosts and decoys, as given or as drawn; a secret like the text. */
  seed: count,
  imagesScored: count,
  imagesPerSecond: finite,
  peakMemoryMiB: finite,
  node: z.string(),
  platform: z.string(),
  processors: z.string(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
