import { describe, expect, test } from 'vitest';
import { specsIn } from '../../../electron/services/shell/opened-files.js';
import { isRendererUrl, mayRequest } from '../../../electron/services/shell/renderer-origin.js';
import { join, resolve } from 'node:path';

describe("the window's own origin", () => {
  test.each(['app://engram/', 'app://engram', 'app://engram/assets/app.js?x#y', 'APP://engram/'])('is that of %s', (url) => {
    expect(isRendererUrl(url)).toBe(true);
    expect(mayRequest(url)).toBe(true);
  });

  test.each([
    'app://engram.evil/',
    'app://evil/',
    'app://engram:80/',
    'app://engram@evil/',
    'app://evil@engram/',
    'https://engram/',
    'file:///engram',
    'app:engram',
    'about:blank',
    '',
    'nonsense',
  ])('is not that of %s', (url) => {
    expect(isRendererUrl(url)).toBe(false);
    expect(mayRequest(url)).toBe(false);
  });

  test("may use data that it made itself, and no other's", () => {
    expect(mayRequest('data:image/png;base64,AAAA')).toBe(true);
    expect(mayRequest('blob:app://engram/1b4e28ba')).toBe(true);
    expect(mayRequest('blob:app://engram.evil/1b4e28ba')).toBe(false);
    expect(mayRequest('blob:https://engram/1b4e28ba')).toBe(false);
  });
});

describe('a command line names specs', () => {
  const folder = resolve('/somewhere');

  test('by their extension, absolute or from the folder of the start', () => {
    expect(specsIn(['ward.engram', join(folder, 'B.ENGRAM')], folder)).toEqual([join(folder, 'ward.engram'), join(folder, 'B.ENGRAM')]);
  });

  test("and else has switches and the program's own folder", () => {
    expect(specsIn(['.', '--inspect', '--file=x.engram', 'engram', 'x.engram.json'], folder)).toEqual([]);
  });
});
