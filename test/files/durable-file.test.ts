import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeNewDurably, writeNewFolderDurably } from '../../electron/files/durable-file.js';

let folder: string;
const at = (name: string) => join(folder, name);
const files = new Map([
  ['a', Buffer.from('one')],
  ['b', Buffer.from('two')],
]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-durable-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a new file and a new folder are there in full, and nothing beside them', async () => {
  // As long as a name may be: what is written first needs no longer one.
  const longest = 'n'.repeat(255);
  await writeNewDurably(at(longest), 'text');
  await writeNewFolderDurably(at('folder'), files);
  expect(readFileSync(at(longest), 'utf8')).toBe('text');
  expect(readdirSync(at('folder')).map((name) => [name, readFileSync(join(at('folder'), name), 'utf8')])).toEqual([
    ['a', 'one'],
    ['b', 'two'],
  ]);
  expect(readdirSync(folder).sort()).toEqual(['folder', longest].sort());
});

test('what is there stays, empty folders and links that lead nowhere too', async () => {
  writeFileSync(at('file'), 'mine');
  mkdirSync(at('empty'));
  execFileSync('ln', ['-s', 'nowhere', at('link')]);
  for (const name of ['file', 'empty', 'link']) {
    await expect(writeNewDurably(at(name), 'other')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeNewFolderDurably(at(name), files)).rejects.toMatchObject({ code: 'EEXIST' });
  }
  expect(readFileSync(at('file'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).sort()).toEqual(['empty', 'file', 'link']);
});

test.each([
  ['a name that is too long', 'n'.repeat(256), 'ENAMETOOLONG'],
  ['a folder that is not there', 'none/file', 'ENOENT'],
  ['a file in the place of a folder', 'file/file', 'ENOTDIR'],
])('%s leaves nothing and says why', async (_, name, code) => {
  writeFileSync(at('file'), 'mine');
  await expect(writeNewDurably(at(name), 'x')).rejects.toMatchObject({ code });
  await expect(writeNewFolderDurably(at(name), files)).rejects.toMatchObject({ code });
  expect(readdirSync(folder)).toEqual(['file']);
});

test('a folder of which one file cannot be written is not there at all', async () => {
  await expect(writeNewFolderDurably(at('folder'), new Map(files).set('n'.repeat(256), Buffer.alloc(1)))).rejects.toMatchObject({
    code: 'ENAMETOOLONG',
  });
  expect(readdirSync(folder)).toEqual([]);
});
