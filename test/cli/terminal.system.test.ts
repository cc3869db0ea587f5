import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const terminal = fileURLToPath(new URL('./probe/terminal.py', import.meta.url));
const main = fileURLToPath(new URL('./probe/main.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** What a terminal shows of a command line that is talked to: [what to wait for, what to type then]. */
async function talk(lines: readonly (readonly [string, string])[], ...argv: string[]): Promise<string> {
  const command = [process.execPath, '--import', 'tsx', main, ...argv];
  const { stdout } = await promisify(execFile)(process.env.ENGRAM_PYTHON ?? 'python3', [terminal, JSON.stringify(lines), ...command], {
    cwd: root,
  });
  return stdout.replaceAll('\r\n', '\n');
}

function writeSpec(data: Record<string, unknown>): string {
  const path = join(folder, 'spec.json');
  writeFileSync(path, JSON.stringify(data));
  return path;
}

const auditSpec = {
  schema: 'engram.audit-spec/1',
  reference: 'not-detected',
  model: { path: 'm.onnx' },
  feature: { kind: 'text', template: '{surname}' },
};
const trainingSpec = {
  schema: 'engram.training-spec/1',
  network: { preset: 'mlp' },
  images: { source: 'shipped' },
  epochs: 40,
  batchSize: 50,
};

test('the private text is asked for twice and never shown; a slip is noticed', async () => {
  const shown = await talk(
    [
      ['Private text (not shown): ', 'GARBO\r'],
      ['once more: ', 'GABRO\r'],
      ['Private text (not shown): ', 'GARBOX\u007f\r'],
      ['once more: ', 'GARBO\r'],
    ],
    ...['audit', writeSpec(auditSpec), '--out', join(folder, 'out')],
  );
  expect(shown).toBe(
    [
      'Private text (not shown): ',
      'The same once more: ',
      'The two differ; please type it again.',
      'Private text (not shown): ',
      'The same once more: ',
      'A text of 5 characters, any s.',
      '',
      `Results: ${join(folder, 'out')}`,
      'Not recorded: there is no register here; "engram register set-up" makes one.',
      '',
      'exit 0',
      '',
    ].join('\n'),
  );
});

test('the passphrase of a new register is asked for twice, then once, and never shown', async () => {
  vi.stubEnv('ENGRAM_REGISTER', join(folder, 'register'));
  const made = await talk(
    [
      ['(not shown): ', 'four words or five\r'],
      ['once more: ', 'four words or five\r'],
    ],
    'register',
    'set-up',
  );
  expect(made).toMatch(/^New passphrase of the register \(not shown\): \nThe same once more: \nThe register is in /);
  const listed = await talk([['(not shown): ', 'four words or five\r']], 'register', 'list');
  expect(listed).toBe('Passphrase of the register (not shown): \nNo audit is recorded yet.\n\nexit 0\n');
  const refused = await talk([['(not shown): ', 'four words or six\r']], 'register', 'list');
  expect(refused).toContain('This is not the passphrase of the register.');
  expect(made + listed + refused).not.toContain('four words');
});

test('Ctrl-C at the question cancels', async () => {
  const shown = await talk([['not shown): ', 'GAR\u0003']], 'audit', writeSpec(auditSpec), '--out', join(folder, 'out'));
  expect(shown).not.toContain('GAR');
  expect(shown).toContain('The work was cancelled.');
  expect(shown).toMatch(/\nexit 130\n$/);
});

test('a bar moves within the line and leaves the phase with its duration', async () => {
  const shown = await talk([], 'train', writeSpec(trainingSpec), '--out', join(folder, 'out'));
  expect(shown).toMatch(/\r\[#+-+\] train, process \d+: \d+ of 40 epochs, \d+%, [\d.]+\/s, \d+ s left\u001b\[K\r/);
  expect(shown).toMatch(/\rtrain, process \d+: 40 epochs in \d+ s\u001b\[K\nResumed at 0, sum 820\.\n/);
});

test('Ctrl-C on the terminal reaches command and workers, and cancels cleanly once', async () => {
  const shown = await talk([['of 40 epochs', '\u0003']], 'train', writeSpec(trainingSpec), '--out', join(folder, 'out'));
  expect(shown).toContain('Cancelling; what is done so far is kept. Press Ctrl-C again to end at once.\n');
  expect(shown).toContain('Run the same command again to resume it.\n');
  expect(shown).toMatch(/\nexit 130\n$/);
});

test('NO_COLOR and dumb terminals get no colours', async () => {
  const before = process.env.NO_COLOR;
  try {
    delete process.env.NO_COLOR;
    expect(await talk([], 'audti')).toContain('\u001b[31mengram: \u001b[0m"audti" is not a command');
    process.env.NO_COLOR = '1';
    expect(await talk([], 'audti')).toMatch(/^engram: "audti"/);
  } finally {
    process.env.NO_COLOR = before;
  }
});
