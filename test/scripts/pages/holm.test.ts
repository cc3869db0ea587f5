import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { holm, holmOverClaims } from '../../../scripts/pages/tables/holm.js';
import { expectAllClose, expectRefusal, readFixture } from '../../engine/statistics/fixture.js';

const overClaims = readFixture('multiplicity_over_claims') as {
  cases: { p: number[][]; trials: number; adjusted: number[][]; closed: (number | null)[] }[];
};
/** What NumPy and statsmodels make of p and both ends of its interval (test/fixtures/verdict/generate.py). */
const { holm: tried } = JSON.parse(readFileSync(new URL('../../fixtures/verdict/tests.json', import.meta.url), 'utf8')) as {
  holm: { p: number[]; low: number[]; high: number[]; tried: number; adjusted: number[]; adjustedLow: number[]; adjustedHigh: number[] }[];
};
const { cases } = readFixture('multiplicity') as { cases: { p: number[]; holm: number[] }[] };

describe("Holm's correction", () => {
  it.each(cases)('of $p, against statsmodels', ({ p, holm: expected }) => expectAllClose(holm(p), expected, 1e-14));

  it.each(tried)('over $p and $tried things tried, for p and both ends of its interval', (row) => {
    expectAllClose(holm(row.p, row.tried), row.adjusted, 1e-12);
    expectAllClose(holm(row.low, row.tried), row.adjustedLow, 1e-12);
    expectAllClose(holm(row.high, row.tried), row.adjustedHigh, 1e-12);
  });

  it('is multiplied by the number of trials, at most 1', () => {
    expectAllClose(holm([0.01, 0.04, 0.03], 5), [0.15, 0.3, 0.3], 1e-14);
    expectAllClose(holm([0.01, 0.4], 50), [1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('refuses numbers that are no p-values', () => {
    expectRefusal(() => holm([0.1, NaN]), 'A p-value lies from 0 to 1, not NaN.', 'Leave out tests that gave no p-value.');
    expectRefusal(
      () => holm([0.1], 0),
      'The number of trials must be a whole number of at least 1 and is 0.',
      'Give a larger whole number.',
    );
  });
});

describe('the correction over claims', () => {
  it.each(overClaims.cases)('of $p and $trials tried, against closed testing by all intersections', ({ p, trials, adjusted, closed }) => {
    const found = holmOverClaims(p, trials);
    found.forEach((tests, claim) => expectAllClose(tests, adjusted[claim], 1e-14));
    closed.forEach((value, claim) => value !== null && expectAllClose([Math.min(...found[claim])], [value], 1e-14));
  });

  it('is that over tests where one claim has tests', () => {
    expectAllClose(holmOverClaims([[0.01, 0.04, 0.03], []], 2)[0], holm([0.01, 0.04, 0.03], 2), 1e-14);
    expect(holmOverClaims([[], []])).toEqual([[], []]);
  });

  it('spends as much on a claim however many tests the other has', () => {
    const one = holmOverClaims([[0.5], [0.02]])[1];
    expect(holmOverClaims([[0.5, 0.6, 0.7, 0.8], [0.02]])[1]).toEqual(one);
  });
});
