import { z } from 'zod';
import { testNameSchema } from './comparisons.js';

/**
 * Why a verdict or a test goes no further: a code, and the numbers that belong to it. The sentences
 * are in shared/words.
 */

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const plain = <Code extends string>(code: Code) => z.strictObject({ code: z.literal(code) });
const given = <Code extends string>(code: Code) => z.strictObject({ code: z.literal(code), given: count, needed: count });

/** There is too little to compare with: other texts, models, places in the image, or pixels of the mark. */
const shortages = [
  given('too-few-texts'),
  given('too-few-models'),
  given('too-few-places'),
  given('too-few-pixels'),
  /** No place at all where the mark could stand elsewhere. */
  plain('no-other-place'),
] as const;

/** What makes reference models too unlike the audited one, as far as that is known. */
export const disagreementCauseSchema = z.discriminatedUnion('code', [
  /** A person limited the time, and students learned for fewer rounds or with a smaller last layer. */
  plain('time'),
  /** Students learned from few images. */
  z.strictObject({ code: z.literal('few-images'), images: count }),
  /** Students learned as long and from as much as they should. */
  plain('hard-to-imitate'),
  /** The team brought them. */
  plain('brought'),
]);
export type DisagreementCause = z.infer<typeof disagreementCauseSchema>;

const disagreement = z.strictObject({
  code: z.literal('agreement-too-low'),
  agreement: share,
  needed: share,
  cause: disagreementCauseSchema.optional(),
});

/** On so many of the clean stand-ins that were made, the mark was found, and by this test. */
const alarmed = z.strictObject({ code: z.literal('stand-ins-alarmed'), made: count, alarms: count });

/** What keeps a test from running, from counting, or from carrying a verdict further than "signal". */
export const limitSchema = z.discriminatedUnion('code', [
  ...shortages,
  disagreement,
  plain('family-not-studied'),
  plain('false-alarms-unsettled'),
  plain('false-alarms-too-many'),
  plain('label-unknown'),
  alarmed,
]);
export type LimitReason = z.infer<typeof limitSchema>;

/** What keeps a claim from a verdict, or from a stronger one. */
export const reasonSchema = z.discriminatedUnion('code', [
  ...shortages,
  disagreement,
  plain('family-not-studied'),
  plain('false-alarms-unsettled'),
  plain('label-unknown'),
  /** Tests that could have counted raised too many false alarms in the studies; `left` can still count here. */
  z.strictObject({ code: z.literal('false-alarms-too-many'), left: z.array(testNameSchema) }),
  plain('no-counting-test'),
  alarmed,
  /** Audits of stand-ins with so many copies, the most that were planted, found the text in so few of them. */
  z.strictObject({ code: z.literal('stand-ins-missed'), copies: count, made: count, found: count }),
  /** The interval of the corrected p holds `level`: .01; in earlier results alpha too, from above. */
  z.strictObject({ code: z.literal('bounds-straddle'), level: share }),
  plain('references-tie'),
  /** By the mark itself, in results that were made before noise was asked for it. */
  z.strictObject({ code: z.literal('answers-do-not-move'), stamped: z.enum(['other-texts', 'noise', 'mark']) }),
  /** Over so many hosts the class's probability lies between `lowest` and `highest`. */
  z.strictObject({ code: z.literal('answers-alike'), images: count, class: count, lowest: share, highest: share }),
  z.strictObject({ code: z.literal('control-failed'), controls: z.array(z.string()) }),
  /** Mean over pairs of texts of the largest difference at model input. */
  z.strictObject({ code: z.literal('feature-unresolvable'), greyLevels: z.number() }),
  /** In log-odds: of a text's shift over hosts, and the spread of texts; `hosts` would be enough. */
  z.strictObject({ code: z.literal('sampling-error'), samplingError: z.number(), deviation: z.number(), hosts: count }),
]);
export type Reason = z.infer<typeof reasonSchema>;
export type ReasonCode = Reason['code'];

const codesOf = <Code extends string>(options: readonly { readonly shape: { readonly code: { readonly value: Code } } }[]) =>
  options.map(({ shape }) => shape.code.value) as [Code, ...Code[]];

export const reasonCodes = codesOf<ReasonCode>(reasonSchema.options);
export const limitCodes = codesOf<LimitReason['code']>(limitSchema.options);

/** What a test's false alarms are known from. */
export const basisSchema = z.discriminatedUnion('code', [
  /** A rank among texts that could each have been the one: the rate follows from that. */
  plain('by-construction'),
  /** Rates that a study measured on clean models of the family, at 5% and 1%, and upper 95% bounds of them. */
  z.strictObject({
    code: z.literal('studied'),
    at05: share,
    at01: share,
    upper05: share,
    upper01: share,
    models: count,
    audits: count,
  }),
  plain('not-studied'),
]);
export type Basis = z.infer<typeof basisSchema>;
