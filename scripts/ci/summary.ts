import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LaneEnd } from './lane.js';
import type { TestRecord } from './test-record.js';

const slowestShown = 10;

/** The records that the runs of tests have left, by their names. */
export function readRecords(folder: string): Map<string, TestRecord> {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return new Map(names.map((name) => [name.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, name), 'utf8')) as TestRecord]));
}

/** How long each lane took, which failed, and which test files were slowest. */
export function summarise(ends: readonly LaneEnd[], records: ReadonlyMap<string, TestRecord>): string {
  const lanes = ends.map(({ lane, passed, milliseconds }) => `  ${minutes(milliseconds)}  ${passed ? 'passed' : 'FAILED'}  ${lane}`);
  const files = [...records].flatMap(([run, record]) => record.files.map((file) => ({ ...file, run })));
  const slowest = files
    .sort((a, b) => b.milliseconds - a.milliseconds)
    .slice(0, slowestShown)
    .map(({ file, run, milliseconds }) => `  ${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${file} (${run})`);
  return ['== Time of each lane', ...lanes, '', `== The ${slowestShown} slowest test files`, ...slowest].join('\n');
}

/** The last line of a run. */
export function closingLine(records: ReadonlyMap<string, TestRecord>): string {
  const total = (key: 'passed' | 'failed' | 'skipped'): number => [...records.values()].reduce((sum, record) => sum + record[key], 0);
  return `${total('passed')} passed, ${total('failed')} failed`;
}

function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(6);
}
