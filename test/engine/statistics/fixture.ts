import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { EngineError } from '../../../electron/engine/base/error.js';

/** Reads test/fixtures/statistics/<name>.json, which generate.py there writes. */
export function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../fixtures/statistics/${name}.json`, import.meta.url), 'utf8'));
}

/** Fails unless `actual` is within `relative` of `expected` (or `absolute`, for values near 0). */
export function expectClose(actual: number, expected: number, relative = 1e-10, absolute = 0): void {
  const allowed = Math.max(absolute, relative * Math.abs(expected));
  if (actual === expected || Math.abs(actual - expected) <= allowed) return;
  expect.fail(`expected ${expected}, got ${actual}: off by ${Math.abs(actual - expected)}, allowed ${allowed}`);
}

export function expectAllClose(actual: ArrayLike<number>, expected: readonly number[], relative = 1e-10, absolute = 0): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((value, index) => expectClose(actual[index], value, relative, absolute));
}

/** Fails unless `action` throws this error, word for word. */
export function expectRefusal(
  action: () => unknown,
  message: string,
  hint: string,
  code = 'sample-invalid',
  hintAtTerminal?: string,
): void {
  let data: unknown;
  try {
    action();
  } catch (error) {
    data = error instanceof EngineError ? error.toData() : error;
  }
  expect(data).toEqual({ code, message, hint, hintAtTerminal });
}
