import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPrograms } from '../../scripts/build/programs.js';
import { shippedTarget } from '../../scripts/build/target.js';
import { AuditFolder } from '../e2e/support/audit-folder.js';
import { additions, type Row } from './additions.js';
import { circlesIn, problemsIn, walkImports } from './import-walk.js';

const house = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = join(house, 'test/fixtures/architecture/additions');

let copy: string;
let folder: AuditFolder;
beforeAll(async () => {
  folder = await AuditFolder.create();
  copy = mkdtempSync(join(tmpdir(), 'engram-house-'));
  for (const part of ['electron', 'shared', 'resources', 'package.json']) cpSync(join(house, part), join(copy, part), { recursive: true });
  symlinkSync(join(house, 'node_modules'), join(copy, 'node_modules'), 'junction');
  for (const addition of additions) {
    cpSync(join(fixtures, addition.folder), join(copy, addition.to), { recursive: true, errorOnExist: true, force: false });
    addition.rows.forEach(addRow);
  }
  await buildPrograms({
    ...shippedTarget,
    source: copy,
    folder: join(copy, 'compiled'),
    entries: ['electron/cli/main.ts', 'electron/worker/process/entry.ts'],
  });
});
afterAll(() => {
  folder.remove();
  rmSync(copy, { recursive: true, force: true });
});

function addRow({ file, before, text }: Row): void {
  const path = join(copy, file);
  const parts = readFileSync(path, 'utf8').split(before);
  if (parts.length !== 2) throw new Error(`${file} has "${before}" ${parts.length - 1} times where it belongs once.`);
  writeFileSync(path, parts.join(text + before));
}

/** What the app in the copy says to a command line, whether it takes it or refuses it. */
async function says(command: readonly string[]): Promise<string> {
  const run = promisify(execFile)(process.execPath, [join(copy, 'compiled/electron/cli/main.js'), ...command]);
  const { stdout, stderr } = await run.catch((error: unknown) => error as { stdout: string; stderr: string });
  return stdout + stderr;
}

const commands = additions.flatMap(({ what, finds }) => finds.map((find) => ({ what, ...find })));

describe('a copy of the house to which one of each kind was added by its folder and its row', () => {
  test.each(commands)('finds the $what: $says', async ({ command, says: expected }) => {
    expect(await says(command(folder))).toMatch(expected);
  });

  test('keeps the rules of who imports whom', () => {
    const walk = walkImports(copy, ['electron', 'shared']);
    expect(walk.files).toEqual(expect.arrayContaining(additions.map(({ to }) => expect.stringContaining(to) as string)));
    expect([...problemsIn(walk), ...circlesIn(walk)]).toEqual([]);
  });
});
