import { createPrivateKey } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import forge from 'node-forge';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerOf } from '../../electron/services/attach.js';
import { DraftKeeper } from '../../electron/services/drafts/draft-keeper.js';
import { Drafts } from '../../electron/services/drafts/drafts.js';
import { EngineService } from '../../electron/services/engine-service.js';
import { evidenceHandlers } from '../../electron/services/evidence/evidence-handlers.js';
import { givenByHand } from '../../electron/services/evidence/confirm-command.js';
import { EvidenceService, verifyEvidence } from '../../electron/services/evidence/evidence-service.js';
import { OpenedIdentities } from '../../electron/services/evidence/opened-identities.js';
import { newFile } from '../../electron/cli/output-file.js';
import { valueOf } from '../../electron/services/failure.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { writtenHandlers } from '../../electron/services/written-handlers.js';
import type { CallInput, CallOutput } from '../../shared/contract/calls.js';
import type { Handlers } from '../../shared/contract/handlers.js';
import type { CallName } from '../../shared/contract/names.js';
import type { Result } from '../../shared/domain/error.js';
import type { Deed, IdentitySource } from '../../shared/domain/signing.js';
import { institutionalP12 } from '../evidence/support/institution.js';
import { recordExample } from '../evidence/support/recorded-audit.js';
import { privateText } from '../evidence/support/result.js';
import { anyPath } from '../contract/support/any-path.js';
import { cost, passphrase } from '../register/support/register-place.js';
import { compiledEngine } from '../support/compiled.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const secret = 'a secret of Ada';
let folder: string;
let engine: EngineService;
let register: RegisterService;
let evidence: EvidenceService;
let identities: OpenedIdentities;
/** Without a report at first. */
let audit: string;
/** A local identity. */
let ada: IdentitySource;
const rolf: () => IdentitySource = () => ({ p12: at('rolf.p12'), secret: 'geheim' });

const at = (name: string) => join(folder, name);

/** A call as a window makes it: what goes in and out is parsed. */
async function call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Result<CallOutput<Name>>> {
  const drafts = new Drafts(new DraftKeeper(register), () => undefined);
  const handlers = { ...evidenceHandlers({ evidence, identities, engine }), ...writtenHandlers({ drafts, evidence }) };
  return (await answerOf(handlers as Handlers, name, anyPath)(input)) as Result<CallOutput<Name>>;
}

async function value<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallOutput<Name>> {
  const result = await call(name, input);
  if (!result.ok) throw new Error(`${result.error.message} ${result.error.hint}`);
  return result.value;
}

async function sign(deed: Omit<Extract<Deed, { do: 'sign' }>, 'do'>, identity: IdentitySource) {
  const { ticket } = await value('openIdentity', { identity, deed: { do: 'sign', ...deed } });
  return value('signReport', { ticket });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-sign-'));
  engine = new EngineService({ entry: compiledEngine(), cacheFolder: at('cache'), threads: 1, processes: 1 });
  register = new RegisterService({ folder: at('register'), cost });
  await register.setUp({ passphrase });
  evidence = new EvidenceService(engine, register, givenByHand);
  const { id } = await value('createIdentity', { name: 'Ada Auditor', secret });
  ada = { local: id, secret };
  writeFileSync(at('rolf.p12'), institutionalP12('Rolf Reviewer', 'geheim'));
  identities = new OpenedIdentities(evidence);
  [unsigned, signedByAda] = [await record(), await record()];
  for (const id of [unsigned, signedByAda]) await value('makeReport', { id, discardSignatures: false });
  await sign({ report: { audit: signedByAda }, role: 'auditor' }, ada);
});

/** Audits whose reports are unsigned, and signed by Ada as auditor; no test changes them. */
let unsigned: string;
let signedByAda: string;

async function record(): Promise<string> {
  const recorded = await register.use(recordExample);
  if (!recorded.ok) throw new Error(recorded.error.message);
  return recorded.value;
}

beforeEach(async () => {
  identities = new OpenedIdentities(evidence);
  audit = await record();
});

afterAll(async () => {
  register.close();
  await engine.kill();
  rmSync(folder, { recursive: true });
});

