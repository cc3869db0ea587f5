import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { canonicalBytes, commitment, sha256 } from '../../electron/evidence/canonical.js';
import { saltOf } from '../../electron/evidence/finding/commitments.js';
import type { Register } from '../../electron/register/register.js';
import { caseSchema, type Case } from '../../shared/domain/case.js';
import { exampleOf } from '../support/example-of.js';
import { auditEnd, auditToPlan, modelHash } from './support/example-audit.js';
import { RegisterPlace } from './support/register-place.js';

let place: RegisterPlace;
let register: Register;
let now: Date;
beforeEach(async () => {
  place = new RegisterPlace();
  now = new Date('2026-01-31T10:00:00.000Z');
  register = await place.setUp({ now: () => now });
});
afterEach(() => place.remove());

const cancelled = { code: 'cancelled', message: 'The work was cancelled.', hint: '' } as const;
const broken = { code: 'feature-too-large', message: 'It does not fit.', hint: '' } as const;

let folders = 0;
async function finished(changes: Parameters<typeof auditToPlan>[0] = {}, verdict: Parameters<typeof auditEnd>[0] = 'not-detected') {
  const { record } = await register.audits.plan(auditToPlan({ folder: `/audits/${folders++}`, ...changes }));
  now = new Date(now.getTime() + 60_000);
  return register.audits.finish(record.id, auditEnd(verdict));
}

describe('counting', () => {
  test('an audit of the same model for the same feature is the next, and counts one try more', async () => {
    await finished({}, 'signal');
    await finished({}, 'not-detected');
    const { record, spec, history } = await register.audits.plan(auditToPlan());
    expect(record).toMatchObject({ ordinal: 3, tried: 3 });
    expect(spec.method.tried).toBe(3);
    expect(history).toEqual({
      ordinal: 3,
      earlier: [
        { time: '2026-01-31T10:01:00.000Z', text: 'signal', kind: 'signal' },
        { time: '2026-01-31T10:02:00.000Z', text: 'not-detected', kind: 'not-detected' },
      ],
    });
  });

  test('another place, label, case of letters or spacing is the same feature; another text or model is not', async () => {
    await finished({ text: 'DOE JANE' });
    const place2 = { feature: { kind: 'text', template: '{surname}', placement: { anchor: 'bottom-right' } } } as const;
    expect((await finished({ text: ' doe  jane', spec: { ...place2, label: 5 } })).ordinal).toBe(2);
    expect((await finished({ text: 'DOE JOHN' })).ordinal).toBe(1);
    expect((await register.audits.plan(auditToPlan({ model: 'b'.repeat(64) }))).record.ordinal).toBe(1);
  });

  test('audits of a text are found by it in any model and writing, the newest first, and by no other text', async () => {
    const first = await finished({ text: 'DOE JANE' });
    await finished({ text: 'DOE JOHN' });
    const { record: other } = await register.audits.plan(auditToPlan({ text: 'Doe Jane', model: 'b'.repeat(64), folder: '/audits/other' }));
    expect((await register.audits.ofText(' doe  jane')).map(({ id }) => id)).toEqual([other.id, first.id]);
    expect(await register.audits.ofText('')).toEqual([]);
  });

  test('what the spec declares as tried, earlier ones counted, is the least', async () => {
    expect(await finished({ spec: { method: { tried: 5 } } })).toMatchObject({ ordinal: 1, tried: 5 });
    expect(await finished()).toMatchObject({ ordinal: 2, tried: 6 });
    expect(await finished({ spec: { method: { tried: 20 } } })).toMatchObject({ ordinal: 3, tried: 20 });
  });

  test('what failed showed nobody a result and does not count; what was cut off or deleted does', async () => {
    const failed = await register.audits.plan(auditToPlan({ folder: '/failed' }));
    await register.audits.fail(failed.record.id, broken);
    const first = await finished();
    expect(first.ordinal).toBe(1);
    await register.audits.plan(auditToPlan({ folder: '/cut off' }));
    expect((await finished()).ordinal).toBe(3);
    for (const { id } of await register.audits.list()) await register.retention.delete(id, { early: false });
    expect((await finished()).ordinal).toBe(4);
  });

  test('a feature is known by a mark under a key of the register: another register marks it otherwise', async () => {
    const { feature } = await finished();
    const other = new RegisterPlace();
    const elsewhere = await other.setUp();
    const { record } = await elsewhere.audits.plan(auditToPlan());
    other.remove();
    expect(record.feature).not.toBe(feature);
    expect([sha256(Buffer.from('doe jane')), sha256(Buffer.from('DOE JANE'))]).not.toContain(feature);
  });
});

