import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bundleOf, evidenceOf } from '../evidence/support/bundle.js';
import { institutionalP12 } from '../evidence/support/institution.js';
import { person, root } from '../evidence/support/people.js';
import { writeBundle } from '../../electron/evidence/bundle/storage.js';
import { runHere } from './probe/command.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-cli-'));
  const files = await bundleOf(await evidenceOf(), person('Ada Auditor'));
  await writeBundle(at('evidence.zip'), files);
  await writeBundle(at('changed'), new Map(files).set('spec.json', Buffer.from('{}')));
  writeFileSync(at('report.pdf'), files.get('report.pdf') ?? '');
  writeFileSync(at('root.pem'), root().certificate.toString());
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('verify exits with 0 where everything holds, and names each part', async () => {
  const { code, stdout } = await runHere('verify', at('evidence.zip'), '--trust', at('root.pem'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^holds {3}bundle /);
  expect(stdout).toContain(
    'Everything holds: nothing was changed since it was signed, and certificates that you trust vouch for who signed.',
  );
  expect((await runHere('verify', at('report.pdf'), '--trust', at('root.pem'))).code).toBe(0);
});

test('verify exits with 3 where a part does not hold, and says which', async () => {
  const changed = await runHere('verify', at('changed'), '--trust', at('root.pem'));
  expect([changed.code, changed.stdout]).toEqual([3, expect.stringMatching(/^FAILS {3}spec /m) as string]);
  const untrusted = await runHere('verify', at('evidence.zip'));
  expect([untrusted.code, untrusted.stdout]).toEqual([3, expect.stringContaining('nobody you trust vouches for') as string]);
});

test.each([
  [['verify', 'no-such-file'], 3, 'There is nothing at no-such-file.'],
  [['sign', 'a.pdf', '--out', 'b.pdf'], 2, '--role is missing.'],
  [['sign', 'a.pdf', '--role', 'auditor', '--out', 'b.pdf'], 2, 'One of --p12, --local and --command says who signs.'],
  [['sign', 'a.pdf', '--role', 'owner', '--out', 'b.pdf'], 2, '--role must be one of auditor, reviewer, approver.'],
  [['report', '12345678'], 2, '--out is missing.'],
  [['time-stamp', 'no-such.pdf', '--out', 'x.tsq'], 3, 'no-such.pdf cannot be read: there is no such file.'],
])('%j exits with %i', async (argv, code, message) => {
  const ended = await runHere(...argv);
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message) as string]);
});

test('report warns of an output path that looks like patient data', async () => {
  const { stderr } = await runHere('report', '12345678', '--out', at('MRN_0012345.pdf'));
  expect(stderr.replaceAll('\n', ' ')).toContain('The path of the report looks as if it held a patient number.');
  expect(stderr).not.toContain('0012345');
});

describe('sign', () => {
  const secret = 'geheimer Satz 12';
  const sign = (...options: string[]) => {
    writeFileSync(at('secret.txt'), secret);
    const who = ['--p12', at('paula.p12'), '--secret-fd', String(openSync(at('secret.txt'), 'r'))];
    return runHere('sign', at('report.pdf'), '--role', 'approver', ...who, ...options);
  };
  const seen = () =>
    createHash('sha256')
      .update(readFileSync(at('report.pdf')))
      .digest('hex');
  const decided = ['--decision', 'hold', '--reason', 'The board asks for a second site'];
  beforeAll(() => {
    writeFileSync(at('paula.p12'), institutionalP12('Paula Approver', secret));
  });

  test('shows what will be signed, and signs nothing without a terminal or the hash of the report that was read', async () => {
    const unseen = await sign('--out', at('unseen.pdf'), ...decided);
    expect([unseen.code, unseen.stderr]).toEqual([2, expect.stringContaining('There is no terminal that shows the report') as string]);
    for (const line of [`Report SHA-256: ${seen()}`, 'Reference: IG-2026-117', 'Decision: Hold', 'You sign as: Paula Approver'])
      expect(unseen.stderr.replace(/\n +/g, ' ')).toContain(line);
    const other = await sign('--out', at('unseen.pdf'), ...decided, '--seen', '0'.repeat(64));
    expect(other.stderr).toContain('The report is another one than --seen names');
    expect(existsSync(at('unseen.pdf'))).toBe(false);
  });

  test('asks for the reason of a decision that departs from the verdict', async () => {
    const { stderr } = await sign('--out', at('unseen.pdf'), '--decision', 'hold', '--seen', seen());
    expect(stderr.replaceAll('\n', ' ')).toContain('The reason is missing.');
  });

  test('writes the report once its reader names it, and verify tells of the decision', async () => {
    expect((await sign('--out', at('signed.pdf'), ...decided, '--seen', seen())).code).toBe(0);
    const { stdout } = await runHere('verify', at('signed.pdf'), '--trust', at('root.pem'));
    expect(stdout.replace(/\s+/g, ' ')).toContain('Decision: hold, by Paula Approver.');
    expect((await sign('--out', at('signed.pdf'), ...decided, '--seen', seen())).stderr).toContain('is there already');
  });
});
