import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder, registerFolder } from '../../electron/services/folders.js';

test('the cache is where each system keeps caches, or where ENGRAM_CACHE says', () => {
  expect(cacheFolder({}, 'linux')).toBe(join(homedir(), '.cache', 'engram'));
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, 'linux')).toBe(join('/cache', 'engram'));
  expect(cacheFolder({ LOCALAPPDATA: 'C:\\Local' }, 'win32')).toBe(join('C:\\Local', 'Engram', 'Cache'));
  expect(cacheFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Caches', 'Engram'));
  expect(cacheFolder({ ENGRAM_CACHE: '/elsewhere' }, 'linux')).toBe('/elsewhere');
});

test('the register is where each system keeps data of programs, or where ENGRAM_REGISTER says', () => {
  expect(registerFolder({}, 'linux')).toBe(join(homedir(), '.local', 'share', 'engram', 'register'));
  expect(registerFolder({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'engram', 'register'));
  expect(registerFolder({ LOCALAPPDATA: 'C:\\Local' }, 'win32')).toBe(join('C:\\Local', 'Engram', 'Register'));
  expect(registerFolder({}, 'darwin')).toBe(join(homedir(), 'Library', 'Application Support', 'Engram', 'Register'));
  expect(registerFolder({ ENGRAM_REGISTER: '/elsewhere' }, 'linux')).toBe('/elsewhere');
});
