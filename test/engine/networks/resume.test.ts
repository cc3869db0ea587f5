import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { readArrayFile } from '../../../electron/engine/networks/training/array-file.js';
import { trainNetwork, type TrainingOutcome } from '../../../electron/engine/networks/training/trainer.js';
import { resumableOptions } from './resumable-training.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engram-resume-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const bits = ({ weights }: TrainingOutcome): Record<string, string> =>
  Object.fromEntries([...weights].map(([name, { data }]) => [name, Buffer.from(data.slice().buffer).toString('base64')]));

/** Epochs that the state file holds. */
async function epochsDone(): Promise<number> {
  const file = await readArrayFile(join(folder, 'training.state'));
  const note = file?.note as { history: unknown[] } | undefined;
  return note?.history.length ?? 0;
}

test('killed with SIGKILL and run again, it ends in the same bits as a training that ran through', async () => {
  const through = await trainNetwork(resumableOptions);

  const script = fileURLToPath(new URL('./trained-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = once(child, 'exit');
  while ((await epochsDone()) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  const [, signal] = (await exited) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  const done = await epochsDone();
  expect(done).toBeLessThan(resumableOptions.epochs);

  const resumed = await trainNetwork({ ...resumableOptions, stateFolder: folder });
  expect(bits(resumed)).toEqual(bits(through));
  expect(resumed.history).toEqual(through.history);
  expect(resumed.epoch).toBe(through.epoch);
  expect(openSessions()).toBe(0);
});

test('cancelled between epochs and run again, it ends in the same bits', async () => {
  const controller = new AbortController();
  const cancelled = trainNetwork({
    ...resumableOptions,
    stateFolder: folder,
    signal: controller.signal,
    onProgress: ({ done }) => {
      if (done > 5 * resumableOptions.training.count) controller.abort();
    },
  });
  await expect(cancelled).rejects.toThrow('The work was cancelled.');
  expect(await epochsDone()).toBe(5);
  const resumed = await trainNetwork({ ...resumableOptions, stateFolder: folder });
  expect(bits(resumed)).toEqual(bits(await trainNetwork(resumableOptions)));
  expect(openSessions()).toBe(0);
});

test('a finished training is read from its state', async () => {
  const first = await trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 2 });
  const again = await trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 2 });
  expect(bits(again)).toEqual(bits(first));
  expect([first.device, again.device]).toEqual([expect.stringContaining('onnxruntime-node'), undefined]);
});

test('the state of another training is refused', async () => {
  await trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1 });
  await expect(trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1, seed: 10 })).rejects.toMatchObject({
    code: 'state-damaged',
    message: 'The folder holds the state of another training.',
    hint: 'Give this training a folder of its own, or delete the old one.',
  });
});

test.each([
  ['other threads', { threads: 2 }, 'ONNX Runtime with 1 thread; on ONNX Runtime with 2 threads'],
  ['all threads', { threads: undefined }, 'ONNX Runtime with 1 thread; on ONNX Runtime with all threads'],
  ['another runtime', { runtime: 'tensorflow' }, 'ONNX Runtime with 1 thread; on TensorFlow with 1 thread'],
] as const)('a training goes on with what computed it, not with %s', async (_what, other, words) => {
  await trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1 });
  await expect(trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1, ...other })).rejects.toMatchObject({
    code: 'state-damaged',
    message: `The training began on ${words} it would end in other weights.`,
    hint: 'Run it on ONNX Runtime with 1 thread again, or delete the folder and train anew.',
  });
});

test('a damaged state is refused', async () => {
  await trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1 });
  const path = join(folder, 'training.state');
  const bytes = readFileSync(path);
  bytes[bytes.length - 100] ^= 1;
  writeFileSync(path, bytes);
  await expect(trainNetwork({ ...resumableOptions, stateFolder: folder, epochs: 1 })).rejects.toMatchObject({
    code: 'state-damaged',
    message: 'A file of weights or training state is damaged.',
    hint: 'Delete the folder that holds it and train again.',
  });
});
