import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { eventsOf, run } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 60_000 });

const hostile = (name: string) => fileURLToPath(new URL(`../fixtures/hostile-models/${name}`, import.meta.url));

async function refusalOf(path: string) {
  const ended = await run(['inspect', path, '--json']);
  expect(ended.code).not.toBe(0);
  return eventsOf(ended).at(-1);
}

test.each([
  ['hang.h5', 'engine-hung', 'Reading the model file went on computing for much longer than it should, and was stopped.'],
  [
    'loop-endless.onnx',
    'engine-hung',
    "The model's answer to a few images went on computing for much longer than it should, and was stopped.",
  ],
  ['expand-16G.onnx', 'out-of-memory', "The model's answer to a few images took gigabytes of memory more than it should, and was stopped."],
  [
    'resize-huge.onnx',
    'out-of-memory',
    "The model's answer to a few images took gigabytes of memory more than it should, and was stopped.",
  ],
])('%s is stopped, and said to be what it is', async (name, code, message) => {
  expect(await refusalOf(hostile(name))).toMatchObject({ code, message });
});
