import { z } from 'zod';
import { draftFeatureSchema } from '../../../shared/domain/draft.js';
import { featurePresetSchema, type FeaturePreset } from '../../../shared/domain/lookup.js';
import { featurePresets } from '../../engine/features/presets.js';
import type { Task } from '../job.js';

const nothing = z.strictObject({});

/** Features as they commonly look. */
export const listPresetsTask: Task<z.output<typeof nothing>, FeaturePreset[]> = {
  name: 'list-presets',
  input: nothing,
  output: z.array(featurePresetSchema),
  run: async () =>
    featurePresets.map(({ name, description, feature }) => ({ name, description, feature: draftFeatureSchema.parse(feature) })),
};