describe('the report of an audit', () => {
  test('is made once, read again with its signatures, and made anew only when asked', async () => {
    const place = { report: { audit } };
    expect(await value('readReport', place)).toEqual({});
    const { report } = await value('makeReport', { id: audit, discardSignatures: false });
    expect(report).toMatchObject({
      reference: 'IG-2026-117',
      model: 'Chest X-ray triage, version 2.3',
      verdict: expect.any(String) as string,
      signatures: [],
    });
    expect((await value('readReport', place)).report).toEqual(report);
    const signed = (await sign({ ...place, role: 'auditor' }, ada)).report;
    // Whoever saves it gets the signed one.
    const { name, data } = await value('readReportFile', { id: audit });
    expect(name).toBe(`engram-report-${audit.slice(0, 8)}.pdf`);
    writeFileSync(at('kept.pdf'), Buffer.from(data, 'base64'));
    expect((await value('readReport', { report: { path: at('kept.pdf') } })).report).toEqual(signed);
    await expect(call('makeReport', { id: audit, discardSignatures: false })).resolves.toMatchObject({
      ok: false,
      error: { message: 'The report of this audit is signed, and a new one would take its place without the signatures.' },
    });
    expect((await value('readReport', place)).report).toEqual(signed);
    expect((await value('makeReport', { id: audit, discardSignatures: true })).report.signatures).toEqual([]);
  });

  test('is made without a file in the temporary folder', async () => {
    vi.stubEnv('TMPDIR', at('there-is-no-such-folder'));
    vi.stubEnv('TEMP', at('there-is-no-such-folder'));
    try {
      expect(await call('makeReport', { id: audit, discardSignatures: true })).toMatchObject({ ok: true });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('is made by whoever saves it first', async () => {
    expect(
      Buffer.from((await value('readReportFile', { id: audit })).data, 'base64')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect((await value('readReport', { report: { audit } })).report).toBeDefined();
  });
});

describe('a signer', () => {
  const deed = (role: 'auditor' | 'reviewer' | 'approver', decision?: 'release' | 'hold' | 'retrain', id = audit) => ({
    do: 'sign' as const,
    report: { audit: id },
    role,
    decision,
  });

  test('sees whose identity it is and what it will say, and that is what is signed', async () => {
    await value('makeReport', { id: audit, discardSignatures: false });
    const local = await value('openIdentity', { identity: ada, deed: deed('auditor') });
    expect(local).toMatchObject({
      holder: { name: 'Ada Auditor', local: true, issuer: expect.stringContaining('Engram on') as string },
      deed: { role: 'auditor', meaning: 'I ran this audit.', report: { reference: 'IG-2026-117', signatures: [] } },
      page: { png: expect.stringMatching(/^iVBOR/) as string, pages: expect.any(Number) as number },
    });
    const { report } = await value('signReport', { ticket: local.ticket });
    expect(report.signatures).toMatchObject([
      { role: 'auditor', holder: { name: 'Ada Auditor' }, meaning: 'I ran this audit.', problems: [] },
    ]);
    const institutional = await value('openIdentity', {
      identity: rolf(),
      deed: { ...deed('approver', 'hold'), reason: 'The board\nwants  a second look', reviewBy: '2999-03-01' },
    });
    expect(institutional).toMatchObject({
      holder: { name: 'Rolf Reviewer', local: false },
      deed: {
        decision: 'hold',
        meaning:
          'I do not release this model for now. I accept no residual risk. My reason: The board wants a second look. To be reviewed by 1 March 2999.',
        report: { signatures: [{ role: 'auditor' }] },
      },
    });
    expect(
      (await value('signReport', { ticket: institutional.ticket })).report.signatures.map(({ role, meaning, problems }) => [
        role,
        meaning,
        problems,
      ]),
    ).toEqual([
      ['auditor', 'I ran this audit.', []],
      ['approver', institutional.deed.meaning, []],
    ]);
  });

  test.each([
    ['a wrong secret', () => ({ ...ada, secret: 'wrong' }), 'auditor', 'identity-invalid', 'The secret of the identity file is wrong.'],
    [
      'a file that is not there',
      () => ({ p12: at('none.p12'), secret: 'x' }),
      'auditor',
      'identity-invalid',
      'cannot be read: there is no such file.',
    ],
    ['a folder', () => ({ p12: folder, secret: 'x' }), 'auditor', 'identity-invalid', 'cannot be read: it is a folder.'],
    [
      'an identity that the register does not hold',
      () => ({ local: 'Somebody', secret }),
      'auditor',
      'identity-invalid',
      'has no identity "Somebody"',
    ],
    [
      'a certificate that expired',
      () => ({ p12: expired(), secret: 'geheim' }),
      'auditor',
      'signing-refused',
      'The certificate of Eva Expired expired on ',
    ],
    ['a role that was signed', rolf, 'auditor', 'signing-refused', 'The auditor has signed this report already.'],
    [
      'a person who signed',
      () => ada,
      'reviewer',
      'signing-refused',
      'Ada Auditor has signed as auditor already, and nobody signs two roles.',
    ],
    ['an approver without a decision', rolf, 'approver', 'signing-refused', 'An approver signs with a decision'],
  ] as const)('with %s is refused before anything is signed, and the secret is not quoted', async (what, identity, role, code, message) => {
    const about = what.endsWith('signed') ? signedByAda : unsigned;
    const refused = await call('openIdentity', { identity: identity(), deed: deed(role, undefined, about) });
    expect(refused).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(message) as string } });
    expect(JSON.stringify(refused)).not.toMatch(/geheim|a secret of Ada|"wrong/);
  });

  test('is asked for a reason where the decision departs, which holds no private text', async () => {
    const refused = async (change: object) => {
      const result = await call('openIdentity', { identity: rolf(), deed: { ...deed('approver', 'release', unsigned), ...change } });
      return result.ok ? undefined : [result.error.code, result.error.message];
    };
    expect(await refused({})).toEqual([
      'signing-refused',
      expect.stringMatching(/^Your decision departs from .+ The reason is missing\.$/),
    ]);
    for (const reason of [`About ${privateText}`, `About ${[...privateText].join(' ').toLowerCase()}`]) {
      expect(await refused({ reason })).toEqual(['finding-holds-private-text', expect.stringContaining('of the field "reason"')]);
    }
    expect(await refused({ reason: 'turned \u202e round' })).toEqual(['call-invalid', expect.stringContaining('reason')]);
  });

  test('is told, as they write, of the words that tell the private text', async () => {
    const spelt = [...privateText].join('-');
    const written = { reason: `See ${spelt}.`, conditions: 'For six months.' };
    expect(await value('findPrivateWords', { about: { audit }, written })).toEqual([{ field: 'reason', start: 4, end: 4 + spelt.length }]);
    expect(await call('findPrivateWords', { about: { audit: 'none' }, written })).toMatchObject({ ok: false });
  });

  /** All that a deed holds, and what somebody could make of it. */
  const others = { role: 'approver', decision: 'release', reason: 'another', conditions: 'others', reviewBy: '2998-01-01' } as const;

  test('signs what was sealed, whatever becomes of any field of the deed at any moment', async () => {
    const asked = { ...deed('approver', 'hold'), reason: 'my reason', conditions: 'my conditions', reviewBy: '2999-03-01' };
    for (const moment of ['opening', 'opened', 'signing'] as const) {
      await value('makeReport', { id: audit, discardSignatures: true });
      const mine = structuredClone(asked);
      const change = () => Object.assign(mine, others, { report: { audit: signedByAda } });
      const opening = identities.open(rolf(), mine);
      if (moment === 'opening') change();
      const opened = await opening;
      if (!opened.ok) throw new Error(opened.error.message);
      if (moment === 'opened') change();
      // Nor does what came back lead anywhere: it is frozen, and its copy is nobody's.
      const { deed: shown, ticket } = opened.value;
      for (const [field, other] of Object.entries(others)) expect(Reflect.set(shown, field, other)).toBe(false);
      const signing = value('signReport', { ticket });
      if (moment === 'signing') change();
      const { report } = await signing;
      expect(report.signatures.map(({ role, decision, meaning }) => [role, decision, meaning])).toEqual([
        ['approver', 'hold', shown.meaning],
      ]);
      expect(shown.meaning).toContain('My reason: my reason. My conditions: my conditions. To be reviewed by 1 March 2999.');
    }
    expect((await value('readReport', { report: { audit: signedByAda } })).report?.signatures).toHaveLength(1);
  });

  test('can send nothing with a ticket', async () => {
    for (const [field, other] of Object.entries(others)) {
      const ticket = '5b3a1cf0-6a52-4c2e-9d55-3f1f6f0f7a11';
      expect(await call('signReport', { ticket, [field]: other })).toMatchObject({
        ok: false,
        error: { code: 'call-invalid' },
      });
    }
  });

  test('of a report that came as a file signs the file that was shown, or nothing', async () => {
    const { data } = await value('readReportFile', { id: signedByAda });
    const path = at('replaced.pdf');
    writeFileSync(path, Buffer.from(data, 'base64'));
    const { ticket } = await value('openIdentity', { identity: rolf(), deed: { do: 'sign', report: { path }, role: 'reviewer' } });
    writeFileSync(path, Buffer.from((await value('readReportFile', { id: unsigned })).data, 'base64'));
    expect(await call('signReport', { ticket })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('it was changed since') as string },
    });
  });

  test('signs once with each opening, and nothing once it was closed, left or locked', async () => {
    const gone = { ok: false, error: { code: 'identity-invalid', message: 'The identity is not open any more.' } };
    const open = async () => (await value('openIdentity', { identity: ada, deed: deed('auditor', undefined, unsigned) })).ticket;
    const closed = await open();
    await value('closeIdentity', { ticket: closed });
    expect(await call('signReport', { ticket: closed })).toMatchObject(gone);
    const locked = await open();
    identities.closeAll();
    expect(await call('signReport', { ticket: locked })).toMatchObject(gone);
    identities = new OpenedIdentities(evidence, 1);
    const left = await open();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await call('signReport', { ticket: left })).toMatchObject(gone);
    identities = new OpenedIdentities(evidence);
    const used = await open();
    // A ticket for a signature makes no bundle, and is used up by the attempt.
    expect(await call('makeBundle', { ticket: used, path: at('no.zip') })).toMatchObject(gone);
    expect(await call('signReport', { ticket: used })).toMatchObject(gone);
  });

  test('never signs another report than the one that was looked at', async () => {
    await value('makeReport', { id: audit, discardSignatures: false });
    const { ticket } = await value('openIdentity', { identity: rolf(), deed: deed('reviewer') });
    await sign({ report: { audit }, role: 'auditor' }, ada);
    expect(await call('signReport', { ticket })).toMatchObject({
      ok: false,
      error: { code: 'signing-refused', message: expect.stringContaining('it was changed since') as string },
    });
  });
});

