import { draftFeatureSchema } from '../../../shared/domain/draft.js';
import { featurePresets } from '../../engine/features/presets.js';
import type { LookupHandler } from '../job.js';

/** Features as they commonly look. */
export const listPresets: LookupHandler<'list-presets'> = async () =>
  featurePresets.map(({ name, feature }) => ({ name, feature: draftFeatureSchema.parse(feature) }));
