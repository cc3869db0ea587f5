import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Progress } from '../../shared/domain/progress.js';
import { EngineClient, type EngineOptions } from '../../electron/worker/client/engine-client.js';

const entry = fileURLToPath(new URL('./probe/entry.ts', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function client(options: Partial<EngineOptions> = {}): EngineClient {
  return new EngineClient({ entry, settings: { threads: 1, width: 2, cacheFolder: folder }, taskThreads: 1, ...options });
}

/** Collects progress and hands out the ids of the processes that reported it. */
function recorder() {
  const steps: Progress[] = [];
  return {
    steps,
    listener: (step: Progress) => void steps.push(step),
    pids: () => [...new Set(steps.map((step) => Number(step.detail?.replace('process ', ''))))],
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('runs a job in another process, reports progress and leaves no process behind', async () => {
  const record = recorder();
  const result = await client().run('count', { to: 10, pause: 1 }, { stateFolder: folder, onProgress: record.listener });
  const [pid] = record.pids();
  expect(result).toEqual({ ok: true, value: { sum: 55, startedAt: 0, pid } });
  expect(pid).not.toBe(process.pid);
  expect(record.steps.at(-1)).toMatchObject({ done: 10, total: 10 });
  expect(isAlive(pid)).toBe(false);
});
