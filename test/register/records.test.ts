import { X509Certificate } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sha256 } from '../../electron/evidence/canonical.js';
import { clockSetBack } from '../../electron/evidence/verify/journal.js';
import { signedHeadProblem } from '../../electron/register/journal/signed-head.js';
import type { Register } from '../../electron/register/register.js';
import { modelSourceSchema } from '../../shared/domain/model.js';
import { preprocessingSchema } from '../../shared/domain/images.js';
import { RegisterPlace } from './support/register-place.js';

let place: RegisterPlace;
let register: Register;
beforeEach(async () => {
  place = new RegisterPlace();
  register = await place.setUp();
});
afterEach(() => place.remove());

test('drafts are saved over the revision that was read and no other', async () => {
  const first = await register.drafts.save({ title: 'Chest', content: { step: 1 } });
  const elsewhere = await place.open();
  const second = await elsewhere.drafts.save({ ...first, title: 'Chest, lateral', content: { step: 2 } });
  expect(second).toMatchObject({ id: first.id, revision: 2 });
  await expect(register.drafts.save({ ...first, content: { step: 3 } })).rejects.toMatchObject({ code: 'draft-changed' });
  expect(await register.drafts.load(first.id)).toEqual({ ...second, content: { step: 2 } });
  await elsewhere.drafts.delete(first.id);
  expect(await register.drafts.list()).toEqual([]);
  await expect(register.drafts.load(first.id)).rejects.toMatchObject({ code: 'record-missing' });
  await expect(register.drafts.save({ ...second, content: { step: 4 } })).rejects.toMatchObject({ code: 'draft-changed' });
});

test('a model keeps what was confirmed about it, and is journaled once', async () => {
  const sha256 = 'c'.repeat(64);
  const { path: _path, ...source } = modelSourceSchema.parse({ path: 'x', output: 'logits' });
  const confirmed = { source, preprocessing: preprocessingSchema.parse({}) };
  await register.models.see({ sha256, name: 'chest.onnx', confirmed });
  await register.models.see({ sha256, name: 'chest-copy.onnx' });
  expect(await (await place.open()).models.get(sha256)).toMatchObject({ name: 'chest-copy.onnx', confirmed });
  expect((await register.journal.entries()).filter(({ action }) => action === 'model-seen')).toHaveLength(1);
  await register.models.forget(sha256);
  expect(await register.models.list()).toEqual([]);
});

test('identities keep their locked key; names stay out of the journal', async () => {
  const certificate = 'd'.repeat(64);
  const { id } = await register.identities.add(
    { name: 'Dr Ada Example', kind: 'local', certificate, certificates: ['AAAA'] },
    Buffer.from('p12'),
  );
  const elsewhere = await place.open();
  expect(await elsewhere.identities.list()).toMatchObject([{ name: 'Dr Ada Example', certificate }]);
  expect((await elsewhere.identities.key(id)).toString()).toBe('p12');
  const entries = await register.journal.entries();
  expect(entries.at(-1)).toMatchObject({ action: 'identity-created', subject: { certificate } });
  expect(JSON.stringify(entries)).not.toContain('Ada');
  await register.identities.delete(id);
  await expect(register.identities.key(id)).rejects.toMatchObject({ code: 'record-missing' });
});

test('a deed done elsewhere is journaled under its doer', async () => {
  const actor = 'e'.repeat(64);
  const head = await register.journal.add({ actor, action: 'report-signed', subject: { report: 'f'.repeat(64) } });
  expect(head.index).toBe(1);
  expect((await register.journal.entries()).at(-1)).toMatchObject({ actor, action: 'report-signed' });
});

test('heads are signed by the installation, with one key for all its processes', async () => {
  const first = await register.journal.signHead();
  const elsewhere = await place.open();
  await elsewhere.settings.set({ keepMonths: 3 });
  const second = await elsewhere.journal.signHead();
  expect(second.head.index).toBe(first.head.index + 1);
  expect(second.certificates).toEqual(first.certificates);
  const certificate = new X509Certificate(Buffer.from(second.certificates[0], 'base64'));
  expect(certificate.subject).toMatch(/^CN=Engram journal on /);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect((await register.journal.entries()).find(({ action }) => action === 'identity-created')?.subject).toEqual({
    certificate: sha256(certificate.raw),
  });
  expect(await register.journal.signedHead()).toEqual(second);
  expect((await register.journal.verify()).problems).toEqual([]);
});

test('the root of local identities is made once', async () => {
  const root = await register.installation.root();
  expect(root.certificate.ca).toBe(true);
  const again = await (await place.open()).installation.root();
  expect([again.key, again.certificate.raw.equals(root.certificate.raw)]).toEqual([root.key, true]);
});

test('a signed head is held to its signature and to the journal', async () => {
  const signed = await register.journal.signHead();
  const entries = await register.journal.entries();
  expect(signedHeadProblem(signed, entries)).toBeUndefined();
  expect(signedHeadProblem(signed, entries.slice(0, -1))).toBe(`The journal is not the one whose entry ${signed.head.index} was signed.`);
  expect(signedHeadProblem({ ...signed, head: { ...signed.head, index: 0 } }, entries)).toBe(
    "The signature of the journal's last signed head does not hold.",
  );
});

test('a setting that is given as undefined is taken back', async () => {
  await register.settings.set({ keepMonths: 12, paper: 'Letter' });
  expect(await register.settings.set({ keepMonths: undefined })).toEqual({ paper: 'Letter' });
});

test('a clock that went back is noted before what comes after it, and small corrections are not', async () => {
  const other = new RegisterPlace();
  let clock = '10:00:00';
  const { journal, settings } = await other.setUp({ now: () => new Date(`2026-03-14T${clock}.000Z`) });
  for (clock of ['09:59:30', '08:00:00', '08:00:01']) await settings.set({});
  const entries = await journal.entries();
  const told = entries.map(({ action, time }) => `${action} ${time.slice(11, 16)}`);
  expect(told).toEqual([
    'register-created 10:00',
    'settings-changed 09:59',
    'clock-set-back 08:00',
    'settings-changed 08:00',
    'settings-changed 08:00',
  ]);
  expect(clockSetBack(entries)).toEqual(['the workstation’s clock had gone back before entries 1 and 2']);
  expect(clockSetBack(entries.slice(2))).toEqual([]);
  other.remove();
});
