import { existsSync } from 'node:fs';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StudyModel } from './study-model.js';
import { studyRowSchema, type StudyRow } from './study-row.js';

export type StudyName = StudyModel['study'];

/** Rows as JSON lines, one a model, in the order in which they were finished. */
export function rowFileOf(study: StudyName): string {
  return fileURLToPath(new URL(`../../../docs/results/${study}/rows.jsonl`, import.meta.url));
}

/** Rows of a study in the order of its models; throws where a line is no row. */
export async function readRows(path: string): Promise<StudyRow[]> {
  if (!existsSync(path)) return [];
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line) => studyRowSchema.parse(JSON.parse(line))).sort((one, other) => one.model.number - other.model.number);
}

export async function appendRow(path: string, row: StudyRow): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, `${JSON.stringify(studyRowSchema.parse(row))}\n`, { flush: true });
}
