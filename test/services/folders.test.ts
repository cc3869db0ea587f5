import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from '../../electron/services/folders.js';

test('the cache is where each system keeps caches, or where ENGRAM_CACHE says', () => {
  expect(cacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'engram'));
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, 'linux')).toBe(join('/cache', 'engram'));
  expect(cacheFolder({ LOCALAPPDATA: 'C:\\Local' }, 'win32')).toBe(join('C:\\Local', 'Engram', 'Cache'));
  expect(cacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Caches', 'Engram'));
  expect(cacheFolder({ ENGRAM_CACHE: '/elsewhere' }, 'linux')).toBe('/elsewhere');
});
