import { describe, expect, it } from 'vitest';
import { minimise } from '../../../electron/engine/statistics/nelder-mead.js';
import { expectAllClose } from './fixture.js';

describe('minimise', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const { point, value } = minimise(([x, y]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1], [0.5, 0.5]);
    expectAllClose(point, [1, 1], 1e-4);
    expect(value).toBeLessThan(1e-9);
  });

  it('stays where the function is defined', () => {
    const { point } = minimise(([x]) => (x < 2 ? Infinity : x), [5], [1]);
    expectAllClose(point, [2], 1e-4);
  });

  it('is content with a function that is flat', () => {
    expect(minimise(() => 3, [1, 2], [1, 1]).value).toBe(3);
  });
});
