import { appendFileSync } from 'node:fs';
import { mkdir, readFile, truncate } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { studyRowSchema, type StudyRow } from '../../../shared/domain/study-row.js';
import { EngineError } from '../../engine/base/error.js';

/** Rows as JSON lines, one a model, in the order in which they were finished. */
export function rowFileIn(outputFolder: string): string {
  return join(outputFolder, 'rows.jsonl');
}

/** Whole rows in the order of the study's models; what a process that was killed left half written is none. Throws `state-damaged` where a line is no row. */
export async function readRows(path: string): Promise<StudyRow[]> {
  const lines = (await wholeLines(path)).toString('utf8').split('\n').slice(0, -1);
  const rows = lines.map((line, index) => {
    try {
      return studyRowSchema.parse(JSON.parse(line));
    } catch (cause) {
      throw new EngineError('state-damaged', { fault: 'study-row-damaged', index, path }, { cause });
    }
  });
  return rows.sort((one, other) => one.model.number - other.model.number);
}

/** Reads the rows of an earlier run to go on from them, and drops what one that was killed left half written. */
export async function takeUpRows(path: string): Promise<StudyRow[]> {
  await mkdir(dirname(path), { recursive: true });
  const rows = await readRows(path);
  const { length } = await wholeLines(path);
  if (length > 0) await truncate(path, length);
  return rows;
}

export function appendRow(path: string, row: StudyRow): void {
  appendFileSync(path, `${JSON.stringify(row)}\n`, { flush: true });
}

async function wholeLines(path: string): Promise<Buffer> {
  try {
    const bytes = await readFile(path);
    return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
