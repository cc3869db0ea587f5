import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from '../../scripts/start/find-electron.js';

const program = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(path: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  return path;
}

test('Electron is where the package has put what it downloaded', () => {
  expect(findElectron(folder, {})).toBeUndefined();
  writeFileSync(join(folder, 'path.txt'), program);
  expect(findElectron(folder, {})).toBeUndefined();
  const downloaded = put(join(folder, 'dist', program));
  expect(findElectron(folder, {})).toBe(downloaded);
});

test('or where the environment says, if it is there', () => {
  expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBeUndefined();
  const given = put(join(folder, program));
  expect(findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: folder })).toBe(given);
});