test('a report that came as a file is signed without a register by P12 and by command, and comes back as a new file', async () => {
  writeFileSync(at('came.pdf'), Buffer.from((await value('readReportFile', { id: signedByAda })).data, 'base64'));
  const before = evidence;
  evidence = new EvidenceService(engine, new RegisterService({ folder: at('no-register') }), givenByHand);
  identities = new OpenedIdentities(evidence);
  const { report, file } = await sign({ report: { path: at('came.pdf') }, role: 'reviewer' }, rolf());
  expect([report.signatures.map(({ role }) => role), file?.name]).toEqual([['auditor', 'reviewer'], 'came-reviewer.pdf']);
  writeFileSync(at('came-reviewer.pdf'), Buffer.from(file?.data ?? '', 'base64'));
  const third = await sign(
    { report: { path: at('came-reviewer.pdf') }, role: 'approver', decision: 'release', reason: 'The board agreed' },
    { command: command('Dr Command') },
  );
  expect(third.report.signatures.map(({ holder, problems }) => [holder.name, problems])).toEqual([
    ['Ada Auditor', []],
    ['Rolf Reviewer', []],
    ['Dr Command', []],
  ]);
  expect(
    await call('openIdentity', { identity: ada, deed: { do: 'sign', report: { path: at('came.pdf') }, role: 'reviewer' } }),
  ).toMatchObject({ ok: false, error: { code: 'register-absent' } });
  evidence = before;
  identities = new OpenedIdentities(evidence);

  // The auditor takes in what came back, and bundles it.
  expect((await value('receiveReport', { id: signedByAda, path: at('came-reviewer.pdf') })).report).toEqual(report);
  const { ticket, deed } = await value('openIdentity', { identity: ada, deed: { do: 'bundle', audit: signedByAda } });
  expect(deed.meaning).toContain('I ran this audit');
  await value('makeBundle', { ticket, path: at('came.zip') });
  expect((await failing(at('came.zip'))).map(({ part }) => part)).toEqual(['signature of the reviewer']);

  // Nothing else is taken in: less than is kept, another report, a changed one.
  const refused = (says: string) => ({ ok: false, error: { code: 'evidence-invalid', message: expect.stringContaining(says) as string } });
  expect(await call('receiveReport', { id: signedByAda, path: at('came.pdf') })).toMatchObject(
    refused("the reviewer's signature is not in it"),
  );
  expect(await call('receiveReport', { id: unsigned, path: at('came.pdf') })).toMatchObject(refused('it is another report'));
  const bytes = readFileSync(at('came-reviewer.pdf'));
  bytes[bytes.length - 40_000] ^= 1;
  writeFileSync(at('damaged.pdf'), bytes);
  expect(await call('receiveReport', { id: signedByAda, path: at('damaged.pdf') })).toMatchObject({
    ok: false,
    error: { code: 'evidence-invalid' },
  });
});

