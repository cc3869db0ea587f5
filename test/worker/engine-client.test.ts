import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineClient, type EngineOptions } from '../../electron/worker/client/engine-client.js';
import { compiled } from '../support/compiled.js';
import { isAlive, ProgressRecord, until } from './probe/processes.js';

let folder: string;
let record: ProgressRecord;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  record = new ProgressRecord();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function client(options: Partial<EngineOptions> = {}): EngineClient {
  return new EngineClient({
    entry: compiled('test/worker/probe/entry.ts'),
    settings: { threads: 1, width: 2, cacheFolder: folder },
    taskThreads: 1,
    ...options,
  });
}

function run(job: string, input: unknown, signal?: AbortSignal, options?: Partial<EngineOptions>) {
  return client(options).run(job, input, { stateFolder: folder, signal, onProgress: record.listener });
}

describe('a job', () => {
  test('runs in another process, reports progress and leaves no process behind', async () => {
    const result = await run('count', { to: 10, pause: 1 });
    const [pid] = record.pids;
    expect(result).toEqual({ ok: true, value: { sum: 55, startedAt: 0, pid } });
    expect(pid).not.toBe(process.pid);
    expect(record.steps.at(-1)).toMatchObject({ done: 10, total: 10 });
    expect(isAlive(pid)).toBe(false);
  });

  test('that throws a coded error answers with it', async () => {
    expect(await run('fail', { how: 'coded' })).toEqual({
      ok: false,
      error: { code: 'images-empty', message: 'The folder holds no images.', hint: 'Choose another.' },
    });
  });

  test('that meets the unforeseen says so without the private text', async () => {
    expect(await run('fail', { how: 'other', secrets: { text: 'DOE^JANE' } })).toEqual({
      ok: false,
      error: {
        code: 'internal',
        message: 'Something went wrong that Engram did not foresee: Cannot stamp (private text).',
        hint: 'Please report this message together with the versions under Settings.',
        hintAtTerminal: 'Please report this message together with the versions that "engram version" prints.',
      },
    });
  });

  test('that cannot allocate runs out of memory', async () => {
    expect(await run('fail', { how: 'memory' })).toEqual({
      ok: false,
      error: {
        code: 'out-of-memory',
        message: 'The engine process ran out of memory.',
        hint: 'Choose fewer images in a batch in the step Method, and start it again.',
        hintAtTerminal: 'Set a smaller batchSize, or fewer --processes, and run the same command again.',
      },
    });
  });

  test('that nobody knows, or with an input of another shape, is refused', async () => {
    expect(await run('cuont', {})).toMatchObject({ error: { code: 'internal', message: 'The engine knows no work called "cuont".' } });
    expect(await run('count', { to: 'ten' })).toMatchObject({ error: { code: 'internal' } });
  });
});

test('a worker has a minimal environment', async () => {
  process.env.ENGRAM_TEST_TOKEN = 'not for workers';
  const result = await run('environment', null);
  delete process.env.ENGRAM_TEST_TOKEN;
  expect(result.ok && result.value).toContain('PATH');
  expect(result.ok && result.value).not.toContain('ENGRAM_TEST_TOKEN');
  expect(result.ok && result.value).not.toContain('NODE_OPTIONS');
});

describe('a crash', () => {
  test('of a resumable job starts it once more, from its state', async () => {
    const result = await run('count', { to: 10, pause: 1, crashAt: 5 });
    expect(record.pids).toHaveLength(2);
    expect(result).toEqual({ ok: true, value: { sum: 55, startedAt: 5, pid: record.pids[1] } });
  });

  test('by kill -9 is survived as well', async () => {
    const running = run('count', { to: 40, pause: 20 });
    await until(() => record.steps.length > 3);
    process.kill(record.pids[0], 'SIGKILL');
    expect(await running).toMatchObject({ ok: true, value: { sum: 820 } });
    expect(record.pids).toHaveLength(2);
  });

  test('that comes again ends the job with a coded error', async () => {
    // It forgets its state, so it meets the same crash again.
    const result = await run('count', { to: 10, pause: 1, crashAt: 2, crashTimes: 5, forget: true });
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'engine-crashed',
        message: 'The engine process ended unexpectedly twice (signal SIGSEGV).',
        hint: 'Start it again. It goes on from what was kept. If this happens again, the model file may be damaged: copy or export it again.',
        hintAtTerminal: 'Run the same command again to resume. If it happens again, the model file may be damaged: check it with inspect.',
      },
    });
    expect(record.pids).toHaveLength(2);
  });

  test('of a job that cannot resume ends it at once', async () => {
    expect(await run('count-once', { to: 10, pause: 1, crashAt: 5 })).toMatchObject({
      ok: false,
      error: { code: 'engine-crashed', message: 'The engine process ended unexpectedly (signal SIGSEGV).' },
    });
    expect(record.pids).toHaveLength(1);
  });

  test('by exit is told by its code', async () => {
    expect(await run('fail', { how: 'exit' })).toMatchObject({
      error: { code: 'engine-crashed', message: 'The engine process ended unexpectedly twice (exit code 3).' },
    });
  });

  test('is what a worker that sends nonsense comes to', async () => {
    expect(await run('fail', { how: 'babble' })).toMatchObject({
      error: {
        code: 'engine-crashed',
        message: 'The engine process ended unexpectedly twice (it sent a message that is none of its own).',
      },
    });
  });

  test('at the start, of an entry that is not there, is one too', async () => {
    expect(await run('count', {}, undefined, { entry: join(folder, 'missing.js') })).toMatchObject({
      error: { code: 'engine-crashed', message: 'The engine process ended unexpectedly (exit code 1).' },
    });
  });
});

