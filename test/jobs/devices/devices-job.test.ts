import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askDriver } from '../../../electron/engine/runtimes/tensorflow/ask-driver.js';
import { run } from '../../e2e/support/audit-folder.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'devices-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("without TensorFlow's library the command tells what computes, and what brings it", async () => {
  process.env.ENGRAM_TENSORFLOW = folder;
  const { code, stdout } = await run(['devices']);
  delete process.env.ENGRAM_TENSORFLOW;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^onnxruntime\s+1\.\d+\.\d+, on the processor$/m);
  expect(stdout).toMatch(/^TensorFlow\s+not installed$/m);
  expect(stdout).toContain('npm run tensorflow:install');
});

test("name and memory of a card come from NVIDIA's own tool, where it is", async () => {
  const tool = join(folder, 'tool.sh');
  writeFileSync(tool, '#!/bin/sh\necho "NVIDIA RTX A5000, 24564 MiB"\n');
  chmodSync(tool, 0o755);
  expect(await askDriver(tool)).toBe('NVIDIA RTX A5000, 24564 MiB');
  expect(await askDriver(join(folder, 'none'))).toBeUndefined();
});
