import { spawnSync } from 'node:child_process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { findingSchema } from '../../shared/domain/finding.js';
import { canonicalBytes, sha256 } from '../../electron/evidence/canonical.js';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { attachmentNames } from '../../electron/evidence/report/attachment-names.js';
import { linesOnPaper } from '../../electron/evidence/report/pdf/direction.js';
import { drawable } from '../../electron/evidence/report/pdf/fonts.js';
import { renderReport } from '../../electron/evidence/report/report.js';
import { attachmentsOf } from '../../electron/evidence/signing/pdf/attachments.js';
import { fieldsOf } from '../../electron/evidence/signing/pdf/fields.js';
import { PdfFile } from '../../electron/evidence/signing/pdf/file.js';
import { findingInput, resultOf } from './support/result.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const finding = findingOf(findingInput(resultOf(9)));
const journal = { index: 41, hash: 'e'.repeat(64) };
let report: Buffer;

beforeAll(async () => {
  report = await renderReport({ finding, journal, paper: 'A4' });
});

test('a report holds its finding, the journal’s head and an empty field for each role', () => {
  const file = new PdfFile(report);
  const attached = attachmentsOf(file);
  expect(findingSchema.parse(JSON.parse(String(attached.get(attachmentNames.finding))))).toEqual(JSON.parse(JSON.stringify(finding)));
  expect(attached.get(attachmentNames.journal)).toEqual(canonicalBytes(journal));
  expect(fieldsOf(file).map(({ role, value }) => [role, value])).toEqual([
    ['auditor', undefined],
    ['reviewer', undefined],
    ['approver', undefined],
  ]);
});

describe('two renderings are identical', () => {
  test('one after the other', async () => {
    expect((await renderReport({ finding, journal, paper: 'A4' })).equals(report)).toBe(true);
    expect((await renderReport({ finding, journal, paper: 'Letter' })).equals(report)).toBe(false);
  });

  test.each([
    ['Pacific/Kiritimati', 'ar_EG.UTF-8'],
    ['America/St_Johns', 'de_DE.UTF-8'],
  ])('in the time zone %s and locale %s', (zone, locale) => {
    const module = (path: string) => JSON.stringify(pathToFileURL(fileURLToPath(new URL(path, import.meta.url))).href);
    const script = `
      const { findingOf } = await import(${module('../../electron/evidence/finding/project.ts')});
      const { renderReport } = await import(${module('../../electron/evidence/report/report.ts')});
      const { findingInput, resultOf } = await import(${module('./support/result.ts')});
      const { sha256 } = await import(${module('../../electron/evidence/canonical.ts')});
      console.log(sha256(await renderReport({ finding: findingOf(findingInput(resultOf(9))), journal: ${JSON.stringify(journal)}, paper: 'A4' })));`;
    const ran = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TZ: zone, LC_ALL: locale, LANG: locale },
    });
    expect(ran.stderr).toBe('');
    expect(ran.stdout.trim()).toBe(sha256(report));
  });
});

describe('text from right to left', () => {
  const width = (text: string) => text.length;
  test('words of a line stand in the order of paper, numbers and Latin words as they are', () => {
    expect(linesOnPaper('אחת שתיים 12 שלוש', 100, width)).toEqual(['שלוש 12 שתיים אחת']);
    expect(linesOnPaper('See אחת שתיים here', 100, width)).toEqual(['See שתיים אחת here']);
  });
  test('lines are broken before they are turned', () => {
    expect(linesOnPaper('אחת שתיים שלוש', 9, width)).toEqual(['שתיים אחת', 'שלוש']);
    expect(linesOnPaper('אבגדהו', 4, width)).toEqual(['אבגד', 'הו']);
  });
});

test('what the font lacks or a terminal would obey is written out', () => {
  expect(drawable('去 a\u0000b\u202ec')).toBe('[U+53BB] a b c');
});
