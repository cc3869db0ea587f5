import { z } from 'zod';
import { featureSchema } from './feature.js';
import { imageSourceSchema, preprocessingSchema } from './images.js';
import { modelSourceSchema } from './model.js';
import { runtimeChoiceSchema } from './runtime.js';
import { standInsAskedSchema } from './stand-ins.js';

/** Distilled references: unlabelled in-domain images without marks, and how students are made. */
export const distillationSchema = z.strictObject({
  images: imageSourceSchema,
  /** At most this many images are used. */
  count: z.int().min(100).max(200_000).default(20_000),
  students: z.int().min(2).max(19).default(5),
  /** `whole` re-initialises the audited graph, `truncated` keeps it up to a cut; `auto` takes whole for small networks the trainer knows. */
  kind: z.enum(['auto', 'whole', 'truncated']).default('auto'),
  /** Left out: as many as show the students 100,000 images, from 5 to 50. */
  epochs: z.int().min(1).max(200).optional(),
  /** Left out: no stand-ins are made, and the audit does not measure what it would have found. */
  standIns: standInsAskedSchema.optional(),
});
export type Distillation = z.infer<typeof distillationSchema>;

export const methodSchema = z.strictObject({
  /** False-alarm rate of "signal"; "memorised" asks for .01. */
  alpha: z.number().gt(0).max(0.2).default(0.05),
  /** Host images; left out, the pilot chooses. */
  hosts: z.int().min(16).max(50_000).optional(),
  /** Same-template strings at most; left out, the pilot chooses up to 1,999. */
  strings: z.int().min(19).max(9_999).optional(),
  batchSize: z.int().min(1).max(4096).optional(),
  /** Time that the plan may take, in seconds; counts given above go before it. */
  timeBudget: z
    .number()
    .positive()
    .max(7 * 86_400)
    .optional(),
  /** Texts x placements x labels tried for this question, this audit and earlier ones counted. */
  tried: z.int().min(1).max(10_000).default(1),
  threads: z.int().min(1).max(64).optional(),
  /** What computes; a result of one runtime agrees with that of the other to 1e-4. */
  runtime: runtimeChoiceSchema.default('auto'),
  /** TensorFlow's operations that give the same bits each time, on a card too; slower. */
  deterministic: z.boolean().default(false),
});
export type Method = z.infer<typeof methodSchema>;

/** Models that the team brings as references: an earlier version, a public one. */
export const referenceModelsSchema = z.array(z.string().min(1)).max(19);

export const auditSpecSchema = z.strictObject({
  schema: z.literal('engram.audit-spec/1'),
  /** The team's own reference for this audit, shown and never interpreted. */
  reference: z.string().max(200).optional(),
  model: modelSourceSchema,
  preprocessing: preprocessingSchema.prefault({}),
  feature: featureSchema,
  /** Class that the record with the feature had in training; left out when unknown. */
  label: z.int().min(0).max(100_000).optional(),
  /** Left out: a part of the distillation images that no student sees, else the shipped set. */
  hosts: imageSourceSchema.optional(),
  /** Left out: a quick audit, without distilled references. */
  distillation: distillationSchema.optional(),
  referenceModels: referenceModelsSchema
    .refine((paths) => paths.length !== 1, 'one model alone does not show how far models differ: bring two or more')
    .default([]),
  method: methodSchema.prefault({}),
});
export type AuditSpec = z.infer<typeof auditSpecSchema>;
/** A spec as a person writes it, before defaults. */
export type AuditSpecInput = z.input<typeof auditSpecSchema>;
