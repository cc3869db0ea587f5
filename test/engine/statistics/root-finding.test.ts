import { describe, expect, it } from 'vitest';
import { findRoot } from '../../../electron/engine/statistics/root-finding.js';
import { expectClose } from './fixture.js';

describe('findRoot', () => {
  it.each([
    ['cosine', (x: number) => Math.cos(x) - x, 0, 1, 0.7390851332151607],
    ['a flat cubic', (x: number) => (x - 1) ** 3, -3, 2.5, 1],
    ['a steep exponential', (x: number) => Math.exp(x) - 1e-200, -1000, 0, -200 * Math.LN10],
    ['a step', (x: number) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
  ])('finds the root of %s', (_, f, low, high, expected) => {
    expectClose(findRoot(f, low, high), expected, 1e-14);
  });

  it('takes a root at an end of the bracket, and refuses a bracket without one', () => {
    expect(findRoot((x) => x, 0, 1)).toBe(0);
    expect(findRoot((x) => x - 1, 0, 1)).toBe(1);
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow(new RangeError('The bracket holds no change of sign.'));
  });
});
