import { featureSchema, type Feature } from '../../../../shared/domain/feature.js';
import type { StudyMark } from '../../../../shared/domain/study.js';

/** A study's mark as an audit spec describes it; the text is made up, so nothing is secret. */
export function featureOf({ template, font, anchor, margin }: StudyMark): Feature {
  return featureSchema.parse({ kind: 'text', template, typography: { font }, placement: { anchor, margin } });
}