describe('bounded work', () => {
  const processesStarted = () => readFileSync(join(folder, 'processes.txt'), 'utf8').trim().split('\n').length;

  test.each([
    ['time', 'engine-hung', "The model's answer to a few images went on computing for much longer than it should, and was stopped."],
    ['memory', 'out-of-memory', "The model's answer to a few images took gigabytes of memory more than it should, and was stopped."],
  ])('that takes too much %s ends with its process, and is not tried again', async (how, code, message) => {
    expect(await run('exceed', { how })).toMatchObject({ ok: false, error: { code, message } });
    expect(processesStarted()).toBe(1);
  });

  test('is not ended for waiting, nor within its bounds', async () => {
    expect(await run('exceed', { how: 'wait' })).toEqual({ ok: true, value: 0 });
    expect(await run('exceed', { how: 'within' })).toEqual({ ok: true, value: 0 });
  });
});

describe('a hang', () => {
  test('while computing is told from a crash, and the process is ended', async () => {
    const result = await run('count', { to: 10, pause: 1, hangAt: 3 }, undefined, { patience: { computing: 2 } });
    expect(result).toEqual({
      ok: false,
      error: {
        code: 'engine-hung',
        message: 'The engine process stopped answering (silent for 2 s) and was ended.',
        hint: 'Start it again. It goes on from what was kept. If this happens again, choose fewer images in a batch in the step Method, or another model file.',
        hintAtTerminal: 'Run the same command again to resume. If it happens again, try a smaller batchSize or another model file.',
      },
    });
    await until(() => !isAlive(record.pids[0]));
  });

  test('is not what a slow but lively job is in', async () => {
    const result = await run('count', { to: 3, pause: 1500 }, undefined, { patience: { computing: 2 } });
    expect(result).toMatchObject({ ok: true });
  });
});

describe('cancelling', () => {
  const cancelled = {
    ok: false,
    error: {
      code: 'cancelled',
      message: 'The work was cancelled.',
      hint: 'Start it again. It goes on from what was kept.',
      hintAtTerminal: 'Run the same command again to resume it.',
    },
  };

  test('ends the job cleanly, and the next run resumes', async () => {
    const controller = new AbortController();
    const running = run('count', { to: 1000, pause: 5 }, controller.signal);
    await until(() => record.steps.length > 3);
    controller.abort();
    expect(await running).toEqual(cancelled);
    expect(isAlive(record.pids[0])).toBe(false);

    const done = Number(readFileSync(join(folder, 'count.json'), 'utf8'));
    expect(await run('count', { to: done + 5, pause: 1 })).toMatchObject({ ok: true, value: { startedAt: done } });
  });

  test('before the process is ready, or before the call, is enough', async () => {
    const controller = new AbortController();
    const running = run('count', { to: 1000, pause: 5 }, controller.signal);
    controller.abort();
    expect(await running).toEqual(cancelled);
    expect(await run('count', { to: 1000, pause: 5 }, AbortSignal.abort())).toEqual(cancelled);
    expect(record.steps).toEqual([]);
  });

  test('ends a deaf job after some patience', async () => {
    const controller = new AbortController();
    const running = run('count', { to: 100_000, pause: 5, deaf: true }, controller.signal, { patience: { cancel: 0.5 } });
    await until(() => record.steps.length > 3);
    controller.abort();
    expect(await running).toEqual(cancelled);
    await until(() => !isAlive(record.pids[0]));
  });
});
