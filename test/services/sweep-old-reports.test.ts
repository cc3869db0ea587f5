import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sweepOldReports } from '../../electron/services/evidence/sweep-old-reports.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A folder with a report in it, as earlier versions left it when they were killed. */
function leave(name: string, time: Date): string {
  const path = join(folder, name);
  mkdirSync(path);
  writeFileSync(join(path, 'report.pdf'), 'DOE^JANE');
  utimesSync(path, time, time);
  return path;
}

test('reports that an earlier version left in the clear go; what is new or of another name stays', async () => {
  const long = new Date(0);
  const old = leave('engram-report-AbC123', long);
  const kept = [leave('engram-report-XyZ789', new Date()), leave('engram-reports-of-mine', long), leave('engram-graph-AbC123', long)];
  const elsewhere = leave('elsewhere', long);
  symlinkSync(elsewhere, join(folder, 'engram-report-lnk123'), 'dir');
  await sweepOldReports();
  expect(existsSync(old)).toBe(false);
  expect(kept.map((path) => existsSync(path))).toEqual([true, true, true]);
  expect(existsSync(join(elsewhere, 'report.pdf'))).toBe(true);
});
