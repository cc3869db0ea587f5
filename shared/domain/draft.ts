import { z } from 'zod';
import { inkSchema, placementSchema, typographySchema } from './feature.js';
import { imageSourceSchema, preprocessingSchema } from './images.js';
import { modelSourceSchema } from './model.js';
import { runtimeChoiceSchema } from './runtime.js';

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

const stampAt = z.enum(['model-input', 'native']).default('model-input');

/** As in a spec, but the template or the path may still be empty. */
export const draftFeatureSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    template: z.string().max(200).default(''),
    typography: typographySchema.prefault({}),
    ink: inkSchema.prefault({}),
    placement: placementSchema.prefault({}),
    stampAt,
  }),
  z.strictObject({ kind: z.literal('bitmap'), path: z.string().default(''), placement: placementSchema.prefault({}), stampAt }),
]);
export type DraftFeature = z.infer<typeof draftFeatureSchema>;

export const draftMethodSchema = z.strictObject({
  level: z.enum(['quick', 'full']).default('quick'),
  alpha: z.number().gt(0).max(0.2).default(0.05),
  hosts: z.int().min(16).max(50_000).optional(),
  strings: z.int().min(19).max(9_999).optional(),
  batchSize: z.int().min(1).max(4096).optional(),
  /** Seconds. */
  timeBudget: z
    .number()
    .positive()
    .max(7 * 86_400)
    .optional(),
  tried: z.int().min(1).max(10_000).default(1),
  students: z.int().min(2).max(19).optional(),
  distillationCount: z.int().min(100).max(200_000).optional(),
  /** How references are made, and how often they see the images. */
  distillationKind: z.enum(['auto', 'whole', 'truncated']).default('auto'),
  distillationEpochs: z.int().min(1).max(200).optional(),
  threads: z.int().min(1).max(64).optional(),
  runtime: runtimeChoiceSchema.default('auto'),
  deterministic: z.boolean().default(false),
});
export type DraftMethod = z.infer<typeof draftMethodSchema>;

export const draftSchema = z.strictObject({
  schema: z.literal('engram.draft/1').default('engram.draft/1'),
  case: declaredCaseSchema.prefault({}),
  model: modelSourceSchema.optional(),
  preprocessing: preprocessingSchema.prefault({}),
  /** Whether a person has looked at the model's answers and found preprocessing and output right. */
  preprocessingConfirmed: z.boolean().default(false),
  /** Images on which preprocessing was looked at. */
  sampleImages: imageSourceSchema.optional(),
  feature: draftFeatureSchema.prefault({ kind: 'text' }),
  /** Left out: the built-in set. */
  hosts: imageSourceSchema.optional(),
  /** Unlabelled images without marks, for a full audit. */
  distillation: imageSourceSchema.optional(),
  label: z.int().min(0).max(100_000).optional(),
  referenceModels: z.array(z.string().min(1)).max(19).default([]),
  method: draftMethodSchema.prefault({}),
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
