import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { KeyStore } from '../../electron/register/keys/key-store.js';
import { Register, waysToOpen } from '../../electron/register/register.js';
import { cost, fixture, passphrase, RegisterPlace } from './support/register-place.js';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
});
afterEach(() => place.remove());

/** A key store of one user on one machine, which is told from others by its secret byte. */
function keyStore(secret: number, changes: Partial<KeyStore> = {}): KeyStore {
  const turn = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ secret));
  return {
    backend: 'gnome_libsecret',
    isAvailable: () => true,
    encrypt: (text) => turn(Buffer.from(`mine ${text}`)),
    decrypt(encrypted) {
      const text = turn(encrypted).toString();
      if (!text.startsWith('mine ')) throw new Error('encrypted elsewhere');
      return text.slice('mine '.length);
    },
    ...changes,
  };
}

const noOpening = { by: 'passphrase', passphrase: 'another long passphrase' } as const;

describe('a lost login', () => {
  const certificates = () => [fixture('recovery-rsa.pem'), fixture('recovery-ec.pem')];

  async function registerWithDraft(): Promise<void> {
    const register = await Register.setUp(
      place.path,
      { passphrase, certificates: certificates(), remember: true },
      { cost, keyStore: keyStore(1) },
    );
    await register.drafts.save({ title: 'Chest', content: { text: 'DOE JANE' } });
    register.close();
  }

  async function expectDraft(register: Register): Promise<void> {
    const [{ id }] = await register.drafts.list();
    expect((await register.drafts.load(id)).content).toEqual({ text: 'DOE JANE' });
    await register.drafts.save({ title: 'Written there', content: null });
    expect(await register.journal.verify()).toMatchObject({ problems: [] });
  }

  test('the passphrase alone opens the register on another machine', async () => {
    await registerWithDraft();
    await expectDraft(await Register.open(place.copy('elsewhere'), { by: 'passphrase', passphrase }, { keyStore: keyStore(2) }));
  });

  test.each([
    ['RSA', 'recovery-rsa.key.pem', 'key of the board'],
    ['elliptic-curve', 'recovery-ec.key.pem', undefined],
  ])('the %s key of a recovery certificate alone opens it on another machine', async (_kind, file, keyPassphrase) => {
    await registerWithDraft();
    await expectDraft(await Register.open(place.copy('elsewhere'), { by: 'private-key', file: fixture(file), passphrase: keyPassphrase }));
  });

  test('the key store opens it here, and nowhere else', async () => {
    await registerWithDraft();
    await expectDraft(await Register.open(place.path, { by: 'key-store' }, { keyStore: keyStore(1) }));
    for (const store of [keyStore(2), undefined, keyStore(1, { isAvailable: () => false })]) {
      await expect(Register.open(place.path, { by: 'key-store' }, { keyStore: store })).rejects.toMatchObject({
        code: 'key-store-unavailable',
      });
    }
  });

  test('a new passphrase after recovery replaces the lost one', async () => {
    await registerWithDraft();
    const register = await Register.open(place.path, { by: 'private-key', file: fixture('recovery-ec.key.pem') }, { cost });
    expect((await register.keys.changePassphrase('a passphrase of today')).map(({ kind }) => kind).sort()).toEqual([
      'certificate',
      'certificate',
      'key-store',
      'passphrase',
    ]);
    await expect(place.open()).rejects.toMatchObject({ code: 'passphrase-wrong' });
    await expectDraft(await Register.open(place.path, { by: 'passphrase', passphrase: 'a passphrase of today' }));
  });
});

