import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { deleteAudit, readDeletion } from '../../electron/services/audits/deletion.js';
import { sha256 } from '../../electron/evidence/canonical.js';
import { signReport } from '../../electron/evidence/signing/sign-report.js';
import type { Register } from '../../electron/register/register.js';
import { valueOf } from '../../electron/services/failure.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { evidenceOf } from '../evidence/support/bundle.js';
import { person } from '../evidence/support/people.js';
import { recordExample } from '../evidence/support/recorded-audit.js';
import { cost, passphrase } from '../register/support/register-place.js';

const reason = 'The patient has asked for it.';
let unsigned: Buffer;
let signed: Buffer;
let folder: string;
let service: RegisterService;
let audit: string;

const use = async <Value>(work: (register: Register) => Promise<Value>): Promise<Value> => valueOf(await service.use(work));
const keep = (report: Buffer) =>
  use((register) => register.auditFiles.keep(audit, 'report.pdf', report, { action: 'report-made', subject: {} }));
const look = (now = new Date()) => use((register) => readDeletion(register, audit, now));
const remove = async (why?: string, deletion = look()) => {
  const looked = await deletion;
  return service.use((register) => deleteAudit(register, looked, why));
};
const audits = () => use((register) => register.audits.list());

beforeAll(async () => {
  unsigned = (await evidenceOf()).report;
  signed = await signReport({ report: unsigned, role: 'auditor', signer: person('Ada Auditor'), time: new Date() });
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-deletion-'));
  service = new RegisterService({ folder: join(folder, 'register'), cost });
  valueOf(await service.setUp({ passphrase }));
  audit = await use(recordExample);
  await use((register) => register.retention.keepUntil(audit, undefined));
});
afterEach(() => {
  service.close();
  rmSync(folder, { recursive: true });
});

test('an audit that nobody signed goes without a reason', async () => {
  await keep(unsigned);
  expect(await look()).toMatchObject({ signatures: [], unreadable: false, report: sha256(unsigned) });
  expect(await remove()).toMatchObject({ ok: true });
  expect(await audits()).toEqual([]);
});

test('a signed one goes for a reason alone, which stays with its number, and in the journal as what no guess can be checked against', async () => {
  await keep(signed);
  expect(await look()).toMatchObject({ signatures: [{ role: 'auditor', name: 'Ada Auditor' }], unreadable: false });
  for (const none of [undefined, '', ' \n ', 'x'.repeat(10_000)]) {
    expect(await remove(none)).toMatchObject({
      ok: false,
      error: { code: 'record-kept', message: 'Ada Auditor signed the report as auditor. The reason for deleting it is missing.' },
    });
  }
  expect(await audits()).toHaveLength(1);
  expect(await remove(` ${reason}\n`)).toMatchObject({ ok: true });
  expect(await audits()).toEqual([]);
  expect(await use((register) => register.retention.deleted())).toMatchObject([{ id: audit, reason }]);
  expect((await use((register) => register.journal.entries())).at(-1)).toMatchObject({
    action: 'record-deleted',
    subject: { report: sha256(signed), reason: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  expect(JSON.stringify(await use((register) => register.journal.entries()))).not.toContain(sha256(Buffer.from(reason)));
});

test('one that has to be kept goes before its last day for a reason alone, and after it without', async () => {
  await use((register) => register.retention.keepUntil(audit, '2999-12-31'));
  expect(await remove()).toMatchObject({
    ok: false,
    error: { code: 'record-kept', message: 'The audit has to be kept until 31 December 2999. The reason for deleting it is missing.' },
  });
  expect(await look(new Date('3000-01-01T00:00:00.000Z'))).not.toHaveProperty('keepUntil', '2999-12-31');
  expect(await remove(reason)).toMatchObject({ ok: true });
});

test('one whose report cannot be read is not taken for an unsigned one', async () => {
  await keep(Buffer.from('no report'));
  expect(await look()).toMatchObject({ signatures: [], unreadable: true });
  expect(await remove()).toMatchObject({ ok: false, error: { message: expect.stringContaining('cannot tell who signed it') as string } });
});

test('what was signed since somebody looked at it stays', async () => {
  await keep(unsigned);
  const deletion = look();
  await deletion;
  await keep(signed);
  expect(await remove(undefined, deletion)).toMatchObject({
    ok: false,
    error: { message: 'The report of this audit is another one than you looked at.' },
  });
  expect(await audits()).toHaveLength(1);
});
