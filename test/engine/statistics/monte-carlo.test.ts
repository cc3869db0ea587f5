import { describe, expect, it } from 'vitest';
import { monteCarloBounds, monteCarloPValue } from '../../../electron/engine/statistics/monte-carlo.js';
import { clopperPearson } from '../../../electron/engine/statistics/binomial.js';
import { expectRefusal } from './fixture.js';

describe('Monte-Carlo p-value', () => {
  it('counts the observed value among the references', () => {
    expect(monteCarloPValue(0, 1999)).toBe(1 / 2000);
    expect(monteCarloPValue(99, 1999)).toBe(0.05);
    expect(monteCarloPValue(0, 0)).toBe(1);
  });

  it('is bounded by Clopper and Pearson', () => {
    expect(monteCarloBounds(5, 200, 0.95)).toEqual(clopperPearson(5, 200, 0.95));
    expect(monteCarloBounds(0, 0)).toEqual({ low: 0, high: 1, level: 0.99 });
    expect(monteCarloBounds(3, 1999).low).toBeLessThan(3 / 1999);
    expect(monteCarloBounds(3, 1999).high).toBeGreaterThan(3 / 1999);
  });

  it('refuses more exceedances than draws', () => {
    expectRefusal(() => monteCarloPValue(3, 2), 'There are 3 exceedances among 2 draws.', 'Give at most as many exceedances as draws.');
    expectRefusal(
      () => monteCarloPValue(-1, 2),
      'The number of exceedances must be a whole number of at least 0 and is -1.',
      'Give a larger whole number.',
    );
  });
});