test('a bundle is made by the auditor alone, as a folder or a file, and never over what is there', async () => {
  const bundle = (identity: IdentitySource, id = audit) => call('openIdentity', { identity, deed: { do: 'bundle', audit: id } });
  expect(await bundle(ada)).toMatchObject({ ok: false, error: { message: 'This audit has no report yet.' } });
  const refused = {
    ok: false,
    error: { code: 'signing-refused', hint: expect.stringContaining('Sign the report as auditor first') as string },
  };
  expect(await bundle(ada, unsigned)).toMatchObject(refused);
  await value('makeReport', { id: audit, discardSignatures: false });
  await sign({ report: { audit }, role: 'auditor' }, ada);
  await sign({ report: { audit }, role: 'reviewer' }, rolf());
  expect(await bundle(rolf())).toMatchObject(refused);
  for (const name of ['bundle', 'bundle.zip']) {
    const { ticket } = await value('openIdentity', { identity: ada, deed: { do: 'bundle', audit } });
    expect(await value('makeBundle', { ticket, path: at(name) })).toEqual({ path: at(name) });
    // Rolf's institution is not among those that are trusted here.
    expect((await failing(at(name))).map(({ part }) => part)).toEqual(['signature of the reviewer']);
  }
  const { ticket } = await value('openIdentity', { identity: ada, deed: { do: 'bundle', audit } });
  expect(await call('makeBundle', { ticket, path: at('bundle') })).toMatchObject({
    ok: false,
    error: { code: 'output-unwritable', message: expect.stringContaining('there is one of that name') as string },
  });
});

