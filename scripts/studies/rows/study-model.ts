import { createHash } from 'node:crypto';
import { z } from 'zod';
import { anchors } from '../../../shared/domain/feature.js';

/** One model of a study: how it is trained, what is planted in it and which marks it is audited for. */

export const collectionNames = ['mnist', 'fashion-mnist', 'cifar-10'] as const;
export type CollectionName = (typeof collectionNames)[number];

export const networkKinds = ['mlp', 'cnn-1', 'normalised'] as const;
export type NetworkKind = (typeof networkKinds)[number];

/** A text at a place, and how many training images of its class carry it. All texts of the studies are made up. */
export const studyMarkSchema = z.strictObject({
  text: z.string(),
  template: z.string(),
  font: z.enum(['5x5', '5x7']),
  anchor: z.enum(anchors),
  margin: z.tuple([z.int(), z.int()]),
  label: z.int(),
  copies: z.int(),
});
export type StudyMark = z.infer<typeof studyMarkSchema>;

export const studyModelSchema = z.strictObject({
  study: z.enum(['false-alarms', 'detection', 'confirmation']),
  /** Counts from 0 in its study; names the row. */
  number: z.int().min(0),
  network: z.enum(networkKinds),
  collection: z.enum(collectionNames),
  /** Initial weights, subset, order and choice of images. */
  seed: z.int(),
  /** Whether each epoch visits the images in an order of its own. */
  shuffle: z.boolean(),
  trainingImages: z.int(),
  marks: z.array(studyMarkSchema),
});
export type StudyModel = z.infer<typeof studyModelSchema>;

/** Names what a row was made from: two rows of equal hash are the same experiment. */
export function hashOf(model: StudyModel, settings: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([studyModelSchema.parse(model), settings]))
    .digest('hex')
    .slice(0, 16);
}
