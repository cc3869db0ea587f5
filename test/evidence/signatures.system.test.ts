import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { externalSigner } from '../../electron/evidence/signing/identities/external.js';
import { openP12 } from '../../electron/evidence/signing/identities/p12.js';
import { PdfFile } from '../../electron/evidence/signing/pdf/file.js';
import { signaturesOf } from '../../electron/evidence/signing/pdf/signatures.js';
import type { Signer } from '../../electron/evidence/signing/signer.js';
import { signReport } from '../../electron/evidence/signing/sign-report.js';
import { requestStamp, stampLastSignature } from '../../electron/evidence/signing/stamp-report.js';
import { verifyReport } from '../../electron/evidence/signing/verify-report.js';
import { evidenceOf } from './support/bundle.js';
import { person, root } from './support/people.js';
import { askPyHanko } from './support/pyhanko.js';
import { tool, toolBytes } from './support/tools.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
let unsigned: Buffer;
let signed: Buffer;

const at = (name: string) => join(folder, name);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(at(name), content);
  return at(name);
};
const openssl = (...args: string[]) => tool('openssl', args, { cwd: folder });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-signatures-'));
  unsigned = (await evidenceOf()).report;
  makeAuthority();
  // At the real time, which Debian's tools look at.
  signed = unsigned;
  for (const [role, signer] of [
    ['auditor', person('Ada Auditor')],
    ['reviewer', institutional('rsa', 'modern')],
    ['approver', institutional('ec', 'legacy')],
  ] as const) {
    const decided = role === 'approver' ? ({ decision: 'hold', reason: 'The board asks for a second site.' } as const) : {};
    signed = await signReport({ report: signed, role, ...decided, signer, time: new Date() });
  }
  write('signed.pdf', signed);
  write('roots.pem', `${root().certificate.toString()}\n${readFileSync(at('ca.pem'), 'utf8')}`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** An authority of an institution, and certificates that it issued, all by openssl. */
function makeAuthority(): void {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-days',
    '30',
    '-subj',
    '/O=Example Trust/CN=Example Trust CA',
  );
  write('leaf.cnf', 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n');
  for (const kind of ['rsa', 'ec']) {
    openssl('genpkey', '-algorithm', kind, ...(kind === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:P-256'] : []), '-out', `${kind}.key`);
    issue(kind, `${kind}.key`, 'leaf.cnf');
  }
}

function issue(name: string, key: string, extensions: string): void {
  openssl('req', '-new', '-key', key, '-subj', `/O=Example Trust/CN=Dr ${name.toUpperCase()}`, '-out', `${name}.csr`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-days',
    '10',
    '-extfile',
    extensions,
    '-out',
    `${name}.pem`,
  );
}

function institutional(kind: 'rsa' | 'ec', encryption: 'modern' | 'legacy'): Signer {
  const file = `${kind}-${encryption}.p12`;
  openssl(
    'pkcs12',
    '-export',
    ...(encryption === 'legacy' ? ['-legacy'] : []),
    '-inkey',
    `${kind}.key`,
    '-in',
    `${kind}.pem`,
    '-certfile',
    'ca.pem',
    '-passout',
    'pass:geheim ü',
    '-out',
    file,
  );
  return openP12(readFileSync(at(file)), 'geheim ü');
}

test.each([
  ['rsa', 'modern'],
  ['rsa', 'legacy'],
  ['ec', 'modern'],
  ['ec', 'legacy'],
] as const)('a %s key in a P12 with %s encryption signs', async (kind, encryption) => {
  const signer = institutional(kind, encryption);
  expect([signer.local, signer.chain.length]).toEqual([false, 1]);
  const report = await signReport({ report: unsigned, role: 'auditor', signer, time: new Date() });
  expect(tool('pdfsig', ['-nocert', write('p12.pdf', report)])).toContain('Signature is Valid.');
});

test('a wrong secret opens nothing and is not quoted', () => {
  institutional('rsa', 'modern');
  expect(() => openP12(readFileSync(at('rsa-modern.p12')), 'falsch')).toThrow('The secret of the identity file is wrong.');
});

describe('pdfsig', () => {
  test('finds each signature valid, the last over the whole file and each earlier one over its revision', () => {
    const text = tool('pdfsig', ['-nocert', at('signed.pdf')]);
    expect(text.match(/Signature is Valid\./g)).toHaveLength(3);
    expect(text.match(/Total document signed/g)).toHaveLength(1);
    const { revisions } = new PdfFile(signed);
    const ends = [...text.matchAll(/Signed Ranges: \[0 - \d+\], \[\d+ - (\d+)\]/g)].map(([, end]) => Number(end));
    expect(ends).toEqual(revisions.slice(1).map(({ end }) => end));
    expect(ends.at(-1)).toBe(signed.length);
  });

  test('trusts the signers once their roots are imported, and not before', () => {
    const database = `sql:${folder}`;
    tool('certutil', ['-N', '-d', database, '--empty-password']);
    expect(tool('pdfsig', ['-nssdir', folder, at('signed.pdf')])).not.toContain('Certificate is Trusted.');
    write('local.pem', root().certificate.toString());
    for (const name of ['local', 'ca']) tool('certutil', ['-A', '-d', database, '-n', name, '-t', 'C,C,C', '-i', at(`${name}.pem`)]);
    expect(tool('pdfsig', ['-nssdir', folder, at('signed.pdf')]).match(/Certificate is Trusted\./g)).toHaveLength(3);
  });

  test('finds a changed byte, as does Engram', () => {
    const changed = Buffer.from(signed);
    changed[changed.indexOf('stream') + 200] ^= 1;
    expect(tool('pdfsig', ['-nocert', write('changed.pdf', changed)])).not.toContain('Signature is Valid.');
    expect(verifyReport(new PdfFile(changed)).every(({ problems }) => problems.length > 0)).toBe(true);
  });
});

describe('pyHanko', () => {
  test('finds each signature whole and trusted, and the report of each signer good as it left them', () => {
    const found = askPyHanko(at('signed.pdf'), at('roots.pem'));
    expect(found).toHaveLength(3);
    for (const verdict of found) expect(verdict).toMatchObject({ intact: true, valid: true, trusted: true });
    expect(found.every(({ field }) => !field.includes('.'))).toBe(true);
    // What later signers add, its rules do not know in a tagged file: there the structure names each signature field
    // as well (ISO 14289-1 7.18.4), and it takes the field of the next signer for a change of that.
    for (const { end } of new PdfFile(signed).revisions.slice(1)) {
      const last = askPyHanko(write('left.pdf', signed.subarray(0, end)), at('roots.pem')).at(-1);
      expect(last).toMatchObject({ coverage: 'ENTIRE_FILE', changes: 'NONE', holds: true });
    }
  });

  test('trusts nobody without their root, and finds a changed byte', () => {
    const [first, ...others] = askPyHanko(at('signed.pdf'), write('local.pem', root().certificate.toString()));
    expect([first.trusted, others.some(({ trusted }) => trusted)]).toEqual([true, false]);
    const changed = Buffer.from(signed);
    changed[changed.indexOf('stream') + 200] ^= 1;
    expect(askPyHanko(write('altered.pdf', changed), at('roots.pem')).some(({ intact }) => intact)).toBe(false);
  });
});

test('openssl verifies each signature as CAdES', () => {
  for (const { cms, covered, role } of signaturesOf(new PdfFile(signed))) {
    const text = openssl(
      'cms',
      '-verify',
      '-cades',
      '-inform',
      'DER',
      '-in',
      write(`${role}.der`, cms),
      '-content',
      write(`${role}.bin`, covered),
      '-binary',
      '-CAfile',
      'roots.pem',
      '-purpose',
      'any',
      '-out',
      '/dev/null',
    );
    expect(text).toContain('CAdES Verification successful');
  }
});

test('the signed file is a clean, tagged PDF with embedded fonts, its finding attached and headings to read', () => {
  const path = at('signed.pdf');
  expect(tool('qpdf', ['--check', path])).toContain('No syntax or stream encoding errors found');
  const information = tool('pdfinfo', [path]);
  for (const line of [/^Tagged: +yes$/m, /^Form: +AcroForm$/m, /^PDF version: +1\.7$/m, /^Title: +Memorisation audit IG-2026-117/m])
    expect(information).toMatch(line);
  const metadata = tool('pdfinfo', ['-meta', path]);
  expect(metadata).toMatch(/<pdfaid:part>3<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
  expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>');
  const fonts = tool('pdffonts', [path]).trim().split('\n').slice(2);
  expect(fonts.length).toBeGreaterThan(0);
  for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  expect(tool('pdfdetach', ['-list', path])).toContain('finding.json');
  const structure = tool('pdfinfo', ['-struct-text', path]);
  for (const element of ['H1', 'H2', 'Table', 'TH', 'Figure', 'Form', 'L (block)', 'Signatures']) expect(structure).toContain(element);
});

test('an authority stamps a signature by files, openssl being the authority', async () => {
  write('tsa.cnf', 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n');
  openssl('genpkey', '-algorithm', 'RSA', '-out', 'tsa.key');
  issue('tsa', 'tsa.key', 'tsa.cnf');
  write('serial', '01');
  write(
    'ts.cnf',
    `[tsa]\ndefault_tsa=t\n[t]\nserial=${at('serial')}\ncrypto_device=builtin\nsigner_cert=${at('tsa.pem')}\ncerts=${at('ca.pem')}\nsigner_key=${at('tsa.key')}\nsigner_digest=sha256\ndefault_policy=1.3.6.1.4.1.99999.1\ndigests=sha256\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\ness_cert_id_alg=sha256\n`,
  );
  const first = await signReport({ report: unsigned, role: 'auditor', signer: institutional('rsa', 'modern'), time: new Date() });
  write('request.tsq', requestStamp(first));
  openssl('ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'request.tsq', '-out', 'response.tsr');
  const response = readFileSync(at('response.tsr'));
  const stamped = stampLastSignature(first, response);
  const anchors = [institutional('rsa', 'modern').chain[0]];
  const [verified] = verifyReport(new PdfFile(stamped), anchors);
  expect(verified).toMatchObject({ problems: [], distrust: undefined });
  expect(Math.abs((verified.stamped?.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
  expect(tool('pdfsig', ['-nocert', write('stamped.pdf', stamped)])).toContain('Signature is Valid.');
  // The next person signs over the stamp, and the same response fits no other signature.
  const second = await signReport({ report: stamped, role: 'reviewer', signer: institutional('ec', 'modern'), time: new Date() });
  expect(verifyReport(new PdfFile(second), anchors).map(({ problems }) => problems)).toEqual([[], []]);
  expect(() => stampLastSignature(second, response)).toThrow('the time stamp is about another signature');
});

describe('a key in a security module (softhsm2)', () => {
  const module = '/usr/lib/softhsm/libsofthsm2.so';

  test.each([
    ['EC:prime256v1', 'ECDSA', 'digest'],
    ['rsa:2048', 'RSA-PKCS', 'digest-info'],
  ] as const)('%s signs by an external command', async (type, mechanism, input) => {
    const name = type.replace(':', '-');
    tool('mkdir', ['-p', at(`tokens-${name}`)]);
    process.env.SOFTHSM2_CONF = write(
      `softhsm-${name}.conf`,
      `directories.tokendir = ${at(`tokens-${name}`)}\nobjectstore.backend = file\n`,
    );
    tool('softhsm2-util', ['--init-token', '--free', '--label', 'engram', '--so-pin', '1234', '--pin', '5678']);
    tool('pkcs11-tool', [
      '--module',
      module,
      '--login',
      '--pin',
      '5678',
      '--keypairgen',
      '--key-type',
      type,
      '--id',
      '01',
      '--label',
      'signer',
    ]);
    const publicKey = toolBytes('pkcs11-tool', ['--module', module, '--read-object', '--type', 'pubkey', '--id', '01']);
    openssl('pkey', '-pubin', '-inform', 'DER', '-in', write(`${name}.pub`, publicKey), '-out', `${name}-pub.pem`);
    openssl('req', '-new', '-key', 'rsa.key', '-subj', '/O=Example Trust/CN=Dr Token', '-out', 'token.csr');
    openssl(
      'x509',
      '-req',
      '-in',
      'token.csr',
      '-force_pubkey',
      `${name}-pub.pem`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-days',
      '10',
      '-extfile',
      'leaf.cnf',
      '-out',
      'token.pem',
    );
    const certificates = readFileSync(at('token.pem'), 'utf8') + readFileSync(at('ca.pem'), 'utf8');
    const command = ['pkcs11-tool', '--module', module, '--login', '--pin', '5678', '--sign', '--mechanism', mechanism, '--id', '01'];
    const signer = externalSigner({ schema: 'engram.external-signer/1', command, certificates, input });
    const report = await signReport({ report: unsigned, role: 'reviewer', signer, time: new Date() });
    expect(tool('pdfsig', ['-nocert', write('token.pdf', report)])).toContain('Signature is Valid.');
  });

  test('a command that gives another key’s signature is refused', async () => {
    const certificates = readFileSync(at('rsa.pem'), 'utf8');
    const wrong = externalSigner({
      schema: 'engram.external-signer/1',
      command: ['head', '-c', '256', '/dev/urandom'],
      certificates,
      input: 'digest',
    });
    await expect(signReport({ report: unsigned, role: 'auditor', signer: wrong, time: new Date() })).rejects.toThrow(
      'its signature does not fit the certificate',
    );
  });
});
