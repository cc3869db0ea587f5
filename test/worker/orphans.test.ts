import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isAlive, until } from './probe/processes.js';

const parentProgram = fileURLToPath(new URL('./probe/orphan-maker.ts', import.meta.url));
let folder: string;
let parent: ChildProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => {
  parent?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a parent with a job, kills it once `count` workers report, and returns their process ids. */
async function killParentOf(job: string, input: unknown, count: number): Promise<number[]> {
  const started = spawn(process.execPath, ['--import', 'tsx', parentProgram, folder, job, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] });
  parent = started;
  let output = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const workers = (): number[] => [...new Set([...output.matchAll(/process (\d+): 3\n/g)].map(([, pid]) => Number(pid)))];
  await until(() => workers().length === count);
  started.kill('SIGKILL');
  return workers();
}

test('a worker in a blocked event loop ends within seconds of its parent', async () => {
  const workers = await killParentOf('count', { to: 10, pause: 150, hangAt: 3 }, 1);
  expect(workers.every(isAlive)).toBe(true);
  await until(() => !workers.some(isAlive), 5);
});

test('so do the task processes', async () => {
  const inputs = [0, 1].map((index) => {
    const taskFolder = join(folder, `task-${index}`);
    mkdirSync(taskFolder);
    return { folder: taskFolder, count: { to: 100_000, pause: 150 } };
  });
  const workers = await killParentOf('fan-out', inputs, 2);
  await until(() => !workers.some(isAlive), 5);
});
