import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { PdfFile } from '../../electron/evidence/signing/pdf/file.js';
import { PdfReader } from '../../electron/evidence/signing/pdf/objects.js';
import { forge } from '../../electron/evidence/signing/identities/forge.js';
import { openP12 } from '../../electron/evidence/signing/identities/p12.js';
import { createLocalIdentity, createLocalRoot } from '../../electron/evidence/signing/identities/local.js';
import { signReport, type SignRequest } from '../../electron/evidence/signing/sign-report.js';
import { serialNumber } from '../../electron/evidence/signing/serial-number.js';
import type { Signer } from '../../electron/evidence/signing/signer.js';
import { verifyReport } from '../../electron/evidence/signing/verify-report.js';
import { evidenceOf } from './support/bundle.js';
import { keys, person, root, signingTime } from './support/people.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let report: Buffer;
let ada: Signer;
let rolf: Signer;
let signed: Buffer;

const sign = (change: Partial<SignRequest>) => signReport({ report, role: 'auditor', signer: ada, time: signingTime, ...change });

/** What follows from two identities of one workstation and one moment. */
const together = (said: string) =>
  `${said} My identity and that of Ada Auditor (auditor) were made on one workstation, less than a minute apart.`;

beforeAll(async () => {
  report = (await evidenceOf()).report;
  [ada, rolf] = [person('Ada Auditor'), person('נועה כהן')];
  signed = await sign({});
});

test('a certificate can be read whatever chance gives its serial number', () => {
  for (const chance of [0, 0x12, 0x92, 0xff]) {
    const forged = forge.pki.createCertificate();
    forged.publicKey = forge.pki.publicKeyFromPem(keys().publicKey);
    forged.serialNumber = Buffer.from(serialNumber((bytes) => Buffer.alloc(bytes, 0).fill(chance, 1))).toString('hex');
    forged.sign(forge.pki.privateKeyFromPem(keys().privateKey), forge.md.sha256.create());
    expect(new X509Certificate(forge.pki.certificateToPem(forged)).serialNumber.length).toBe(32);
  }
});

test('a signature is added and everything before it stays', async () => {
  const twice = await sign({ report: signed, role: 'reviewer', signer: rolf });
  expect(twice.subarray(0, signed.length).equals(signed)).toBe(true);
  expect(verifyReport(new PdfFile(twice), [root().certificate])).toMatchObject([
    { role: 'auditor', name: 'Ada Auditor', reason: 'I ran this audit.', local: true, problems: [], distrust: undefined },
    { role: 'reviewer', name: 'נועה כהן', reason: together('I checked method and limits.'), problems: [], distrust: undefined },
  ]);
});

describe('refused', () => {
  test('a role that was signed, a person who signs twice', async () => {
    await expect(sign({ report: signed, signer: rolf })).rejects.toThrow('The auditor has signed this report already.');
    await expect(sign({ report: signed, role: 'reviewer' })).rejects.toThrow(
      'Ada Auditor has signed as auditor already, and nobody signs two roles.',
    );
  });
  test('a certificate before and after its time', async () => {
    await expect(sign({ time: new Date('2026-11-18T00:00:00.000Z') })).rejects.toThrow(
      'The certificate of Ada Auditor is not valid before 19 November 2026, 00:00:00 UTC.',
    );
    await expect(sign({ time: new Date('2040-01-01T00:00:00.000Z') })).rejects.toThrow(
      'The certificate of Ada Auditor expired on 18 November 2029.',
    );
  });
  test('an approver without a decision, and a decision of others', async () => {
    await expect(sign({ role: 'approver' })).rejects.toThrow('An approver signs with a decision');
    await expect(sign({ decision: 'hold' })).rejects.toThrow('An approver signs with a decision');
  });
  test('a report that was changed after signing', async () => {
    const changed = Buffer.from(signed);
    changed[changed.indexOf('stream') + 300] ^= 1;
    await expect(sign({ report: changed, role: 'reviewer', signer: rolf })).rejects.toThrow(
      "The auditor's signature does not hold: what it covers was changed after signing; its statement is about another report.",
    );
  });
  test('what is no report', async () => {
    await expect(sign({ report: Buffer.from('%PDF-1.4\n') })).rejects.toThrow('it is no PDF 1.7');
    await expect(sign({ report: report.subarray(0, -9) })).rejects.toThrow('something stands after its end');
  });
  test.each(['', '  ', 'x'.repeat(65), 'a\u001b[31mb'])('the name "%s" for an identity', (name) => {
    expect(() => createLocalIdentity(root(), keys(), name, 'a secret', signingTime)).toThrow(
      'A name must have 1 to 64 characters that can be seen.',
    );
  });
  test('a wrong secret', () => {
    const { p12 } = createLocalIdentity(root(), keys(), 'Somebody', 'right', signingTime);
    expect(() => openP12(p12, 'wrong')).toThrow('The secret of the identity file is wrong.');
  });
});

describe('not trusted', () => {
  test('without an anchor, under another root, and outside the anchor’s time', async () => {
    const distrust = (bytes: Buffer, anchors = [root().certificate]) => verifyReport(new PdfFile(bytes), anchors)[0].distrust;
    expect(distrust(signed, [])).toContain('nobody you trust vouches for');
    expect(distrust(signed, [createLocalRoot('other workstation', keys(), signingTime).certificate])).toContain(
      'nobody you trust vouches for',
    );
    // Certificates are issued to the last day of their root, and outlive it.
    const late = openP12(
      createLocalIdentity(root(), keys(), 'Lotte Late', 'a secret', new Date('2036-01-01T00:00:00.000Z')).p12,
      'a secret',
    );
    expect(distrust(await sign({ signer: late, time: new Date('2037-01-01T00:00:00.000Z') }))).toContain('was not valid then');
    expect(distrust(signed)).toBeUndefined();
  });
});

test.each(['<< /A 1 /A 2 >>', '[1 2', '(abc', '<abc>', '/A /B >>', '['.repeat(50), '12 0 Q'])(
  'the PDF reader refuses "%s" or reads no more than is there',
  (text) => {
    const read = () => {
      const reader = new PdfReader(text);
      return [reader.object(), reader.object(), reader.object(), reader.object()];
    };
    expect(read).toThrow();
  },
);
