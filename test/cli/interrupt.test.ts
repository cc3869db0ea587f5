import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenForInterrupt } from '../../electron/cli/interrupt.js';

const onFirst = vi.fn();
const onSecond = vi.fn();
let milliseconds: number;
const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let listenersBefore: Map<string, Set<unknown>>;

beforeEach(() => {
  vi.clearAllMocks();
  milliseconds = 5000;
  listenersBefore = new Map(names.map((name) => [name, new Set<unknown>(process.listeners(name))]));
});
afterEach(() => {
  for (const name of names) for (const listener of added(name)) process.off(name, listener);
});

function added(name: (typeof names)[number]): NodeJS.SignalsListener[] {
  return process.listeners(name).filter((listener) => !listenersBefore.get(name)?.has(listener));
}

const listen = () => listenForInterrupt(onFirst, onSecond, () => milliseconds);

test('the first cancels; one that comes at once is the same; a later one ends', () => {
  const { signal } = listen();
  expect(signal.aborted).toBe(false);
  process.emit('SIGINT', 'SIGINT');
  expect(signal.aborted).toBe(true);
  expect(onFirst).toHaveBeenCalledOnce();
  milliseconds += 400;
  process.emit('SIGINT', 'SIGINT');
  expect(onSecond).not.toHaveBeenCalled();
  milliseconds += 200;
  process.emit('SIGTERM', 'SIGTERM');
  expect(onFirst).toHaveBeenCalledOnce();
  expect(onSecond).toHaveBeenCalledOnce();
});

test('work that ends by itself leaves nobody listening', () => {
  const interrupt = listen();
  expect(names.map((name) => added(name).length)).toEqual([1, 1, 1]);
  interrupt.stop();
  expect(names.map((name) => added(name).length)).toEqual([0, 0, 0]);
});

test('work that was cancelled still hears the echo of the Ctrl-C that cancelled it', () => {
  const interrupt = listen();
  process.emit('SIGINT', 'SIGINT');
  interrupt.stop();
  expect(added('SIGINT')).toHaveLength(1);
  milliseconds += 100;
  process.emit('SIGINT', 'SIGINT');
  expect(onSecond).not.toHaveBeenCalled();
});
