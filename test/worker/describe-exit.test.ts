import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { describeExit } from '../../electron/worker/client/describe-exit.js';

test('a signal is told from an exit of the same number', () => {
  expect(describeExit(constants.signals.SIGSEGV, 'crashed', 'linux')).toBe('signal SIGSEGV');
  expect(describeExit(constants.signals.SIGKILL, 'killed', 'linux')).toBe('signal SIGKILL');
  expect(describeExit(constants.signals.SIGKILL, undefined, 'linux')).toBe('exit code 9');
});

test('Windows has codes alone; those of crashes are read in hexadecimal', () => {
  expect(describeExit(-1_073_741_819, 'crashed', 'win32')).toBe('exit code 0xC0000005');
  expect(describeExit(3_221_225_477, 'crashed', 'win32')).toBe('exit code 0xC0000005');
  expect(describeExit(1, 'killed', 'win32')).toBe('exit code 1');
});

test('running out of memory is said in words', () => {
  expect(describeExit(133, 'oom', 'linux')).toBe('out of memory');
  expect(describeExit(-536_870_904, 'oom', 'win32')).toBe('out of memory');
});
