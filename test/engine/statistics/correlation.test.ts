import { describe, expect, it } from 'vitest';
import { pearsonCorrelation } from '../../../electron/engine/statistics/correlation.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  name: string;
  first: number[];
  second: number[];
  r: number;
  p: number;
  interval90: [number, number];
}
const { cases } = readFixture('correlation') as { cases: Case[] };

describe('Pearson correlation against SciPy', () => {
  it.each(cases)('$name', ({ name, first, second, r, p, interval90 }) => {
    const result = pearsonCorrelation(first, second, 0.9);
    expectClose(result.correlation, r, 1e-12);
    // Where r is 1 - 1e-11, five digits of 1 - r^2 are left.
    expectClose(result.pValue, p, name === 'nearly exact' ? 1e-2 : 1e-10);
    expectAllClose([result.interval.low, result.interval.high], interval90, 1e-9);
  });

  it('is 1 for a line and undefined, shown as 0, for a constant', () => {
    expect(pearsonCorrelation([1, 2, 3, 4], [2, 4, 6, 8])).toMatchObject({ correlation: 1, pValue: 0, interval: { low: 1, high: 1 } });
    expect(pearsonCorrelation([1, 2, 3], [5, 5, 5])).toEqual({
      correlation: 0,
      pValue: 1,
      interval: { low: -1, high: 1, level: 0.95 },
      degenerate: true,
    });
  });

  it('refuses fewer than three pairs', () => {
    expectRefusal(
      () => pearsonCorrelation([1, 2], [1, 3]),
      'The correlation needs at least 3 values and got 2.',
      'Use more images or more references.',
    );
  });
});
