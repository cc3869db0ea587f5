import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, until } from '../worker/probe/processes.js';
import { Command, runCommand, runHere } from './probe/command.js';

let folder: string;
let spec: string;
let out: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  spec = join(folder, 'spec.json');
  out = join(folder, 'out');
  writeSpec({});
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writeSpec(changes: Record<string, unknown>): void {
  const base = { schema: 'engram.training-spec/1', network: { preset: 'mlp' }, images: { source: 'shipped' }, epochs: 5, batchSize: 5 };
  writeFileSync(spec, JSON.stringify({ ...base, ...changes }));
}

const cancelled = 'engram: The work was cancelled.\nRun the same command again to resume it.\n';
const cancelling = 'Cancelling; what is done so far is kept. Press Ctrl-C again to end at once.\n';

test('trains, says where the model lies, and leaves nothing half-written', async () => {
  const ended = await runHere('train', spec, '--out', out);
  expect(ended).toMatchObject({ code: 0, stdout: `Resumed at 0, sum 15.\n\nModel: ${join(out, 'model.onnx')}\n` });
  expect(readdirSync(out).sort()).toEqual(['.state', 'model.onnx', 'training.json']);
  expect(readdirSync(join(out, '.state'))).toEqual(['identity.json']);
});

test('Ctrl-C cancels cleanly, and the next run resumes and gives the same', async () => {
  writeSpec({ epochs: 60, batchSize: 20 });
  const command = new Command(['train', spec, '--out', out]);
  await until(() => command.stderr.includes('train'));
  command.child.kill('SIGINT');
  const ended = await command.ended;
  expect(ended).toMatchObject({ code: 130, stdout: '' });
  expect(ended.stderr.endsWith(cancelling + cancelled)).toBe(true);
  expect(existsSync(join(out, 'model.onnx'))).toBe(false);
  expect(command.workers.some(isAlive)).toBe(false);

  const again = await runHere('train', spec, '--out', out);
  expect(again.code).toBe(0);
  expect(again.stdout).not.toContain('Resumed at 0,');
  expect(readFileSync(join(out, 'model.onnx'), 'utf8')).toBe('sum 1830');
});

test('Ctrl-C that arrives twice at once, as npm passes it on, is one', async () => {
  writeSpec({ epochs: 60, batchSize: 20 });
  const command = new Command(['train', spec, '--out', out]);
  await until(() => command.stderr.includes('train'));
  command.child.kill('SIGINT');
  command.child.kill('SIGINT');
  expect((await command.ended).stderr.endsWith(cancelling + cancelled)).toBe(true);
});

test('a second Ctrl-C ends a job that does not listen', async () => {
  writeSpec({ reference: 'deaf', epochs: 10_000, batchSize: 20 });
  const command = new Command(['train', spec, '--out', out]);
  await until(() => command.stderr.includes('train'));
  command.child.kill('SIGINT');
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(command.workers.some(isAlive)).toBe(true);
  command.child.kill('SIGINT');
  expect(await command.ended).toMatchObject({ code: 130 });
  expect(command.workers.some(isAlive)).toBe(false);
});

test('kill -9 of the command takes its processes along within seconds, and the next run resumes', async () => {
  writeSpec({ epochs: 60, batchSize: 20 });
  const command = new Command(['train', spec, '--out', out]);
  await until(() => command.workers.length > 0);
  command.child.kill('SIGKILL');
  expect(await command.ended).toMatchObject({ signal: 'SIGKILL' });
  await until(() => !command.workers.some(isAlive), 5);
  expect(existsSync(join(out, 'model.onnx'))).toBe(false);

  const again = await runHere('train', spec, '--out', out);
  expect(again.stdout).not.toContain('Resumed at 0,');
  expect(readFileSync(join(out, 'model.onnx'), 'utf8')).toBe('sum 1830');
});

test('a folder of another spec is refused', async () => {
  await runHere('train', spec, '--out', out);
  writeSpec({ seed: 1 });
  expect(await runHere('train', spec, '--out', out)).toMatchObject({
    code: 2,
    stderr: `engram: ${out} holds the finished results of another spec.\nChoose another folder with --out, or delete this one to start anew.\n`,
  });
});

test('--json prints one event a line', async () => {
  const ended = await runCommand('train', spec, '--out', out, '--json');
  expect(ended.stderr).toBe('');
  const events = ended.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(events[0]).toMatchObject({ event: 'progress', phase: 'train', done: 1, total: 5, unit: 'epochs' });
  expect(events.at(-1)).toEqual({
    event: 'result',
    command: 'train',
    outcome: { folder: out, model: join(out, 'model.onnx'), summary: ['Resumed at 0, sum 15.'] },
  });
});

test('without a terminal, progress is a plain line now and then', async () => {
  writeSpec({ epochs: 60, batchSize: 20 });
  const { stderr } = await runHere('train', spec, '--out', out);
  expect(stderr).toMatch(/^train, process \d+: 1 of 60 epochs, 1%\n$/);
});
