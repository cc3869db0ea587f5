import type * as Files from 'node:fs/promises';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readArrayFile, writeArrayFile } from '../../../electron/engine/networks/training/array-file.js';

/** How many times more the system refuses to rename, as Windows does while a virus scanner reads the file. */
let refusals = 0;
vi.mock('node:fs/promises', async (importOriginal) => {
  const original = await importOriginal<typeof Files>();
  const rename = async (from: string, to: string): Promise<void> => {
    if (refusals-- > 0) throw Object.assign(new Error('busy'), { code: 'EBUSY' });
    await original.rename(from, to);
  };
  return { ...original, rename };
});

const platform = process.platform;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engram-arrays-'));
  Object.defineProperty(process, 'platform', { value: 'win32' });
});
afterEach(async () => {
  Object.defineProperty(process, 'platform', { value: platform });
  await rm(folder, { recursive: true });
});

const arrays = new Map([['a', { shape: [2], data: Float32Array.of(1, 2) }]]);

test('a file that Windows keeps busy for a moment is replaced all the same', async () => {
  const path = join(folder, 'training.state');
  await writeArrayFile(path, { epoch: 1 }, arrays);
  refusals = 2;
  await writeArrayFile(path, { epoch: 2 }, arrays);
  expect((await readArrayFile(path))?.note).toEqual({ epoch: 2 });
});

test('what a stopped process left half written goes with the next one', async () => {
  const path = join(folder, 'training.state');
  await writeFile(`${path}.part`, 'half of');
  await writeArrayFile(path, null, arrays);
  expect(await readdir(folder)).toEqual(['training.state']);
});
