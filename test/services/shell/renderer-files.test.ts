import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rendererFile } from '../../../electron/services/shell/renderer-files.js';

let folder: string;
let page: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'engram-')));
  page = join(folder, 'renderer');
  mkdirSync(join(page, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-of-another'));
  for (const name of [
    'renderer/index.html',
    'renderer/assets/app.js',
    'renderer/notes.txt',
    'secret.json',
    'renderer-of-another/index.html',
  ]) {
    writeFileSync(join(folder, name), name);
  }
  symlinkSync(join(folder, 'secret.json'), join(page, 'link.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a path names a file of the page', () => {
  test.each([
    ['/', 'index.html', 'text/html; charset=utf-8'],
    ['/index.html', 'index.html', 'text/html; charset=utf-8'],
    ['/assets/app.js', 'assets/app.js', 'text/javascript; charset=utf-8'],
    ['/assets/%61pp.js', 'assets/app.js', 'text/javascript; charset=utf-8'],
  ])('%s', async (path, file, contentType) => {
    expect(await rendererFile(page, path)).toEqual({ path: join(page, file), contentType });
  });
});

describe('a path names nothing', () => {
  test.each([
    ['of a file that is not there', '/assets/other.js'],
    ['of a folder', '/assets'],
    ['of a kind that a page has not', '/notes.txt'],
    ['above the page', '/../secret.json'],
    ['above it, encoded', '/%2e%2e/secret.json'],
    ['above it, with an encoded slash', '/..%2fsecret.json'],
    ['above it, with a backslash', '/..%5csecret.json'],
    ['above it, by a detour', '/assets/../../secret.json'],
    ["beside it, in a folder whose name begins as the page's does", '/../renderer-of-another/index.html'],
    ['that a link leads out of', '/link.json'],
    ['of another drive', '/C:/secret.json'],
    ['of another stream of a file', '/index.html::$DATA.html'],
    ['with a zero in it', '/index.html%00.html'],
    ['that is encoded wrongly', '/%zz.html'],
  ])('%s', async (_why, path) => {
    expect(await rendererFile(page, path)).toBeUndefined();
  });
});
