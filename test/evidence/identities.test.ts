import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fullName, nameOf } from '../../electron/evidence/signing/certificate-name.js';
import { openP12 } from '../../electron/evidence/signing/identities/p12.js';
import { signingOf } from '../../electron/evidence/signing/key-usage.js';
import { isSamePerson } from '../../electron/evidence/signing/person.js';

const file = (name: string): Buffer => readFileSync(new URL(`../fixtures/evidence/identities/${name}`, import.meta.url));
const opened = (name: string, secret = 'geheim12') => openP12(file(`${name}.p12`), secret);

describe('the name of a signer is the certificate’s, as it is', () => {
  test.each([
    ['eid', 'NÄIDIS,MARI-LIIS,49901010000'],
    ['comma', 'Beispiel, Petra, MD'],
    ['hash', '#42 Reader'],
  ])('%s: %s', (name, expected) => {
    const { certificate } = opened(name);
    expect(nameOf(certificate)).toBe(expected);
    expect(fullName(certificate, 'subject')).not.toContain('\\');
  });
  test('with signs that RFC 2253 escapes', () => {
    expect(nameOf(opened('plus').certificate)).toMatch(/^Anders \+ Partner <.*>; "Dr"$/);
  });
});

describe('the key of a P12', () => {
  test.each(['rc2', 'rc2key', 'tripledes', 'aes256', 'aes_sha512', 'plaincert', 'p256', 'p384', 'p521'])(
    '%s opens and signs',
    async (name) => {
      const signer = opened(name);
      const { certificate } = signer;
      expect(certificate.publicKey.asymmetricKeyType).toBe(name.startsWith('p') && name !== 'plaincert' ? 'ec' : 'rsa');
      expect((await signer.sign(Buffer.from('text'))).length).toBeGreaterThan(60);
    },
  );
  test.each(['umlaut_new', 'umlaut_old'])('%s opens with a secret that is not ASCII', (name) => {
    expect(nameOf(opened(name, 'schlüssel€').certificate)).not.toBe('');
  });
  test('is the one for signatures, whichever stands first', () => {
    expect(signingOf(opened('two_enc_first').certificate)).toBe('allowed');
  });
  test('may have no key usage, and may not be for encryption alone', () => {
    expect(signingOf(opened('noku').certificate)).toBe('unstated');
    expect(() => opened('enc')).toThrow(/^The certificate of .+ is for encryption and not for signatures\.$/);
  });
});

test.each([
  ['a PEM', () => openP12(file('roots.pem'), 'geheim12'), 'The identity file is a PEM text, and a .p12 or .pfx file is needed.'],
  ['an unsupported method', () => opened('camellia'), 'The identity file is encrypted by a method that Engram does not support.'],
  ['a wrong secret', () => opened('aes256', 'falsch'), 'The secret of the identity file is wrong.'],
  ['a wrong secret that is not ASCII', () => opened('aes256', 'fälsch'), 'The secret of the identity file is wrong.'],
  ['a cut file', () => openP12(file('aes256.p12').subarray(0, 900), 'geheim12'), 'It is no PKCS #12 file, or it is damaged.'],
  ['another file', () => openP12(Buffer.from('hello'), 'geheim12'), 'It is no PKCS #12 file, or it is damaged.'],
])('%s has a message of its own', (_what, open, message) => {
  expect(open).toThrow(message);
});

describe('one person', () => {
  const petra = (issuer: string) =>
    new X509Certificate(readFileSync(new URL(`../fixtures/evidence/people/${issuer}.pem`, import.meta.url)));
  test('has one key, or one name by one issuer', () => {
    expect(isSamePerson(petra('petra-of-a'), petra('petra-of-a-again'))).toBe(true);
    expect(isSamePerson(petra('petra-of-a'), petra('petra-of-b'))).toBe(false);
  });
});
