import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openP12 } from '../../electron/evidence/signing/identities/p12.js';
import { PdfFile } from '../../electron/evidence/signing/pdf/file.js';
import { signReport, signStatement } from '../../electron/evidence/signing/sign-report.js';
import { statementFor } from '../../electron/evidence/signing/statement.js';
import { verifyReport } from '../../electron/evidence/signing/verify-report.js';
import { decisionsIn, groundsOf } from '../../shared/domain/decision.js';
import { verdictOf } from '../../shared/domain/finding.js';
import type { Verdict } from '../../shared/domain/verdict.js';
import { evidenceOf } from './support/bundle.js';

const petra = openP12(readFileSync(new URL('../fixtures/evidence/identities/p256.p12', import.meta.url)), 'geheim12');
const time = new Date('2026-12-01T10:00:00.000Z');
let report: Buffer;
let verdict: Verdict;

beforeAll(async () => {
  const evidence = await evidenceOf();
  report = evidence.report;
  verdict = verdictOf(evidence.finding);
});

const statement = (change: object) => statementFor(new PdfFile(report), { role: 'approver', ...change }, petra.certificate, time);

describe('a decision', () => {
  test.each([
    ['Hold the release; find and remove the record; retrain.', ['hold', 'retrain']],
    ['Hold the release and repeat with a declared seed.', ['hold']],
    ['Release; record the smallest detectable effect in the DPIA.', ['release']],
    ['Do not release; find the images with the mark and retrain without it.', ['hold', 'retrain']],
    ['Supply what is missing and audit again.', []],
    ['The board decides about the release.', []],
  ])('is read from what was agreed: %s', (action, expected) => {
    expect(decisionsIn(action)).toEqual(expected);
  });
  test('needs a reason against the verdict, against what was agreed, and where that names none', () => {
    expect(groundsOf('release', 'memorised', 'Hold the release.')).toEqual(['verdict', 'action']);
    expect(groundsOf('hold', 'memorised', 'Hold the release.')).toEqual([]);
    expect(groundsOf('hold', 'not-detected', 'Release.')).toEqual(['verdict', 'action']);
    expect(groundsOf('hold', 'inconclusive', 'Audit again.')).toEqual(['action-unclear']);
    expect(groundsOf('release', 'not-detected', 'Release.')).toEqual([]);
  });
  test('that departs is refused without a reason, and signed with it', async () => {
    const departing = verdict === 'not-detected' ? 'hold' : 'release';
    expect(() => statement({ decision: departing })).toThrow(/The reason is missing\.$/);
    const given = { decision: departing, reason: 'The board agreed', conditions: 'Only for research.', reviewBy: '2027-03-01' } as const;
    const signed = await signReport({ report, role: 'approver', ...given, signer: petra, time });
    const [{ problems, statement: read, reason, decision }] = verifyReport(new PdfFile(signed));
    expect([problems, decision]).toEqual([[], departing]);
    expect(read).toMatchObject({ schema: 'engram.signature-statement/1', ...given });
    expect(reason).toContain('My reason: The board agreed. My conditions: Only for research. To be reviewed by 1 March 2027.');
  });
  test('accepts a residual risk only as a release', async () => {
    const { sentencesOf } = await import('../../shared/words/signing.js');
    const says = (decision: 'release' | 'hold' | 'retrain') => sentencesOf({ role: 'approver', decision, neighbours: [] }).join(' ');
    expect(says('release')).toContain('accept the residual risk');
    for (const decision of ['hold', 'retrain'] as const) expect(says(decision)).toContain('I accept no residual risk.');
  });
  test('is the approver’s alone, and its review does not lie behind', () => {
    expect(() => statement({})).toThrow('An approver signs with a decision');
    expect(() => statement({ role: 'auditor', reason: 'Because' })).toThrow('belong to a decision');
    expect(() => statement({ decision: 'hold', reason: 'Because', reviewBy: '2026-11-30' })).toThrow('The day of the review lies behind.');
  });
});

test('a statement is signed over the report that it is about, and over no other', async () => {
  const sealed = statement({ decision: 'hold', reason: 'Because' });
  const other = await signReport({
    report,
    role: 'auditor',
    signer: openP12(readFileSync(new URL('../fixtures/evidence/identities/comma.p12', import.meta.url)), 'geheim12'),
    time,
  });
  await expect(signStatement(other, sealed, petra, time)).rejects.toThrow('it was changed since');
});

test('sentences that are not those of the statement do not hold', async () => {
  const signed = await signReport({ report, role: 'approver', decision: 'hold', reason: 'Because', signer: petra, time });
  const changed = Buffer.from(signed);
  const at = changed.indexOf(Buffer.from('"decision":"hold"').toString('hex'));
  changed.write(Buffer.from('"decision":"held"').toString('hex'), at);
  expect(() => verifyReport(new PdfFile(changed))).toThrow('does not hold what it should');
  const swapped = Buffer.from(signed);
  swapped.write(Buffer.from('"reason":"BecauSe"').toString('hex'), swapped.indexOf(Buffer.from('"reason":"Because"').toString('hex')));
  expect(verifyReport(new PdfFile(swapped))[0].problems).toContain('its sentences are not those of its statement');
});
