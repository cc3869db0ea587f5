import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { cost, fixture, passphrase } from '../register/support/register-place.js';
import { until } from '../worker/probe/processes.js';
import { Command, runHere } from './probe/command.js';

// Each command computes the passphrase's key anew.
vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  vi.stubEnv('ENGRAM_REGISTER', join(folder, 'register'));
  writeFileSync(join(folder, 'model.onnx'), 'weights');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const fixturePath = (name: string) => fileURLToPath(new URL(`../fixtures/register/${name}`, import.meta.url));

/** A number of an open file descriptor that gives `text`, as `3<file` would. */
let files = 0;
function descriptor(text: string): string {
  const path = join(folder, `typed-${files++}`);
  writeFileSync(path, `${text}\n`);
  return String(openSync(path, 'r'));
}

/** Through the service, at the lowest cost of a passphrase: every command after it is quicker. */
async function setUp(keepMonths?: number): Promise<void> {
  const service = new RegisterService({ cost });
  valueOf(await service.setUp({ passphrase, certificates: [fixture('recovery-ec.pem')] }));
  if (keepMonths !== undefined) valueOf(await service.use(({ settings }) => settings.set({ keepMonths })));
}

const register = (action: string, ...argv: string[]) => runHere('register', action, ...argv, '--passphrase-fd', descriptor(passphrase));

function audit(out: string, reference: string, ...options: string[]) {
  const spec = join(folder, 'spec.json');
  writeFileSync(
    spec,
    JSON.stringify({
      schema: 'engram.audit-spec/1',
      reference,
      model: { path: 'model.onnx' },
      feature: { kind: 'text', template: '{surname}' },
    }),
  );
  return runHere('audit', spec, '--out', join(folder, out), '--text-fd', descriptor('DOE'), ...options);
}
const withPassphrase = () => ['--passphrase-fd', descriptor(passphrase)];

test('a register is set up once, with what opens it and a word of warning', async () => {
  const made = await runHere('register', 'set-up', '--new-passphrase-fd', descriptor(passphrase), '--keep-months', '12');
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toContain(`The register is in ${join(folder, 'register')}. Back this folder up.\nIt opens with\n  its passphrase\n`);
  expect(made.stdout).toContain('If the passphrase is lost, nothing in the register can be read again.');
  expect((await runHere('register', 'set-up', '--new-passphrase-fd', descriptor(passphrase))).stderr).toContain('holds a register already');
});

describe('without a register', () => {
  test('an audit says that it was not recorded, and how it could be', async () => {
    expect((await audit('out', 'signal')).stdout).toMatch(
      /\nNot recorded: there is no register here; "engram register set-up" makes one\.\n$/,
    );
  });

  test('the other commands say how to make one', async () => {
    expect(await register('list')).toMatchObject({
      code: 2,
      stderr: `engram: There is no register in ${join(folder, 'register')}.\n"engram register set-up" makes one.\n`,
    });
  });
});

describe('with a register that keeps audits for a year', () => {
  let id: string;
  beforeEach(async () => {
    await setUp(12);
    id = /show ([0-9a-f]{8})/.exec((await audit('one', 'signal', ...withPassphrase())).stdout)?.[1] ?? '';
  });

  test('one that has to be kept is deleted early for a reason alone, which stays', async () => {
    const unreasoned = await register('delete', id);
    expect([unreasoned.code, unreasoned.stdout]).toEqual([2, '']);
    expect(unreasoned.stderr).toContain('The reason for deleting it is missing.');
    const notEarly = await register('delete', id, '--reason', 'The wrong text was typed');
    expect([notEarly.code, notEarly.stdout]).toEqual([2, '']);
    expect(notEarly.stderr).toMatch(/Delete it after that day, or say with --early that it goes before\.\n$/);
    expect((await register('delete', id, '--reason', '  ', '--early')).stderr).toContain('The reason for deleting it is missing.');
    expect((await register('list')).stdout).toContain(id);
    expect((await register('list', '--deleted')).stdout).toBe('No audit was deleted.\n');

    const deleted = await register('delete', id, '--reason', 'The wrong\ttext was typed', '--early');
    expect([deleted.code, deleted.stderr]).toEqual([0, '']);
    expect((await register('list')).stdout).toBe('No audit is recorded yet.\n');
    expect((await register('list', '--deleted')).stdout).toMatch(new RegExp(`^${id}  \\d{4}-\\d\\d-\\d\\d  The wrong text was typed\n$`));
    expect((await register('verify')).stdout).toMatch(/^All is whole\. /);
  });

  test('none is due yet, and nothing is deleted for that', async () => {
    expect((await register('delete', '--due')).stdout).toContain('No audit');
    expect((await register('list')).stdout).toContain(id);
  });
});