describe('the same command again', () => {
  test('is the same audit where its folder still holds its work, whatever was audited since', async () => {
    const first = await register.audits.plan(auditToPlan());
    await register.audits.fail(first.record.id, cancelled);
    await finished();
    const again = await register.audits.plan(auditToPlan({ resumes: true }));
    expect([again.record.id, again.spec]).toEqual([first.record.id, first.spec]);
    await register.audits.finish(again.record.id, auditEnd());
    const record = await register.audits.get(again.record.id);
    expect(record).toMatchObject({ state: 'finished', ordinal: 1 });
    expect((await register.audits.plan(auditToPlan({ resumes: true }))).record).toEqual(record);
    expect(await register.audits.list()).toHaveLength(2);
  });

  test('is another audit in another folder, with other secrets, or where the folder is gone', async () => {
    await register.audits.plan(auditToPlan({ seed: 1 }));
    for (const changes of [{ folder: '/elsewhere', seed: 1 }, { seed: 2 }, { seed: 1, text: 'Doe Jane' }]) {
      await register.audits.plan(auditToPlan({ ...changes, resumes: true }));
    }
    await register.audits.plan(auditToPlan({ seed: 1, resumes: false }));
    expect(await register.audits.list()).toHaveLength(5);
  });

  test('is counted anew where it had failed, in its old record', async () => {
    const { record } = await register.audits.plan(auditToPlan());
    await register.audits.fail(record.id, broken);
    await finished();
    expect((await register.audits.plan(auditToPlan({ resumes: true }))).record).toMatchObject({
      id: record.id,
      state: 'planned',
      ordinal: 2,
      tried: 2,
    });
  });
});

describe('what is kept', () => {
  test('the journal commits to the spec before the first score, as a finding will, and names no label and no text', async () => {
    const { record, spec } = await register.audits.plan(auditToPlan());
    const [, planned] = await register.journal.entries();
    const { salt } = await register.audits.content(record.id);
    expect(planned).toMatchObject({
      action: 'audit-planned',
      actor: 'workstation',
      subject: { audit: sha256(Buffer.from(record.id)), model: modelHash, spec: commitment(saltOf(salt, 'spec'), spec) },
    });
    // With all but the label known, no plain hash of the spec may stand there to be tried against.
    const guesses = Array.from({ length: 10 }, (_, label) => sha256(canonicalBytes({ ...spec, label })));
    expect(guesses.filter((guess) => JSON.stringify(planned).includes(guess))).toEqual([]);
    await register.audits.finish(record.id, auditEnd('signal'));
    expect((await register.journal.entries())[2]).toMatchObject({
      action: 'audit-finished',
      verdicts: { text: 'signal', kind: 'signal' },
      subject: { spec: planned.subject.spec },
    });
  });

  test('spec, secrets with the seed that was drawn, and full result can be read again', async () => {
    const { id } = await finished({ text: 'DOE JANE' });
    const end = auditEnd();
    expect(await (await place.open()).audits.content(id)).toMatchObject({
      secrets: { text: 'DOE JANE', seed: end.run.seed },
      result: end.result,
      run: end.run,
    });
  });

  test('a case is declared with the audit, and stands in the journal as what nobody can check a guess against', async () => {
    const declared: Case = caseSchema.parse({ ...exampleOf(caseSchema), reference: 'IG-2026-17' });
    const { id } = await register.cases.save({ declared });
    const { record } = await register.audits.plan({ ...auditToPlan(), case: { id, declared } });
    expect(await register.audits.list({ case: id })).toEqual([record]);
    expect((await register.audits.content(record.id)).declared).toEqual(declared);
    const [none, saved, planned] = (await register.journal.entries()).map(({ subject }) => subject.case);
    expect([none, planned]).toEqual([undefined, saved]);
    expect(saved).toMatch(/^[0-9a-f]{64}$/);
    expect(saved).not.toBe(sha256(canonicalBytes(declared)));
    const elsewhere = new RegisterPlace();
    await (await elsewhere.setUp()).cases.save({ id, declared });
    expect(readFileSync(elsewhere.in('journal.jsonl'), 'utf8')).not.toContain(saved);
    elsewhere.remove();
    await register.cases.delete(id);
    expect((await register.audits.get(record.id)).case).toBeUndefined();
  });

  test('files are kept encrypted with their audit, a new version in the place of the old one', async () => {
    const { id } = await finished();
    const deed = { action: 'report-signed', subject: {} } as const;
    await register.auditFiles.keep(id, 'report.pdf', Buffer.from('signed once'), deed);
    const { files } = await register.auditFiles.keep(id, 'report.pdf', Buffer.from('signed twice'), deed);
    expect(files).toEqual([{ name: 'report.pdf', sha256: sha256(Buffer.from('signed twice')), bytes: 12, keptAt: now.toISOString() }]);
    expect((await (await place.open()).auditFiles.read(id, 'report.pdf')).toString()).toBe('signed twice');
    expect(existsSync(place.in(`sealed/audit/${id}/files/${sha256(Buffer.from('signed once'))}`))).toBe(false);
    expect(readFileSync(place.in(`sealed/audit/${id}/files/${files[0].sha256}`)).includes('signed')).toBe(false);
    await expect(register.auditFiles.read(id, 'other.pdf')).rejects.toMatchObject({ code: 'record-missing' });
  });
});

