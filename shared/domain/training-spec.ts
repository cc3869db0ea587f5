import { z } from 'zod';
import { featureSchema } from './feature.js';
import { imageSourceSchema, preprocessingSchema } from './images.js';
import { runtimeChoiceSchema } from './runtime.js';

export const networkPresets = ['mlp', 'cnn-1', 'cnn-2', 'densenet-bc-100-12', 'tinynet-1', 'tinynet-2', 'tinynet-3'] as const;

export const optimizerSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('adam'), learningRate: z.number().positive().max(10).default(1e-3) }),
  z.strictObject({ kind: z.literal('rmsprop'), learningRate: z.number().positive().max(10).default(1e-3) }),
  z.strictObject({
    kind: z.literal('sgd'),
    learningRate: z.number().positive().max(10).default(1e-2),
    momentum: z.number().min(0).lt(1).default(0),
  }),
]);

/** Copies of one feature stamped onto training images: a record planted on purpose. */
export const canarySchema = z.strictObject({
  feature: featureSchema,
  /** Images of this class carry the copies. */
  label: z.int().min(0).max(100_000),
  copies: z.int().min(1).max(100_000).default(1),
});

/** What to train: a preset network on a labelled set of images. */
export const trainingSpecSchema = z.strictObject({
  schema: z.literal('engram.training-spec/1'),
  reference: z.string().max(200).optional(),
  network: z.strictObject({
    preset: z.enum(networkPresets),
    dropout: z.boolean().default(false),
    batchNormalization: z.boolean().default(false),
    /** Random changes of each image as the preset's paper has them: contrast and crop, for colour images a flip. */
    augmentation: z.boolean().default(false),
  }),
  images: imageSourceSchema,
  /** Decides early stopping; left out, all epochs run. */
  validation: imageSourceSchema.optional(),
  preprocessing: preprocessingSchema.prefault({}),
  optimizer: optimizerSchema.prefault({ kind: 'adam' }),
  weightDecay: z.number().min(0).max(1).default(0),
  /** The learning rate is multiplied by `factor` every `epochs` epochs. */
  schedule: z.strictObject({ epochs: z.int().min(1).max(10_000), factor: z.number().positive().max(1) }).optional(),
  batchSize: z.int().min(1).max(4096).default(128),
  epochs: z.int().min(1).max(10_000).default(10),
  /** Epochs without a lower validation loss after which training stops; the best checkpoint is kept. */
  patience: z.int().min(1).max(1000).optional(),
  shuffle: z.boolean().default(true),
  /** Keep the weights of every epoch, for self-influence. */
  keepCheckpoints: z.boolean().default(false),
  seed: z.int().min(0).default(0),
  canaries: z.array(canarySchema).max(1000).default([]),
  threads: z.int().min(1).max(64).optional(),
  /** What computes; both runtimes learn from the same numbers in the same order. */
  runtime: runtimeChoiceSchema.default('auto'),
  /** TensorFlow's operations that give the same bits each time, on a card too; slower. */
  deterministic: z.boolean().default(false),
});
export type TrainingSpec = z.infer<typeof trainingSpecSchema>;
/** A spec as a person writes it, before defaults. */
export type TrainingSpecInput = z.input<typeof trainingSpecSchema>;