describe('with a register', () => {
  beforeEach(() => setUp());

  test('an audit is recorded and counted, listed, shown, written out and deleted', async () => {
    expect((await audit('one', 'signal', ...withPassphrase())).stdout).toMatch(
      /\nRecorded: audit 1 of this model for this feature \(engram register show [0-9a-f]{8}\)\.\n$/,
    );
    const second = await audit('two', 'not-detected', ...withPassphrase());
    const id = /Recorded: audit 2 of .* show ([0-9a-f]{8})/.exec(second.stdout)?.[1] ?? '';
    const lines = (await register('list')).stdout.split('\n');
    expect(lines[0]).toBe('Audit     Day         Reference or model        No.    This text; marks of this kind');
    expect(lines[1]).toMatch(new RegExp(`^${id}  \\d{4}-\\d\\d-\\d\\d  not-detected {14}2      not detected; not detected$`));
    expect(lines).toHaveLength(4);
    expect((await register('list', 'nothing')).stdout).toBe('No audit was found.\n');

    const shown = await register('show', id, '--out', join(folder, 'shown'));
    expect(shown.stdout).toContain('audit 2 of this model for this feature, corrected for 2 tries');
    expect(shown.stdout).toMatch(/\nearlier {10}\d{4}-\d\d-\d\d {2}signal; signal\n/);
    expect(readdirSync(join(folder, 'shown')).sort()).toEqual(['result.json', 'run.json', 'spec.json']);
    expect(JSON.parse(readFileSync(join(folder, 'shown', 'spec.json'), 'utf8'))).toMatchObject({ method: { tried: 2 } });
    expect(JSON.parse(readFileSync(join(folder, 'shown', 'run.json'), 'utf8'))).not.toHaveProperty('seed');

    expect((await register('delete', id)).stdout).toMatch(new RegExp(`^Deleted ${id}\\.\n`));
    expect(await register('show', id)).toMatchObject({ code: 2, stdout: '' });
    expect((await register('verify')).stdout).toMatch(/^All is whole\. The journal has 9 entries; its head is [0-9a-f]{64}\.\n$/);
  });

  test('the same command again is the same audit', async () => {
    await audit('one', 'signal', ...withPassphrase());
    expect((await audit('one', 'signal', ...withPassphrase())).stdout).toContain('Recorded: audit 1 of');
    expect(JSON.parse((await register('list', '--json')).stdout)).toMatchObject({
      event: 'result',
      command: 'register list',
      outcome: [{ ordinal: 1, state: 'finished' }],
    });
  });

  test.each([
    ['killed', 'SIGKILL', 'planned'],
    ['cancelled', 'SIGINT', 'cancelled'],
  ] as const)('an audit that is %s and run again is the same audit', async (_how, signal, state) => {
    const spec = join(folder, 'slow.json');
    const method = { strings: 3000 };
    writeFileSync(
      spec,
      JSON.stringify({
        schema: 'engram.audit-spec/1',
        reference: 'signal',
        model: { path: 'model.onnx' },
        feature: { kind: 'text', template: '{surname}' },
        method,
      }),
    );
    const argv = ['audit', spec, '--out', join(folder, 'slow'), '--text-fd', '3', '--passphrase-fd', '4'];
    const started = () =>
      new Command(argv, { stdio: ['ignore', 'pipe', 'pipe', Number(descriptor('DOE')), Number(descriptor(passphrase))] });
    const listed = async () =>
      (JSON.parse((await register('list', '--json')).stdout) as { outcome: { id: string; state: string; ordinal: number }[] }).outcome;

    const first = started();
    // As soon as the journal knows of it: no folder made by the audit itself could tell the next run that there was one.
    const journal = join(folder, 'register', 'journal.jsonl');
    await until(() => existsSync(journal) && readFileSync(journal, 'utf8').includes('audit-planned'), 120);
    first.child.kill(signal);
    await first.ended;
    const [audit, ...others] = await listed();
    expect([audit.state, others]).toEqual([state, []]);
    expect((await started().ended).stdout).toContain('Recorded: audit 1 of this model for this feature');
    expect(await listed()).toMatchObject([{ id: audit.id, state: 'finished', ordinal: 1 }]);
  });

  test('an audit is not run without the passphrase, unless it is not to be recorded', async () => {
    expect(await audit('out', 'signal')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'engram: The passphrase of the register is missing, and there is no terminal to ask for it.\nGive it with --passphrase-fd N (for example: --passphrase-fd 3 3<passphrase.txt).\n',
    });
    expect(await audit('out', 'signal', '--passphrase-fd', descriptor('another long passphrase'))).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(join(folder, 'out'))).toBe(false);
    expect((await audit('out', 'signal', '--no-register')).stdout).toMatch(/\nNot recorded \(--no-register\)\.\n$/);
    expect((await register('list')).stdout).toBe('No audit is recorded yet.\n');
  });

  test('results that were made before the register knew of them are not recorded', async () => {
    await audit('out', 'signal', '--no-register');
    const refused = await audit('out', 'signal', ...withPassphrase());
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr.replaceAll('\n', ' ')).toContain(
      `The results in ${join(folder, 'out')} were made before the register knew of this audit, so they are not recorded.`,
    );
    expect((await register('list')).stdout).toMatch(/ 1 {6}failed\n$/);
    expect((await audit('new', 'signal', ...withPassphrase())).stdout).toContain('Recorded: audit 1 of');
  });

  test('the board gives it a new passphrase with the key of its certificate', async () => {
    const recovered = await runHere(
      'register',
      'recover',
      '--recovery-key',
      fixturePath('recovery-ec.key.pem'),
      '--new-passphrase-fd',
      descriptor('a passphrase of today'),
    );
    expect(recovered.stdout).toMatch(
      /^The register has a new passphrase\.\nIt opens with\n {2}its passphrase\n {2}the key of the certificate of O=Example Hospital, CN=Board \(recovery-ec\), valid until /,
    );
    expect(await register('list')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('This is not the passphrase of the register.') as string,
    });
    expect(
      await runHere(
        'register',
        'recover',
        '--recovery-key',
        fixturePath('recovery-rsa.key.pem'),
        '--key-passphrase-fd',
        descriptor('key of the board'),
      ),
    ).toMatchObject({ code: 3 });
  });

  test('keys are shown and changed', async () => {
    const changed = await register(
      'keys',
      '--add-certificate',
      fixturePath('recovery-rsa.pem'),
      '--change-passphrase',
      '--new-passphrase-fd',
      descriptor('a passphrase of today'),
    );
    expect(changed.stdout.match(/the key of the certificate of/g)).toHaveLength(2);
    expect(await runHere('register', 'list', '--passphrase-fd', descriptor('a passphrase of today'))).toMatchObject({ code: 0 });
  });

  test('damage is named by verify, with exit code 3', async () => {
    await audit('one', 'signal', ...withPassphrase());
    const [id] = readdirSync(join(folder, 'register', 'sealed', 'audit'));
    writeFileSync(join(folder, 'register', 'sealed', 'audit', id, 'content'), 'nothing');
    const verified = await register('verify');
    expect(verified.code).toBe(3);
    expect(verified.stdout).toMatch(new RegExp(`^The register's file "audit/${id}/content" has been changed or damaged\\.\n`));
  });

  test.each([[[]], [['abcd', '--due']]])('delete %j asks for one of the two', async (argv) => {
    expect(await register('delete', ...argv)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Say which audit is to be deleted') as string,
    });
  });
});
