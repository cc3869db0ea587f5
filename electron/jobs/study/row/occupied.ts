import { prepareFeature } from '../../../engine/features/feature.js';
import { positionPatch, type Box, type Size } from '../../../engine/features/placement.js';
import type { StudyModel } from '../../../../shared/domain/study.js';
import { featureOf } from './mark-feature.js';

/** Where the marks of a model lie that it was trained with, all but number `audited`. */
export async function occupiedBy({ marks }: StudyModel, audited: number, image: Size): Promise<Box[]> {
  const others = marks.filter(({ copies }, index) => index !== audited && copies > 0);
  return Promise.all(
    others.map(async (mark): Promise<Box> => {
      const { patch } = await prepareFeature(featureOf(mark), mark.text, '.');
      return { ...positionPatch(featureOf(mark).placement, patch, image), width: patch.width, height: patch.height };
    }),
  );
}
