import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tensorflowEnvironment } from '../../electron/worker/client/environment.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorflow-environment-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a process keeps to its threads, its messages to itself and takes a card's memory as it needs it", () => {
  expect(tensorflowEnvironment(folder, 3)).toMatchObject({
    TF_NUM_INTRAOP_THREADS: '3',
    TF_CPP_MIN_LOG_LEVEL: '3',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  });
  expect(tensorflowEnvironment(folder, 3)).not.toHaveProperty('TF_DETERMINISTIC_OPS');
  expect(tensorflowEnvironment(folder, 3, { deterministic: true })).toMatchObject({ TF_DETERMINISTIC_OPS: '1' });
});

test("CUDA's staged libraries come first on the loader's path", () => {
  for (const part of ['cudnn', 'cublas']) mkdirSync(join(folder, 'library/nvidia', part, 'lib'), { recursive: true });
  const path = tensorflowEnvironment(folder, 1).LD_LIBRARY_PATH.split(':');
  expect(path.slice(0, 2).sort()).toEqual(['cublas', 'cudnn'].map((part) => join(folder, 'library/nvidia', part, 'lib')));
});
