import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { additions, type Addition, type Row } from './additions.js';
import { circlesIn, problemsIn, walkImports } from './import-walk.js';

const house = fileURLToPath(new URL('../../', import.meta.url));
const fixtures = join(house, 'test/fixtures/architecture/additions');

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'engram-house-'));
  for (const part of ['electron', 'shared', 'package.json', 'tsconfig.json'])
    cpSync(join(house, part), join(copy, part), { recursive: true });
  for (const part of ['node_modules', 'resources', 'docs']) symlinkSync(join(house, part), join(copy, part), 'junction');
  for (const addition of additions) {
    cpSync(join(fixtures, addition.folder), join(copy, addition.to), { recursive: true, errorOnExist: true, force: false });
    addition.rows.forEach(addRow);
  }
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function addRow({ file, before, text }: Row): void {
  const path = join(copy, file);
  const lines = readFileSync(path, 'utf8').split('\n');
  const places = lines.flatMap((line, index) => (line === before ? [index] : []));
  if (places.length !== 1) throw new Error(`${file} has ${places.length} lines "${before}" where one belongs.`);
  writeFileSync(path, lines.toSpliced(places[0], 0, text).join('\n'));
}

/** What the app in the copy says to a command line, whether it takes it or refuses it. */
async function says(command: readonly string[]): Promise<string> {
  const environment = { ...process.env, ENGRAM_REGISTER: join(copy, 'no-register'), ENGRAM_CACHE: join(copy, 'cache') };
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'electron/cli/main.ts', ...command], {
    cwd: copy,
    env: environment,
  });
  const { stdout, stderr } = await run.catch((error: unknown) => error as { stdout: string; stderr: string });
  return stdout + stderr;
}

const commands = additions.flatMap(({ what, finds }) => finds.map((find) => ({ what, ...find })));

describe('a copy of the house to which one of each kind was added by its folder and its row', () => {
  test.each(commands)('finds the $what by $command', async ({ command, says: expected }) => {
    expect(await says(command)).toMatch(expected);
  });

  test('keeps the rules of who imports whom', () => {
    const walk = walkImports(copy, ['electron', 'shared']);
    expect(walk.files).toEqual(expect.arrayContaining(additions.map(({ to }) => expect.stringContaining(to) as string)));
    expect([...problemsIn(walk), ...circlesIn(walk)]).toEqual([]);
  });

  test.each(additions)('gives the $what a row of a line or two in each table, and no more', ({ rows }: Addition) => {
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(rows.filter(({ text }) => text.includes('\n'))).toEqual([]);
  });
});