describe('what does not open it', () => {
  test('another passphrase, another key, a locked key, no key', async () => {
    await Register.setUp(place.path, { passphrase, certificates: [fixture('recovery-rsa.pem')] }, { cost });
    await expect(Register.open(place.path, noOpening)).rejects.toMatchObject({ code: 'passphrase-wrong' });
    await expect(Register.open(place.path, { by: 'private-key', file: fixture('recovery-ec.key.pem') })).rejects.toMatchObject({
      code: 'recovery-key-invalid',
    });
    await expect(Register.open(place.path, { by: 'private-key', file: fixture('recovery-rsa.key.pem') })).rejects.toMatchObject({
      code: 'recovery-key-locked',
    });
    await expect(
      Register.open(place.path, { by: 'private-key', file: fixture('recovery-rsa.key.pem'), passphrase: 'wrong' }),
    ).rejects.toMatchObject({ code: 'recovery-key-invalid' });
    await expect(Register.open(place.path, { by: 'private-key', file: fixture('recovery-rsa.pem') })).rejects.toMatchObject({
      code: 'recovery-key-invalid',
    });
  });

  test('a certificate that was taken off', async () => {
    const register = await Register.setUp(place.path, { passphrase, certificates: [fixture('recovery-ec.pem')] }, { cost });
    const [, certificate] = await register.keys.ways();
    expect(certificate).toMatchObject({ kind: 'certificate', subject: 'O=Example Hospital, CN=Board (recovery-ec)' });
    await register.keys.removeCertificate(certificate.kind === 'certificate' ? certificate.fingerprint : '');
    expect(await register.keys.ways()).toEqual([{ kind: 'passphrase' }]);
    await expect(Register.open(place.path, { by: 'private-key', file: fixture('recovery-ec.key.pem') })).rejects.toMatchObject({
      code: 'recovery-key-invalid',
    });
  });
});

describe('what is refused at set-up, leaving nothing behind', () => {
  test.each([
    ['a short passphrase', { passphrase: 'short' }, 'passphrase-invalid'],
    ['one that is easy to guess', { passphrase: 'hospital2026' }, 'passphrase-invalid'],
    ['one of the most common', { passphrase: 'password1234' }, 'passphrase-invalid'],
    ['a repetition', { passphrase: 'aaaaaaaaaaaaaaaaaaaaaaaa' }, 'passphrase-invalid'],
    ['no certificate', { passphrase, certificates: [Buffer.from('nothing')] }, 'certificate-invalid'],
    ['a weak certificate', { passphrase, certificates: [fixture('weak-rsa.pem')] }, 'certificate-invalid'],
    ['a certificate that can only sign', { passphrase, certificates: [fixture('signing-only.pem')] }, 'certificate-invalid'],
    ['a key store that is none', { passphrase, remember: true }, 'key-store-unavailable'],
  ])('%s', async (_what, setUp, code) => {
    await expect(Register.setUp(place.path, setUp, { cost, keyStore: keyStore(1, { backend: 'basic_text' }) })).rejects.toMatchObject({
      code,
    });
    expect(await waysToOpen(place.path)).toBeUndefined();
  });

  test('an expired certificate', async () => {
    const setUp = { passphrase, certificates: [fixture('recovery-ec.pem')] };
    await expect(Register.setUp(place.path, setUp, { cost, now: () => new Date('2200-01-01') })).rejects.toMatchObject({
      code: 'certificate-invalid',
    });
  });

  test('a second register in the same place', async () => {
    await place.setUp();
    await expect(place.setUp()).rejects.toMatchObject({ code: 'register-exists' });
    await (await place.open()).drafts.save({ title: 'still there', content: 1 });
  });
});

test('a passphrase is the same however its accents are typed', async () => {
  await Register.setUp(place.path, { passphrase: 'Zürich und Genève' }, { cost });
  await Register.open(place.path, { by: 'passphrase', passphrase: 'Zürich und Genève'.normalize('NFD') });
});

test('a damaged key file is replaced by its copy; without either, nothing opens', async () => {
  await place.setUp();
  writeFileSync(place.in('keys.json'), readFileSync(place.in('keys.json'), 'utf8').slice(0, 100));
  await place.open();
  writeFileSync(place.in('keys.copy.json'), '{}');
  await expect(place.open()).rejects.toMatchObject({ code: 'register-damaged' });
});

test('absurd costs in a key file are refused, not computed', async () => {
  await place.setUp();
  for (const name of ['keys.json', 'keys.copy.json'])
    writeFileSync(place.in(name), readFileSync(place.in(name), 'utf8').replace(`"cost": ${cost}`, '"cost": 1073741824'));
  await expect(place.open()).rejects.toMatchObject({ code: 'register-damaged' });
});

test('a closed register can be neither read nor written', async () => {
  const register = await place.setUp();
  const { id } = await register.drafts.save({ title: 'Chest', content: 1 });
  register.close();
  await expect(register.drafts.load(id)).rejects.toMatchObject({ code: 'register-locked' });
  await expect(register.drafts.save({ title: 'Chest', content: 2 })).rejects.toMatchObject({ code: 'register-locked' });
  expect((await (await place.open()).drafts.load(id)).content).toBe(1);
});
