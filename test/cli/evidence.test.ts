import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bundleOf, evidenceOf } from '../evidence/support/bundle.js';
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
  [['time-stamp', 'no-such.pdf', '--out', 'x.tsq'], 3, 'no-such.pdf cannot be read.'],
])('%j exits with %i', async (argv, code, message) => {
  const ended = await runHere(...argv);
  expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message) as string]);
});

test('report warns of an output path that looks like patient data', async () => {
  const { stderr } = await runHere('report', '12345678', '--out', at('MRN_0012345.pdf'));
  expect(stderr.replaceAll('\n', ' ')).toContain('The path of the report looks as if it held a patient number.');
  expect(stderr).not.toContain('0012345');
});
