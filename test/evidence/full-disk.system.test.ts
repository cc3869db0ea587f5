import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { valueOf } from '../../electron/services/failure.js';
import { controlModel, plantedFeature } from '../e2e/support/audit-folder.js';
import { cost, passphrase } from '../register/support/register-place.js';
import { exampleCase } from './support/result.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const root = fileURLToPath(new URL('../../', import.meta.url));
const cli = `${process.execPath} --import tsx ${join(root, 'electron/cli/main.ts')}`;

let folder: string;
let audit: string;
const at = (name: string) => join(folder, name);

/** A command line of a shell in which a disk of so many bytes is mounted at `full`, and nothing else of the machine changes. */
function onFullDisk(bytes: number, command: string) {
  const mounted = `mount -t tmpfs -o size=${bytes} full ${at('full')} && ${command}`;
  const environment = { ...process.env, ENGRAM_REGISTER: at('register'), ENGRAM_CACHE: at('cache'), TMPDIR: at('temporary') };
  const { stdout, stderr, status, error } = spawnSync('unshare', ['-rm', 'sh', '-c', mounted], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  });
  expect(error).toBeUndefined();
  return { stdout, stderr, status };
}

const withPassphrase = (command: string) => `${cli} ${command} --passphrase-fd 3 3<${at('passphrase')}`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-full-disk-'));
  for (const name of ['full', 'temporary']) mkdirSync(at(name));
  writeFileSync(at('passphrase'), passphrase);
  writeFileSync(at('secret'), 'nine herons on a grey weir');
  writeFileSync(at('case.json'), JSON.stringify(exampleCase));
  writeFileSync(at('secrets.json'), JSON.stringify({ schema: 'engram.secrets/1', text: 'QJXV', seed: 5 }));
  const spec = {
    schema: 'engram.audit-spec/1',
    model: controlModel('dense-planted'),
    feature: plantedFeature,
    label: 3,
    method: { hosts: 32, strings: 19, batchSize: 32 },
  };
  writeFileSync(at('spec.json'), JSON.stringify(spec));
  vi.stubEnv('ENGRAM_REGISTER', at('register'));
  valueOf(await new RegisterService({ cost }).setUp({ passphrase, certificates: [] }));
  const audited = `audit ${at('spec.json')} --secrets ${at('secrets.json')} --case ${at('case.json')} --out ${at('results')} --json`;
  const made = onFullDisk(1e6, withPassphrase(audited));
  expect(made.stderr).toBe('');
  const [last] = made.stdout.trimEnd().split('\n').slice(-1);
  audit = z.object({ outcome: z.object({ record: z.object({ id: z.string() }) }) }).parse(JSON.parse(last)).outcome.record.id;
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('a report that finds no room is said so, is not there in part, and is made once there is', () => {
  const refused = onFullDisk(
    100_000,
    `${withPassphrase(`report ${audit} --out ${at('full/report.pdf')}`)}; echo left: $(ls ${at('full')})`,
  );
  expect(refused.stderr.replaceAll('\n', ' ')).toContain('the disk is full');
  expect(refused.stdout).toMatch(/left: *\n$/);
  const made = onFullDisk(1e6, withPassphrase(`report ${audit} --out ${at('report.pdf')}`));
  expect([made.status, made.stderr]).toEqual([0, '']);
  expect(existsSync(at('report.pdf'))).toBe(true);
});

test('a signature that finds no room is not spent', () => {
  const made = onFullDisk(1e6, `${withPassphrase(`identity Ada --out ${at('root.pem')}`)} --secret-fd 4 4<${at('secret')}`);
  expect([made.status, made.stderr]).toEqual([0, '']);
  const sign = (out: string) =>
    `${withPassphrase(`sign ${audit} --role auditor --local Ada --seen $(sha256sum ${at('report.pdf')} | cut -c1-64) --out ${out}`)} --secret-fd 4 4<${at('secret')}`;
  const refused = onFullDisk(100_000, `${sign(at('full/signed.pdf'))}; echo left: $(ls ${at('full')})`);
  expect(refused.stderr.replaceAll('\n', ' ')).toContain('the disk is full');
  expect(refused.stdout).toMatch(/left: *\n$/);
  const signed = onFullDisk(1e6, sign(at('signed.pdf')));
  expect([signed.status, signed.stderr]).toEqual([0, expect.not.stringContaining('full') as string]);
  const verified = onFullDisk(1e6, `${cli} verify ${at('signed.pdf')} --trust ${at('root.pem')}`);
  expect(verified.status).toBe(0);
});

test('a register that finds no room refuses, and holds all that it had', () => {
  const own = `ENGRAM_REGISTER=${at('full/register')}`;
  const steps = [
    `cp -r ${at('register')} ${at('full/register')}`,
    // Whatever room is left is taken.
    `dd if=/dev/zero of=${at('full/filler')} bs=1k 2>/dev/null; true`,
    `{ ${own} ${withPassphrase(`report ${audit} --discard-signatures --out ${at('another.pdf')}`)}; true; }`,
    `rm ${at('full/filler')}`,
    `${own} ${withPassphrase('register verify')}`,
  ];
  const { stdout, stderr, status } = onFullDisk(4e6, steps.join(' && '));
  expect(stderr.replaceAll('\n', ' ')).toContain('the disk is full');
  expect(existsSync(at('another.pdf'))).toBe(false);
  expect([status, stdout]).toEqual([0, expect.stringContaining('All is whole.') as string]);
});
