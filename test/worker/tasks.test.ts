import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EngineClient } from '../../electron/worker/client/engine-client.js';
import { compiled } from '../support/compiled.js';
import { isAlive, processesIn, ProgressRecord, until } from './probe/processes.js';

let folder: string;
let record: ProgressRecord;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  record = new ProgressRecord();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Counts in as many tasks as there are inputs, two processes at once. */
function fanOut(counts: readonly Record<string, unknown>[], signal?: AbortSignal) {
  const client = new EngineClient({
    entry: compiled('test/worker/probe/entry.ts'),
    settings: { threads: 1, width: 2, cacheFolder: folder },
    taskThreads: 1,
  });
  const inputs = counts.map((count, index) => ({ folder: taskFolder(index), count }));
  for (const input of inputs) {
    mkdirSync(input.folder);
  }
  return client.run('fan-out', inputs, { stateFolder: folder, signal, onProgress: record.listener });
}

const taskFolder = (index: number): string => join(folder, `task-${index}`);

/** Processes that have run the first `tasks` tasks. */
const taskProcesses = (tasks: number): number[] => Array.from({ length: tasks }, (_, index) => processesIn(taskFolder(index))).flat();

test('tasks run in `width` processes beside the job, and answer in the order of their inputs', async () => {
  const result = await fanOut([
    { to: 40, pause: 5 },
    { to: 2, pause: 5 },
    { to: 3, pause: 5 },
    { to: 4, pause: 5 },
  ]);
  expect(result).toMatchObject({ ok: true, value: [{ sum: 820 }, { sum: 3 }, { sum: 6 }, { sum: 10 }] });
  expect(new Set(taskProcesses(4)).size).toBe(2);
  await until(() => !taskProcesses(4).some(isAlive));
});

test('a task whose process dies is tried once more', async () => {
  const result = await fanOut([
    { to: 10, pause: 5, crashAt: 5 },
    { to: 4, pause: 5 },
  ]);
  expect(result).toMatchObject({
    ok: true,
    value: [
      { sum: 55, startedAt: 5 },
      { sum: 10, startedAt: 0 },
    ],
  });
});

test('a task that dies twice fails the job, and no further task begins', async () => {
  const result = await fanOut([
    { to: 10, pause: 5, crashAt: 5, crashTimes: 9, forget: true },
    { to: 100_000, pause: 5 },
    { to: 3, pause: 5 },
  ]);
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'engine-crashed', message: 'The engine process ended unexpectedly twice (signal SIGSEGV).' },
  });
  expect(existsSync(join(taskFolder(2), 'count.json'))).toBe(false);
  await until(() => !taskProcesses(2).some(isAlive));
});

test('when the engine dies its task processes end too, and the job starts once more and resumes', async () => {
  const running = fanOut([
    { to: 30, pause: 50 },
    { to: 30, pause: 50 },
  ]);
  await until(() => taskProcesses(2).length === 2);
  process.kill(Number(readFileSync(join(folder, 'engine.txt'), 'utf8')), 'SIGKILL');
  const result = await running;
  expect(result).toMatchObject({ ok: true, value: [{ sum: 465 }, { sum: 465 }] });
  expect(taskProcesses(2)).toHaveLength(4);
  await until(() => !taskProcesses(2).some(isAlive));
});

test('cancelling the job cancels its tasks', async () => {
  const controller = new AbortController();
  const running = fanOut(
    [
      { to: 100_000, pause: 5 },
      { to: 100_000, pause: 5 },
    ],
    controller.signal,
  );
  await until(() => taskProcesses(2).length === 2);
  controller.abort();
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await until(() => !taskProcesses(2).some(isAlive));
});
