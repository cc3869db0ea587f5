import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildPrograms, root } from '../../scripts/build/programs.js';
import { shippedTarget } from '../../scripts/build/target.js';

let folder: string;

beforeAll(async () => {
  // Within the project, so that the programs find its packages.
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache', 'build-'));
  await buildPrograms({ ...shippedTarget, folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the compiled command line starts the compiled engine', () => {
  const model = join(root, 'resources/controls/dense-clean/model.onnx');
  const output = execFileSync(process.execPath, [join(folder, 'electron/cli/main.js'), 'inspect', model, '--json'], { encoding: 'utf8' });
  expect(output).toContain('10 classes');
});

test('the preload is one CommonJS file that needs Electron alone', () => {
  const preload = readFileSync(join(folder, 'electron/preload/preload.cjs'), 'utf8');
  expect([...preload.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name)).toEqual(['electron']);
  expect(preload.length).toBeLessThan(5000);
});

test('what programs read when they run lies where they look for it', () => {
  expect(existsSync(join(folder, 'resources/fonts/5x7.glyphs'))).toBe(true);
  expect(existsSync(join(folder, 'resources/icons/png/256x256.png'))).toBe(true);
  for (const unread of ['resources/schema', 'resources/icons/icon.ico']) expect(existsSync(join(folder, unread))).toBe(false);
});
