import { z } from 'zod';
import { anchors } from './feature.js';
import { imageSourceSchema, preprocessingSchema } from './images.js';

/** The studies; the models of each are its row in electron/jobs/study/kinds/table.ts. */
export const studyNames = ['false-alarms', 'detection', 'confirmation', 'stand-ins'] as const;
export type StudyName = (typeof studyNames)[number];

/** The networks that a study trains; how each is made is its row in electron/jobs/study/networks.ts. */
export const networkKinds = ['mlp', 'cnn-1', 'normalised'] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** A text at a place, and how many training images of its class carry it. All texts of the studies are made up. */
const studyMarkSchema = z.strictObject({
  text: z.string(),
  template: z.string(),
  font: z.enum(['5x5', '5x7']),
  anchor: z.enum(anchors),
  margin: z.tuple([z.int(), z.int()]),
  label: z.int(),
  copies: z.int(),
});
export type StudyMark = z.infer<typeof studyMarkSchema>;

/** One model of a study: how it is trained, what is planted in it and which marks it is audited for. */
export const studyModelSchema = z.strictObject({
  study: z.enum(studyNames),
  /** Counts from 0 in its study; names the row. */
  number: z.int().min(0),
  network: z.enum(networkKinds),
  /** Which of the collections that the study is given. */
  collection: z.string(),
  /** Initial weights, subset, order and choice of images. */
  seed: z.int(),
  /** Whether each epoch visits the images in an order of its own. */
  shuffle: z.boolean(),
  trainingImages: z.int(),
  marks: z.array(studyMarkSchema),
});
export type StudyModel = z.infer<typeof studyModelSchema>;

/** Images with their classes that a study draws its models from: what they are trained on, and what none is trained on. */
export const studyCollectionSchema = z.strictObject({
  training: imageSourceSchema,
  test: imageSourceSchema,
  /** Images become grey and square, of so many pixels a side. */
  side: z.int().min(1).max(1024),
  preprocessing: preprocessingSchema.prefault({}),
});
export type StudyCollection = z.infer<typeof studyCollectionSchema>;
