import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graphicsCards } from '../../../../electron/engine/runtimes/tensorflow/device.js';
import { coded } from '../../../../electron/engine/runtimes/tensorflow/saved-graph.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nvidia-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('driver and cards are read as Linux shows them', () => {
  writeFileSync(
    join(folder, 'version'),
    'NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue Mar  5 22:23:56 UTC 2024\nGCC version:  gcc 12\n',
  );
  mkdirSync(join(folder, 'gpus/0000:65:00.0'), { recursive: true });
  writeFileSync(join(folder, 'gpus/0000:65:00.0/information'), 'Model: \t\t NVIDIA RTX A5000\nIRQ:   \t\t 183\nGPU UUID: \t GPU-0\n');
  expect(graphicsCards(folder)).toEqual({ driver: '550.54.15', names: ['NVIDIA RTX A5000'] });
  expect(graphicsCards(join(folder, 'none'))).toBeUndefined();
});

test.each(['OOM when allocating tensor with shape[512,64,32,32]', 'RESOURCE_EXHAUSTED: failed to allocate memory'])(
  'a card without memory is a coded error: %s',
  (message) => {
    expect(coded(new Error(message), 'graph-not-run')).toMatchObject({
      code: 'out-of-memory',
      hintAtTerminal: expect.stringContaining('batchSize') as string,
    });
  },
);