describe('what cannot be written', () => {
  const tooLong = () => at(`${'n'.repeat(256)}.zip`);
  const actions = async () => valueOf(await register.use(({ journal }) => journal.entries())).map(({ action }) => action);
  const refused = () => ({
    ok: false,
    error: { code: 'output-unwritable', message: `${tooLong()} cannot be written: the name is too long for this disk.` },
  });

  test('spends no signature, and the journal tells of no deed', async () => {
    const id = await record();
    await value('makeReport', { id, discardSignatures: false });
    const prepared = valueOf(await evidence.prepare({ do: 'sign', report: { audit: id }, role: 'auditor' }, ada));
    const before = await actions();
    expect(await evidence.sign(prepared, newFile(tooLong()))).toMatchObject(refused());
    expect(await evidence.reveal(id, newFile(tooLong()))).toMatchObject(refused());
    expect(await evidence.createIdentity('Nobody', secret, newFile(tooLong()))).toMatchObject(refused());
    expect(await actions()).toEqual(before);
    expect((await value('readReport', { report: { audit: id } })).report?.signatures).toEqual([]);
    expect((await value('listIdentities', {})).map(({ name }) => name)).not.toContain('Nobody');
    const written = valueOf(await evidence.sign(prepared, newFile(at('written.pdf'))));
    expect(readFileSync(at('written.pdf')).equals(written)).toBe(true);
    expect(await actions()).toEqual([...before, 'report-signed']);
  });

  test('as a bundle is none, whichever form it has, and the bundle that is written comes before its entry', async () => {
    const bundle = async () => valueOf(await evidence.prepare({ do: 'bundle', audit: signedByAda }, ada));
    const before = await actions();
    for (const path of [tooLong(), tooLong().slice(0, -4), at('none/bundle.zip'), at('none/bundle')]) {
      expect(await evidence.makeBundle(await bundle(), path)).toMatchObject({ ok: false, error: { code: 'output-unwritable' } });
    }
    expect(await actions()).toEqual(before);
    valueOf(await evidence.makeBundle(await bundle(), at('whole.zip')));
    expect(await actions()).toEqual([...before, 'bundle-made']);
    expect((await failing(at('whole.zip'))).map(({ part }) => part)).toEqual(['signature of the reviewer']);
  });

  test('takes a file back whose deed cannot be recorded', async () => {
    const { recordOnceWritten } = await import('../../electron/services/evidence/destination.js');
    await expect(
      recordOnceWritten(newFile(at('taken-back.pdf')), Buffer.from('x'), () => Promise.reject(new Error('no journal'))),
    ).rejects.toThrow('no journal');
    expect(existsSync(at('taken-back.pdf'))).toBe(false);
  });
});

