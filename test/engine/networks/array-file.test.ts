import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readArrayFile, writeArrayFile } from '../../../electron/engine/networks/training/array-file.js';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engram-arrays-'));
  path = join(folder, 'file');
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const arrays = new Map([
  ['a/kernel', { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 1e-40, Infinity, -0) }],
  ['scalar', { shape: [], data: Float32Array.of(7) }],
]);

test('gives back what it was given, and leaves no other file', async () => {
  await writeArrayFile(path, { epoch: 3 }, arrays);
  expect(await readArrayFile(path)).toEqual({ note: { epoch: 3 }, arrays });
  expect(await readdir(folder)).toEqual(['file']);
  expect((await readFile(path, 'utf8')).split('\n').slice(0, 2)).toEqual([
    'ENGRAM ARRAYS 1',
    'Weights or training state of Engram; its export to ONNX opens in any viewer.',
  ]);
});

test('has nothing to give where there is no file', async () => {
  expect(await readArrayFile(path)).toBeUndefined();
});

test('refuses every file that is cut short or changed in one byte', async () => {
  await writeArrayFile(path, null, arrays);
  const bytes = await readFile(path);
  const refusal = { code: 'state-damaged', message: 'A file of weights or training state is damaged.' };
  for (let length = 0; length < bytes.length; length += 7) {
    await writeFile(path, bytes.subarray(0, length));
    await expect(readArrayFile(path)).rejects.toMatchObject(refusal);
  }
  for (let position = 0; position < bytes.length; position += 5) {
    const changed = Buffer.from(bytes);
    changed[position] ^= 0x10;
    await writeFile(path, changed);
    await expect(readArrayFile(path)).rejects.toMatchObject(refusal);
  }
});

test('says when it cannot write, and leaves nothing behind', async () => {
  await writeFile(path, 'a file where a folder should be');
  await expect(writeArrayFile(join(path, 'file'), null, arrays)).rejects.toMatchObject({
    code: 'output-unwritable',
    message: 'A file of weights or training state could not be written.',
    hint: 'Check that you may write to the folder and that the disk has room.',
  });
  expect(await readdir(folder)).toEqual(['file']);
});
