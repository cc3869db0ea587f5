import { z } from 'zod';
import { runtimeRecordSchema } from '../../../shared/domain/runtime.js';
import { networkPresets } from '../../../shared/domain/training-spec.js';
import { epochSummarySchema } from '../../engine/networks/training/training-state.js';

/** How a model came to be: what it was trained on, by what, and what each epoch came to. */
export const historySchema = z.strictObject({
  schema: z.literal('engram.training-history/1'),
  engram: z.string(),
  reference: z.string().optional(),
  specSha256: z.string(),
  preset: z.enum(networkPresets),
  parameters: z.int(),
  classes: z.int(),
  images: z.strictObject({ sha256: z.string(), count: z.int() }),
  validation: z.strictObject({ sha256: z.string(), count: z.int() }).optional(),
  canaries: z.array(z.strictObject({ label: z.int(), copies: z.int() })),
  /** The epoch that the model comes from, counted from 1. */
  epoch: z.int(),
  runtime: runtimeRecordSchema.extend({ device: z.string().optional() }).optional(),
  epochs: z.array(epochSummarySchema),
});
export type TrainingHistory = z.infer<typeof historySchema>;
