import { z } from 'zod';
import {
  calibrationSchema,
  describeImagesInputSchema,
  describeModelInputSchema,
  devicesSchema,
  featurePresetSchema,
  imagesReportSchema,
  modelReportSchema,
  previewRequestSchema,
  previewSchema,
  sampleAnswersInputSchema,
  sampleAnswersSchema,
} from '../../domain/lookup.js';
import { call } from '../call.js';

const nothing = z.strictObject({});

/** What the engine process looks up for the wizard. */
export const lookupCalls = {
  describeModel: call(describeModelInputSchema, modelReportSchema),
  sampleAnswers: call(sampleAnswersInputSchema, sampleAnswersSchema),
  /** Uses the private text of the draft. */
  previewFeature: call(z.strictObject({ draft: z.string(), request: previewRequestSchema }), previewSchema),
  listPresets: call(nothing, z.array(featurePresetSchema)),
  describeImages: call(describeImagesInputSchema, imagesReportSchema),
  /** A short run on the draft's own model and images: time and smallest effect of its plan. */
  calibrate: call(z.strictObject({ draft: z.string() }), calibrationSchema),
  describeDevices: call(nothing, devicesSchema),
};
