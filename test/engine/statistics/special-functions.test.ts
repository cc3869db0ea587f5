import { describe, expect, it } from 'vitest';
import { kolmogorovUpper } from '../../../electron/engine/statistics/kolmogorov-smirnov.js';
import { owensT } from '../../../electron/engine/statistics/owens-t.js';
import * as special from '../../../electron/engine/statistics/special-functions.js';
import { expectClose, readFixture } from './fixture.js';

type Rows = readonly (readonly number[])[];
const fixture = readFixture('special_functions') as Record<string, Rows>;

describe('special functions against mpmath and SciPy', () => {
  it.each(fixture.logGamma)('log gamma at %d', (x, expected) => expectClose(special.logGamma(x), expected, 1e-14, 1e-14));

  it.each(fixture.erf)('erf and erfc at %d', (x, erf, erfc) => {
    expectClose(special.erf(x), erf, 1e-13);
    expectClose(special.erfc(x), erfc, 1e-12);
  });

  it.each(fixture.incompleteGamma)('incomplete gamma, shape %d at %d', (shape, x, lower, upper) => {
    const result = special.incompleteGamma(shape, x);
    expectClose(result.lower, lower, 1e-11);
    expectClose(result.upper, upper, 1e-11);
  });

  it.each(fixture.incompleteBeta)('incomplete beta (%d, %d) at %d', (a, b, x, lower, upper) => {
    const result = special.incompleteBeta(a, b, x);
    expectClose(result.lower, lower, 1e-10);
    expectClose(result.upper, upper, 1e-10);
  });

  it.each(fixture.normal)('normal distribution at %d', (x, lower, upper, logLower) => {
    expectClose(special.normalCdf(x), lower, 1e-12, 1e-315);
    expectClose(special.normalUpper(x), upper, 1e-12);
    expectClose(special.logNormalCdf(x), logLower, 1e-12);
  });

  it.each(fixture.normalQuantile)('normal quantile of %d', (p, expected) => expectClose(special.normalQuantile(p), expected, 1e-12, 1e-15));

  it.each(fixture.studentUpper)('upper tail of Student t at %d, %d degrees of freedom', (t, df, expected) =>
    expectClose(special.studentTUpper(t, df), expected, 1e-10),
  );

  it.each(fixture.studentQuantile)('Student t quantile of %d, %d degrees of freedom', (p, df, expected) =>
    expectClose(special.studentTQuantile(p, df), expected, 1e-10),
  );

  it.each(fixture.betaQuantile)('beta quantile of %d, (%d, %d)', (p, a, b, expected) =>
    expectClose(special.betaQuantile(p, a, b), expected, 1e-10),
  );

  it.each(fixture.kolmogorovUpper)('upper tail of Kolmogorov at %d', (x, expected) => expectClose(kolmogorovUpper(x), expected, 1e-12));

  it.each(fixture.owensT)("Owen's T(%d, %d)", (h, a, expected) => expectClose(owensT(h, a), expected, 1e-12, 1e-16));
});

describe('Student t quantiles against the published table (Fisher & Yates, three decimals)', () => {
  it.each([
    [1, 0.95, 6.314],
    [1, 0.995, 63.657],
    [2, 0.975, 4.303],
    [5, 0.95, 2.015],
    [9, 0.99, 2.821],
    [20, 0.975, 2.086],
    [30, 0.995, 2.75],
    [120, 0.95, 1.658],
  ])('%d degrees of freedom, %d', (df, probability, expected) => {
    expect(special.studentTQuantile(probability, df)).toBeCloseTo(expected, 3);
  });
});

describe('properties', () => {
  it('quantiles invert their distributions', () => {
    for (let p = 1e-9; p < 0.999; p = p * 1.7 + 1e-6) {
      expectClose(special.normalCdf(special.normalQuantile(p)), p, 1e-12);
      for (const df of [0.7, 3, 250]) expectClose(special.studentTCdf(special.studentTQuantile(p, df), df), p, 1e-11);
      for (const [a, b] of [
        [0.3, 2],
        [21, 1979],
        [5000, 1],
      ])
        expectClose(special.incompleteBeta(a, b, special.betaQuantile(p, a, b)).lower, p, 1e-9);
    }
  });

  it('ends and nonsense', () => {
    expect(special.normalQuantile(0)).toBe(-Infinity);
    expect(special.normalQuantile(1)).toBe(Infinity);
    expect(special.normalQuantile(1.1)).toBeNaN();
    expect(special.studentTQuantile(0, 3)).toBe(-Infinity);
    expect(special.studentTQuantile(0.5, 3)).toBe(0);
    expect(special.studentTUpper(Infinity, 3)).toBe(0);
    expect(special.studentTUpper(1, 0)).toBeNaN();
    expect(special.betaQuantile(0, 2, 2)).toBe(0);
    expect(special.betaQuantile(1, 2, 2)).toBe(1);
    expect(special.incompleteGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(special.incompleteBeta(2, 2, 1)).toEqual({ lower: 1, upper: 0 });
    expect(special.logGamma(0)).toBe(Infinity);
    expect(special.logGamma(-1)).toBeNaN();
  });
});
