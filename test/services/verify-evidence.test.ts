import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readBundle, writeBundle } from '../../electron/evidence/bundle/storage.js';
import { EngineService } from '../../electron/services/engine-service.js';
import { evidenceHandlers } from '../../electron/services/evidence/evidence-handlers.js';
import { givenByHand } from '../../electron/services/evidence/confirm-command.js';
import { EvidenceService } from '../../electron/services/evidence/evidence-service.js';
import { OpenedIdentities } from '../../electron/services/evidence/opened-identities.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import type { Verification } from '../../shared/domain/verification.js';
import { outcomeOf, verdictLines } from '../../shared/words/verification.js';
import { bundleOf, evidenceOf } from '../evidence/support/bundle.js';
import { person, root } from '../evidence/support/people.js';
import { compiledEngine } from '../support/compiled.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
let engine: EngineService;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-verify-'));
  engine = new EngineService({ entry: compiledEngine(), cacheFolder: at('cache') });
  const files = await bundleOf(await evidenceOf(), person('Ada Auditor'));
  await writeBundle(at('evidence.zip'), files);
  await writeBundle(at('changed'), new Map(files).set('spec.json', Buffer.from('{}')));
  writeFileSync(at('root.pem'), root().certificate.toString());
  writeFileSync(at('empty.pem'), 'no certificate');
});
afterAll(async () => {
  await engine.kill();
  rmSync(folder, { recursive: true });
});

/** Whoever verifies has no register. */
function handlers() {
  const evidence = new EvidenceService(engine, new RegisterService({ folder: at('no-register') }), givenByHand);
  return evidenceHandlers({ evidence, identities: new OpenedIdentities(evidence), engine });
}

const verify = (name: string, ...trust: string[]) => handlers().verifyEvidence({ path: at(name), trust: trust.map(at) });

async function outcome(name: string, ...trust: string[]) {
  const result = await verify(name, ...trust);
  if (!result.ok) throw new Error(result.error.message);
  const { checks, about } = result.value satisfies Verification;
  return outcomeOf(checks, about, trust.length > 0);
}

test('a whole bundle holds for who trusts the root of its signers', async () => {
  expect(await outcome('evidence.zip', 'root.pem')).toMatchObject({
    holds: true,
    title: expect.stringMatching(/^Everything holds/) as string,
  });
});

test('a changed part is named, and so is a signer for whom nobody vouches', async () => {
  expect(await outcome('changed', 'root.pem')).toMatchObject({ holds: false, title: expect.stringContaining('the spec') as string });
  expect(await outcome('evidence.zip')).toMatchObject({
    holds: false,
    title: 'Nothing was changed, but nobody you trust vouches for the signature of the auditor.',
    next: expect.stringMatching(/^No trusted certificates were chosen/) as string,
  });
  expect(await outcome('changed')).toMatchObject({ next: expect.stringMatching(/^Ask whoever sent it/) as string });
});

test.each([
  ['nothing', 'no-such-file', [], 'evidence-invalid'],
  ['a file without certificates', 'evidence.zip', ['empty.pem'], 'identity-invalid'],
  ['a file that is not there', 'evidence.zip', ['no-such.pem'], 'identity-invalid'],
])('%s is refused with what to do next', async (_what, name, trust, code) => {
  expect(await verify(name, ...trust)).toMatchObject({ ok: false, error: { code } });
});

test('parts are listed as a person would say them, each once', () => {
  const failing = (...parts: string[]) =>
    outcomeOf(
      parts.map((part) => ({ part, holds: false, says: '' })),
      undefined,
      true,
    ).title;
  expect(failing('journal')).toBe('Do not rely on it: the journal does not hold.');
  expect(failing('spec', 'spec', 'journal', 'envelope')).toBe('Do not rely on it: the spec, the journal and the envelope do not hold.');
});

test('an untrusted root, a changed file and a format of another version are three answers', async () => {
  const files = await readBundle(at('evidence.zip'));
  const changedReport = Buffer.from(files.get('report.pdf') ?? '');
  changedReport[changedReport.indexOf('stream') + 200] ^= 1;
  await writeBundle(at('tampered'), new Map(files).set('report.pdf', changedReport));
  const manifest = (files.get('manifest.json') ?? Buffer.alloc(0)).toString('utf8');
  await writeBundle(
    at('of-another-version'),
    new Map(files).set('manifest.json', Buffer.from(manifest.replace('engram.bundle/1', 'engram.bundle/9'))),
  );
  const titles = [
    (await outcome('evidence.zip')).title,
    (await outcome('tampered', 'root.pem')).title,
    (await outcome('of-another-version', 'root.pem')).title,
  ];
  expect(titles).toEqual([
    'Nothing was changed, but nobody you trust vouches for the signature of the auditor.',
    expect.stringMatching(/^Do not rely on it: /),
    'It cannot be judged here: the manifest is in a format of another version of Engram.',
  ]);
});

test('the verdict and the decision stand beside what holds', async () => {
  const result = await verify('evidence.zip', 'root.pem');
  if (!result.ok) throw new Error(result.error.message);
  const { about } = result.value satisfies Verification;
  expect(about).toMatchObject({ reference: 'IG-2026-117', verdict: expect.any(String) as string, agreed: expect.any(String) as string });
  expect(about && verdictLines(about)).toEqual([
    expect.stringMatching(/^This mark: .+\.$/),
    expect.stringMatching(/^This text: .+\.$/),
    expect.stringMatching(/^Marks of this kind: .+\.$/),
    'Decision: none was signed.',
  ]);
});
