import { z } from 'zod';
import { preprocessingSchema } from './images.js';
import { modelSourceSchema } from './model.js';
import { runtimeNameSchema } from './runtime.js';
import { lessonSchema } from './stand-ins.js';

/** Where the audited network is cut: the tensor and the shape of one example there. */
export const cutSchema = z.strictObject({
  tensor: z.string(),
  shape: z.array(z.int().min(1)).min(1),
  features: z.int().min(1),
  parameterShare: z.number(),
  nodeShare: z.number(),
  convolutionsAfter: z.int().min(0),
  denseLayersAfter: z.int().min(0),
  pooledAfter: z.boolean(),
});

/** What a student's weights are before it learns: drawn anew, or those that the audited model started from. */
export const studentStartSchema = z.enum(['anew', 'initial']);
export type StudentStart = z.infer<typeof studentStartSchema>;

/** What a student is: the whole audited graph made anew, or the part of it after a cut. */
export const studentRecipeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whole'), start: studentStartSchema }),
  /** `own`: the network's own layers after the cut; `small`: one hidden layer in their place. */
  z.strictObject({ kind: z.literal('truncated'), cut: cutSchema, head: z.enum(['own', 'small']), start: studentStartSchema }),
]);
export type StudentRecipe = z.infer<typeof studentRecipeSchema>;

/** One student to train, as a task for a process of its own; images and answers cross as files. */
export const studentTaskSchema = z.strictObject({
  /** Absolute path of the audited model. */
  model: z.string(),
  source: modelSourceSchema,
  /** Absolute path of the weights that training started from, for students that start from them. */
  initial: z.string().optional(),
  recipe: studentRecipeSchema,
  preprocessing: preprocessingSchema,
  /** Whole: images at model input, uint8 [N, H, W, C]. Truncated: features, float32 [N, ...cut.shape]. */
  inputs: z.string(),
  /** The audited model's probabilities, float32 [N, K]. */
  targets: z.string(),
  /** 32 bytes (hexadecimal) under which both files are encrypted. */
  rowsKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** Answers, when left out. */
  learns: lessonSchema.optional(),
  /** Whole: inputs that stand in the place of others, in a file of their own, and which. */
  planted: z.strictObject({ inputs: z.string(), records: z.array(z.int().min(0)) }).optional(),
  epochs: z.int().min(1),
  seed: z.int().min(0),
  runtime: runtimeNameSchema,
  /** Where the trained weights go. */
  weights: z.string(),
  stateFolder: z.string(),
});
export type StudentTask = z.infer<typeof studentTaskSchema>;

export const studentOutcomeSchema = z.strictObject({ weights: z.string(), seconds: z.number() });
export type StudentOutcome = z.infer<typeof studentOutcomeSchema>;
