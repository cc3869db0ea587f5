import type { StudyModel } from '../../../../shared/domain/study.js';
import type { StudySettings } from '../settings.js';

/** A study: which models it trains, and how they are audited. */
export interface StudyKind {
  /** In the order in which they are made, in which any beginning is a fair sample. */
  readonly models: readonly StudyModel[];
  readonly settings: (model: StudyModel) => StudySettings;
  /** Whether models are audited as if nobody knew the marks' classes, too. */
  readonly labelUnknownToo: boolean;
  /** Whether a stand-in of each model is made and audited beside it. */
  readonly standIns?: true;
}

/** The models of a study, each by its number. */
export function modelsOf(count: number, model: (number: number) => StudyModel): readonly StudyModel[] {
  return Array.from({ length: count }, (_, number) => model(number));
}
