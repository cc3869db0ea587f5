import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compiled } from '../support/compiled.js';
import { isAlive, processesIn, until } from './probe/processes.js';

let folder: string;
let parent: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => {
  parent?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a parent with a job, kills it once the job's counts in `folders` have come to 3, and returns their processes. */
async function killParentOf(job: string, input: unknown, folders: readonly string[]): Promise<number[]> {
  parent = spawn(process.execPath, [compiled('test/worker/probe/orphan-maker.ts'), folder, job, JSON.stringify(input)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await until(() => folders.every((counted) => processesIn(counted, 3).length > 0));
  parent.kill('SIGKILL');
  return folders.flatMap((counted) => processesIn(counted));
}

test('a worker in a blocked event loop ends within seconds of its parent', async () => {
  const workers = await killParentOf('count', { to: 10, pause: 5, hangAt: 3 }, [folder]);
  expect(workers.every(isAlive)).toBe(true);
  await until(() => !workers.some(isAlive), 5);
});

test('so do the task processes', async () => {
  const inputs = [0, 1].map((index) => {
    const taskFolder = join(folder, `task-${index}`);
    mkdirSync(taskFolder);
    return { folder: taskFolder, count: { to: 100_000, pause: 5 } };
  });
  const workers = await killParentOf(
    'fan-out',
    inputs,
    inputs.map((input) => input.folder),
  );
  await until(() => !workers.some(isAlive), 5);
});
