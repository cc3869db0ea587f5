import { closeSync, existsSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Command, runHere } from './probe/command.js';

test('inspect prints facts in columns and what is still needed', async () => {
  expect(await runHere('inspect', 'package.json')).toMatchObject({
    code: 0,
    stdout: 'format   ONNX\noutputs  10\n\nStill needed:\n  Its scaling.\n',
  });
});

test('inspect of what is not there exits with 3', async () => {
  expect(await runHere('inspect', 'missing')).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/missing is not there\.\nCheck the path\.\n$/) as string,
  });
});

test('self-check exits with 1 when a control is misjudged', async () => {
  expect(await runHere('self-check')).toMatchObject({
    code: 1,
    stdout:
      'FAILED  dense-planted  this text: not-detected, marks of this kind: inconclusive\n\nA control was misjudged: on this machine no audit can say "not detected".\n',
  });
});

test('schema prints a JSON Schema, or the names', async () => {
  const { stdout } = await runHere('schema', 'secrets');
  expect(JSON.parse(stdout)).toMatchObject({ $id: 'engram:secrets', additionalProperties: false });
  expect((await runHere('schema')).stdout).toBe(
    'audit-spec\ntraining-spec\nsecrets\naudit-result\ncase\nfinding\nexternal-signer\nopening\njournal-entry\n',
  );
});

test('version names what decides numbers', async () => {
  expect((await runHere('version')).stdout).toMatch(/^engram \d+\.\d+\.\d+\nonnxruntime-node 1\.\d+\.\d+\nnode \d+\.\d+\.\d+, \S+ \S+\n$/);
});

test('help fits 100 columns and names every command', async () => {
  const { code, stdout } = await runHere('help');
  expect(code).toBe(0);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  for (const name of ['audit', 'register ...', 'train', 'inspect', 'self-check', 'schema', 'version']) {
    expect(stdout).toContain(`\n  ${name} `);
  }
  expect((await runHere()).stdout).toBe(stdout);
  expect((await runHere('audit', '--help')).stdout).toContain('--time-budget TIME');
});

test('help of a group lists its commands', async () => {
  const { code, stdout } = await runHere('help', 'register');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Usage: engram register COMMAND\n\n  register set-up /);
  expect((await runHere('register')).stdout).toBe(stdout);
  expect((await runHere('register', '--help')).stdout).toBe(stdout);
  expect((await runHere('help', 'register', 'show')).stdout).toMatch(/^engram register show AUDIT\n/);
  expect((await runHere('register', 'show', '--help')).stdout).toMatch(/^engram register show AUDIT\n/);
});

test.each([
  [['audti'], '"audti" is not a command; did you mean "audit"?', '"engram help" lists the commands.'],
  [['help', 'nothing'], '"nothing" is not a command.', '"engram help" lists the commands.'],
  [['register', 'lits'], '"register lits" is not a command; did you mean "register list"?', '"engram help register" lists the commands.'],
  [['register', 'show'], 'AUDIT is missing.', '"engram help register show" tells what it takes.'],
  [
    ['schema', 'spec'],
    '"spec" is not a schema.',
    'Known are audit-spec, training-spec, secrets, audit-result, case, finding, external-signer, opening,\njournal-entry.',
  ],
  [['audit'], 'SPEC.json is missing.', '"engram help audit" tells what it takes.'],
  [['audit', 'a.json'], '--out is missing.', 'Say where the results go, for example: --out results'],
])('%j exits with 2 and says what to do', async (argv, message, hint) => {
  expect(await runHere(...argv)).toMatchObject({ code: 2, stdout: '', stderr: `engram: ${message}\n${hint}\n` });
});

test('standard output that takes nothing more is said in one line', async () => {
  if (!existsSync('/dev/full')) return;
  const full = openSync('/dev/full', 'w');
  const ended = await new Command(['help'], { stdio: ['ignore', full, 'pipe'] }).ended;
  closeSync(full);
  expect(ended).toMatchObject({ code: 1, stderr: 'engram: standard output cannot be written: the disk is full.\n' });
});
