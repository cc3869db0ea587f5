import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import {
  fitSkewNormal,
  skewNormalCdf,
  skewNormalLogCdf,
  skewNormalLogLikelihood,
  skewNormalLogPdf,
} from '../../../electron/engine/statistics/skew-normal.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

interface Fit {
  name: string;
  values: number[];
  logLikelihood: number;
  cdf: [number, number][];
  exposureAt: [number, number];
}
const fixture = readFixture('skew_normal') as { cdf: [number, number, number][]; logPdf: [number, number, number][]; fits: Fit[] };

describe('skew-normal distribution', () => {
  it.each(fixture.cdf)('log cdf at %d, shape %d, against mpmath', (z, shape, expected) => {
    expectClose(skewNormalLogCdf(z, { shape, location: 0, scale: 1 }), expected, 1e-10, 1e-12);
    expectClose(Math.log(skewNormalCdf(3 + 2 * z, { shape, location: 3, scale: 2 })), expected < -700 ? -Infinity : expected, 1e-10, 1e-12);
  });

  it.each(fixture.logPdf)('log pdf at %d, shape %d, against SciPy', (z, shape, expected) => {
    expectClose(skewNormalLogPdf(z, { shape, location: 0.5, scale: 2 }), expected, 1e-12);
  });

  it('both tails add up to 1 and mirror each other', () => {
    for (const shape of [-3, 0, 0.7, 20]) {
      for (const x of [-1, 0, 0.5, 2]) {
        const upper = skewNormalCdf(-x, { shape: -shape, location: -0.2, scale: 1.5 });
        expectClose(skewNormalCdf(x, { shape, location: 0.2, scale: 1.5 }) + upper, 1, 1e-12);
      }
    }
  });
});

describe('fit against scipy.stats.skewnorm.fit', () => {
  it.each(fixture.fits)('$name', ({ values, logLikelihood, cdf, exposureAt }) => {
    const fit = fitSkewNormal(values);
    // At least as likely as SciPy's, whose search stops at 1e-4 of a parameter.
    const ours = skewNormalLogLikelihood(values, fit);
    expect(ours).toBeGreaterThan(logLikelihood - 1e-7);
    expectClose(ours, logLikelihood, 0, 1e-5);
    for (const [x, probability] of cdf) expectClose(skewNormalCdf(x, fit), probability, 0, 1e-4);
    expectClose(-skewNormalLogCdf(exposureAt[0], fit) / Math.LN2, exposureAt[1], 2e-3);
  });

  it('does not mind where the values lie nor their unit', () => {
    const { values } = fixture.fits[0];
    const fit = fitSkewNormal(values);
    const moved = fitSkewNormal(values.map((value) => 1e6 + 1e-3 * value));
    expectClose(moved.shape, fit.shape, 1e-3);
    expectClose(moved.scale, 1e-3 * fit.scale, 1e-4);
  });

  it('keeps the shape within its bound where the likelihood rises without end', () => {
    const generator = new Generator(3, 'half-normal');
    const fit = fitSkewNormal(Float64Array.from({ length: 25 }, () => Math.abs(generator.normal())));
    expect(fit.shape).toBeGreaterThan(5);
    expect(fit.shape).toBeLessThanOrEqual(1000);
    expect(Number.isFinite(fit.scale)).toBe(true);
  });

  it('refuses values without spread, and too few', () => {
    expectRefusal(
      () => fitSkewNormal([2, 2, 2, 2]),
      'The skew-normal fit got values that are all equal.',
      'Use references that differ from each other.',
    );
    expectRefusal(
      () => fitSkewNormal([1, 2]),
      'The skew-normal fit needs at least 3 values and got 2.',
      'Use more images or more references.',
    );
  });
});
