import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeFileAtomically } from '../../electron/jobs/atomic-file.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a file is replaced as a whole and leaves no temporary file', async () => {
  const path = join(folder, 'result.json');
  await writeFileAtomically(path, 'one');
  await writeFileAtomically(path, new Uint8Array([0x32]));
  expect(readFileSync(path, 'utf8')).toBe('2');
  expect(readdirSync(folder)).toEqual(['result.json']);
});

test('a failure is coded, and leaves neither file nor temporary file', async () => {
  const path = join(folder, 'result.json');
  mkdirSync(path);
  await expect(writeFileAtomically(path, 'one')).rejects.toMatchObject({
    code: 'output-unwritable',
    message: `${path} cannot be written: there is a folder of that name.`,
    hint: 'Make sure that you may write to this folder. Then try again.',
    hintAtTerminal: 'Choose a folder that you may write to, with --out.',
  });
  expect(readdirSync(folder)).toEqual(['result.json']);
  await expect(writeFileAtomically(join(folder, 'missing', 'a'), 'one')).rejects.toMatchObject({ code: 'output-unwritable' });
});

test('writers at the same time leave one of their files in full', async () => {
  const path = join(folder, 'result.json');
  const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(10_000));
  await Promise.all(texts.map((text) => writeFileAtomically(path, text)));
  expect(texts).toContain(readFileSync(path, 'utf8'));
  expect(readdirSync(folder)).toEqual(['result.json']);
});
