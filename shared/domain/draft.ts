import { z } from 'zod';
import { auditSpecSchema, distillationSchema, methodSchema, referenceModelsSchema } from './audit-spec.js';
import { bitmapFeatureSchema, textFeatureSchema } from './feature.js';
import { imageSourceSchema } from './images.js';
import { leftOpen } from './left-open.js';
import { modelSourceSchema } from './model.js';

/**
 * An audit as it is being written in the wizard: the parts of a spec, each of which may still be
 * missing, beside what the team declares. It never holds the private text.
 */

const freeText = z.string().max(2000).default('');

/** What the team declares about the case, as in a case file; here every field may still be empty. */
export const declaredCaseSchema = z.strictObject({
  reference: freeText,
  controller: freeText,
  model: z.strictObject({ name: freeText, owner: freeText, version: freeText }).prefault({}),
  intendedUse: freeText,
  dpia: freeText,
  deidentification: z.strictObject({ procedure: freeText, version: freeText }).prefault({}),
  reason: freeText,
  actions: z.strictObject({ memorised: freeText, signal: freeText, 'not-detected': freeText, inconclusive: freeText }).prefault({}),
});
export type DeclaredCase = z.infer<typeof declaredCaseSchema>;

/** As in a spec, but the template or the path may still be empty; the private text is kept apart. */
export const draftFeatureSchema = z.discriminatedUnion('kind', [
  textFeatureSchema.omit({ text: true }).extend({ template: z.string().max(200).default('') }),
  bitmapFeatureSchema.extend({ path: z.string().default('') }),
]);
export type DraftFeature = z.infer<typeof draftFeatureSchema>;

/** What distilled references are made of; they are made where the level asks for them. */
const draftDistillationSchema = leftOpen(distillationSchema);

const { schema: _schema, reference: _reference, ...specShape } = auditSpecSchema.shape;

/** Every field of a spec, as the spec has it; those that may be unfinished are named here, in that form. */
export const draftSchema = z.strictObject({
  ...specShape,
  schema: z.literal('engram.draft/2').default('engram.draft/2'),
  /** The reference of the spec stands in it. */
  case: declaredCaseSchema.prefault({}),
  model: modelSourceSchema.optional(),
  /** Whether a person has looked at the model's answers and found preprocessing and output right. */
  preprocessingConfirmed: z.boolean().default(false),
  /** Images on which preprocessing was looked at. */
  sampleImages: imageSourceSchema.optional(),
  feature: draftFeatureSchema.prefault({ kind: 'text' }),
  distillation: draftDistillationSchema.prefault({}),
  referenceModels: referenceModelsSchema.default([]),
  method: methodSchema.extend({ level: z.enum(['quick', 'full']).default('quick') }).prefault({}),
  /** The step at which the wizard was left. */
  step: z.string().max(40).default('case'),
});
export type Draft = z.infer<typeof draftSchema>;

/** Which draft, and which state of it: a draft is saved over the state that was read and no other. */
export const draftStampSchema = z.strictObject({ id: z.string().min(1).max(100), revision: z.int().min(0) });
export type DraftStamp = z.infer<typeof draftStampSchema>;

/** A draft as lists show it. */
export const draftSummarySchema = z.strictObject({
  stamp: draftStampSchema,
  reference: z.string(),
  /** Name of the model's file, without its folder. */
  model: z.string().optional(),
  step: z.string(),
  /** ISO 8601, UTC. */
  savedAt: z.string(),
  /** Whether the private text is at hand; it is asked for anew after a restart. */
  hasText: z.boolean(),
});
export type DraftSummary = z.infer<typeof draftSummarySchema>;
