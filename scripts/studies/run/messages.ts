import type { StudyModel } from '../rows/study-model.js';
import type { StudyRow } from '../rows/study-row.js';
import type { Origin } from './origin.js';

/** What a study asks of a process that makes rows, and what it hears. */
export interface RowOrder {
  readonly model: StudyModel;
  readonly origin: Origin;
}

export type RowAnswer = { readonly number: number; readonly row: StudyRow } | { readonly number: number; readonly problem: string };
