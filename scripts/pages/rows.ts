import { fileURLToPath } from 'node:url';
import { readRows, rowFileIn } from '../../electron/jobs/study/row-file.js';
import type { StudyRow } from '../../shared/domain/study-row.js';
import type { StudyName } from '../../shared/domain/study.js';

/** The rows that are kept of a study, in the order of its models. */
export function rowsOf(study: StudyName): Promise<StudyRow[]> {
  return readRows(rowFileIn(fileURLToPath(new URL(`../../docs/results/${study}/`, import.meta.url))));
}