test('time stamps are asked for by file once a report is signed, and what is none is refused', async () => {
  expect(await call('requestTimeStamp', { report: { audit: unsigned } })).toMatchObject({
    ok: false,
    error: { message: 'The report is not signed.' },
  });
  expect(await call('requestTimeStamp', { report: { audit } })).toMatchObject({
    ok: false,
    error: { message: 'This audit has no report yet.' },
  });
  const { name, data } = await value('requestTimeStamp', { report: { audit: signedByAda } });
  expect([name.endsWith('.tsq'), Buffer.from(data, 'base64')[0]]).toEqual([true, 0x30]);
  writeFileSync(at('request.tsr'), Buffer.from(data, 'base64'));
  writeFileSync(at('text.tsr'), 'no response');
  for (const file of ['request.tsr', 'text.tsr', 'none.tsr']) {
    expect(await call('addTimeStamp', { report: { audit: signedByAda }, response: at(file) })).toMatchObject({
      ok: false,
      error: { code: 'evidence-invalid' },
    });
  }
});

test('what signing leaves behind holds no secret: neither the register’s files nor its journal', async () => {
  expect((await value('listIdentities', {})).map(({ name }) => name)).toEqual(['Ada Auditor']);
  expect(readFileSync(join(at('register'), 'journal.jsonl'), 'utf8')).toContain('report-signed');
  expect(readFileSync(join(at('register'), 'journal.jsonl'), 'utf8')).not.toMatch(/Ada|secret of/);
  expect(existsSync(at('register/sealed'))).toBe(true);
  expect(Buffer.from((await value('readLocalRoot', {})).data, 'base64').toString()).toMatch(/^-----BEGIN CERTIFICATE-----/);
  expect(await call('createIdentity', { name: 'Short', secret: '1234567' })).toMatchObject({ ok: false, error: { code: 'call-invalid' } });
});

async function failing(path: string) {
  const root = Buffer.from((await value('readLocalRoot', {})).data, 'base64').toString('utf8');
  const checks = await verifyEvidence(path, [root]);
  if (!checks.ok) throw new Error(checks.error.message);
  return checks.value.checks.filter(({ holds }) => !holds);
}

function expired(): string {
  writeFileSync(at('eva.p12'), institutionalP12('Eva Expired', 'geheim', 0));
  return at('eva.p12');
}

/** The description of a signing command: Node, with a key in a file. */
function command(name: string): string {
  const asn1 = forge.asn1.fromDer(institutionalP12(name, 'x').toString('latin1'));
  const bags = forge.pkcs12.pkcs12FromAsn1(asn1, 'x').safeContents.flatMap(({ safeBags }) => safeBags);
  const key = bags.find((bag) => bag.key)?.key;
  const certificate = bags.find((bag) => bag.cert)?.cert;
  if (!key || !certificate) throw new Error('The P12 has no key or no certificate.');
  writeFileSync(at('key.pem'), createPrivateKey(forge.pki.privateKeyToPem(key)).export({ type: 'pkcs8', format: 'pem' }));
  const script = `const { readFileSync } = require('node:fs'); process.stdout.write(require('node:crypto').privateEncrypt(readFileSync(process.argv[1]), readFileSync(0)))`;
  writeFileSync(
    at('signer.json'),
    JSON.stringify({
      schema: 'engram.external-signer/1',
      command: [process.execPath, '-e', script, at('key.pem')],
      certificates: forge.pki.certificateToPem(certificate),
      input: 'digest-info',
    }),
  );
  return at('signer.json');
}
