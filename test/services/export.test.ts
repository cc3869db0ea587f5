import { expect, test } from 'vitest';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { exportOf, type ExportScope } from '../../electron/services/audits/export.js';
import { draftSchema } from '../../shared/domain/draft.js';
import type { FinishedAudit } from '../../shared/domain/finished-audit.js';
import { reachOf } from '../../shared/domain/verdict.js';
import { exampleRun, findingInput, resultOf } from '../evidence/support/result.js';

/** Of a family that nobody studied, where a test carries a signal at most. */
const result = resultOf(9, { family: 'other' });
const { seed: _seed, ...run } = exampleRun;
const audit: FinishedAudit = {
  entry: {
    id: '12345678-0000',
    reference: '=1+1',
    model: 'm.onnx',
    modelSha256: 'a',
    level: 'full',
    finishedAt: run.finishedAt,
    verdicts: { text: 'signal', kind: 'signal' },
  },
  draft: draftSchema.parse({}),
  result: { ...result, reference: '=1+1, "quoted"' },
  run,
  finding: findingOf(findingInput(result)),
};

function rowsOf(scope: ExportScope): Map<string, string> {
  const { data } = exportOf(audit, 'csv', scope);
  const lines = Buffer.from(data, 'base64').toString('utf8').trimEnd().split('\r\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(',')), line.slice(line.indexOf(',') + 1)]));
}

test.each<ExportScope>(['full', 'public'])(
  'the numbers as CSV, %s, say of each test how far it carries the verdict, and what keeps it from more',
  (scope) => {
    const rows = rowsOf(scope);
    expect(result.tests.map(reachOf)).toEqual(expect.arrayContaining(['signal', 'nothing']));
    result.tests.forEach((one, index) => {
      expect(rows.get(`tests.${index}.carries`)).toBe(reachOf(one));
      expect(rows.get(scope === 'full' ? `tests.${index}.limit.code` : `tests.${index}.limit`)).toBe(one.limit?.code);
      // What is known of the test stays with the full result: it may hold numbers of the audit.
      expect(rows.has(`tests.${index}.basis.code`)).toBe(scope === 'full');
    });
  },
);

test('a text that a spreadsheet would take for a formula is kept from being one', () => {
  expect(rowsOf('full').get('reference')).toBe(`"'=1+1, ""quoted"""`);
});