describe('looking for audits', () => {
  test('by words of reference, model, verdict and day; by the beginning of the identifier', async () => {
    const { id } = await finished({ spec: { reference: 'Thorax 2026' } }, 'signal');
    await finished({ spec: { reference: 'Abdomen' } });
    expect((await register.audits.list()).map(({ reference }) => reference)).toEqual(['Abdomen', 'Thorax 2026']);
    expect((await register.audits.list({ search: 'thorax SIGNAL' })).map((audit) => audit.id)).toEqual([id]);
    expect(await register.audits.list({ search: 'thorax memorised' })).toEqual([]);
    expect((await register.audits.get(id.slice(0, 8))).id).toBe(id);
    await expect(register.audits.get(id.slice(0, 3))).rejects.toMatchObject({ code: 'record-missing' });
    await expect(register.audits.get('ffff-none')).rejects.toMatchObject({ code: 'record-missing' });
  });
});

describe('retention', () => {
  test('a finished audit is kept for the months of the settings and due the day after', async () => {
    await register.settings.set({ keepMonths: 1 });
    const { id, keepUntil } = await finished();
    expect(keepUntil).toBe('2026-02-28');
    await expect(register.retention.delete(id, { early: false })).rejects.toMatchObject({
      code: 'record-kept',
      message: 'This audit has to be kept until 2026-02-28.',
    });
    expect(await register.retention.due('2026-02-28')).toEqual([]);
    expect((await register.retention.due('2026-03-01')).map((audit) => audit.id)).toEqual([id]);
    now = new Date('2026-03-01T00:00:00.000Z');
    await register.retention.delete(id, { early: false });
    expect(await register.audits.list()).toEqual([]);
  });

  test('a deleted audit leaves nothing but its count, and a journal that holds', async () => {
    const { id } = await finished();
    await register.auditFiles.keep(id, 'report.pdf', Buffer.from('report'), { action: 'report-made', subject: {} });
    const head = (await register.journal.verify()).head;
    await register.retention.keepUntil(id, '2099-12-31');
    await register.retention.delete(id, { early: true });
    expect(existsSync(place.in(`sealed/audit/${id}`))).toBe(false);
    const again = await place.open();
    const entries = await again.journal.entries();
    expect(entries.at(-1)).toMatchObject({ action: 'record-deleted', previous: head?.hash });
    expect((await again.journal.verify()).problems).toEqual([]);
    await expect(again.audits.content(id)).rejects.toMatchObject({ code: 'record-missing' });
  });
});
