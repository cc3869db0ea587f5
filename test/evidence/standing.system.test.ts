import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { TestResult } from '../../shared/domain/audit-result.js';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { renderReport } from '../../electron/evidence/report/report.js';
import { findingInput, resultOf } from './support/result.js';
import { tool } from './support/tools.js';

vi.setConfig({ testTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'engram-standing-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a report says of each test how far it carries the verdict, and what keeps it from more', async () => {
  const result = resultOf(9);
  const standings: readonly Pick<TestResult, 'counts' | 'carries' | 'limit'>[] = [
    { counts: true, carries: 'memorised' },
    { counts: true, carries: 'signal', limit: { code: 'family-not-studied' } },
    { counts: true, carries: 'signal', limit: { code: 'label-unknown' } },
    { counts: false, carries: 'nothing', limit: { code: 'false-alarms-too-many' } },
  ];
  const tests = result.tests.slice(0, standings.length).map((one, index) => ({ ...one, ...standings[index] }));
  expect(tests).toHaveLength(standings.length);
  const finding = findingOf(findingInput({ ...result, tests }));
  expect(finding.tests.map(({ counts, carries, limit }) => ({ counts, carries, limit }))).toEqual(
    standings.map((one) => ({ ...one, limit: one.limit?.code })),
  );
  const path = join(folder, 'report.pdf');
  writeFileSync(path, await renderReport({ finding, journal: undefined, paper: 'A4' }));
  const words = tool('pdftotext', ['-raw', path, '-']).replace(/\s+/g, ' ');
  for (const said of [
    ' yes ',
    'at most a signal: its false alarms have not been studied on enough networks of this kind',
    'at most a signal: the class of the record is not known',
    'no: it raised too many false alarms on networks of this kind',
  ]) {
    expect(words).toContain(said);
  }
});
