import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openP12 } from '../../electron/evidence/signing/identities/p12.js';
import { fieldsOf, hasOlderFields } from '../../electron/evidence/signing/pdf/fields.js';
import { PdfFile } from '../../electron/evidence/signing/pdf/file.js';
import { signReport } from '../../electron/evidence/signing/sign-report.js';
import { verifyReport } from '../../electron/evidence/signing/verify-report.js';
import { verifyPath } from '../../electron/evidence/verify/verify.js';
import { outcomeOf } from '../../shared/words/verification.js';

/** Reports as they were signed before fields lost their period and signatures got statements. */

const url = (name: string) => new URL(`../fixtures/evidence/${name}`, import.meta.url);
const signed = readFileSync(url('older/signed.pdf'));
const root = new X509Certificate(readFileSync(url('older/root.pem')));
const petra = openP12(readFileSync(url('identities/p256.p12')), 'geheim12');
const time = new Date('2026-12-01T10:00:00.000Z');

test('an older report still reads: who signed, and what was decided', () => {
  const [auditor, approver, ...others] = verifyReport(new PdfFile(signed), [root]);
  expect(others).toEqual([]);
  expect([auditor, approver]).toMatchObject([
    { role: 'auditor', name: 'Ada Auditor', problems: [], distrust: undefined, decision: undefined, statement: undefined },
    { role: 'approver', name: 'Paula, MD', problems: [], distrust: undefined, decision: 'hold', statement: undefined },
  ]);
  // Made by a test on one day, by one workstation.
  expect(approver.neighbours).toEqual([{ name: 'Ada Auditor', role: 'auditor', minutes: 0 }]);
});

test('an older report can be signed on, and keeps its fields', async () => {
  const further = await signReport({ report: signed, role: 'reviewer', signer: petra, time });
  expect(verifyReport(new PdfFile(further)).map(({ role, problems }) => [role, problems])).toEqual([
    ['auditor', []],
    ['approver', []],
    ['reviewer', []],
  ]);
  expect(hasOlderFields(new PdfFile(further))).toBe(true);
});

test('Verify says of an older report that it holds, what was decided, and that it is older', async () => {
  const { checks, about } = await verifyPath(fileURLToPath(url('older/signed.pdf')), [root]);
  expect(about).toMatchObject({ older: true, decision: { decision: 'hold', by: 'Paula, MD' } });
  expect(outcomeOf(checks, about, true)).toMatchObject({
    holds: true,
    next: expect.stringContaining('It is in an older format of Engram') as string,
  });
});

test('field names hold no period in a report of today', async () => {
  const { evidenceOf } = await import('./support/bundle.js');
  const file = new PdfFile((await evidenceOf()).report);
  expect(hasOlderFields(file)).toBe(false);
  expect(fieldsOf(file).map(({ role }) => role)).toEqual(['auditor', 'reviewer', 'approver']);
  expect(file.bytes.includes('engram.auditor')).toBe(false);
});
