import { describe, expect, it } from 'vitest';
import { exposureByExtrapolation, exposureByRank, exposureBySampling } from '../../../electron/engine/statistics/exposure.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

const references = Array.from({ length: 16 }, (_, index) => index + 1);

describe('exposure by rank among references 1 .. 16, lower is more exposed', () => {
  it.each([
    [0, 4],
    [3.5, 2],
    [4, Math.log2(16 / 5)],
    [20, Math.log2(16 / 17)],
  ])('%d -> %d bits', (score, bits) => expectClose(exposureByRank(score, references), bits, 1e-14));

  it('golden values to three decimals', () => {
    expect(exposureByRank(4, references)).toBeCloseTo(1.678, 3);
    expect(exposureByRank(20, references)).toBeCloseTo(-0.0875, 4);
  });
});

describe('exposure by sampling', () => {
  it('is the share of references that score as low', () => {
    expect(exposureBySampling(4, references)).toEqual({ bits: 2, atLeast: false });
    expect(exposureBySampling(20, references)).toEqual({ bits: 0, atLeast: false });
  });

  it('is a lower bound where none does', () => {
    expect(exposureBySampling(0, references)).toEqual({ bits: 4, atLeast: true });
  });
});

describe('exposure by extrapolation', () => {
  const { fits } = readFixture('skew_normal') as { fits: { name: string; values: number[]; exposureAt: [number, number] }[] };

  it.each(fits)("$name, against SciPy's fit and mpmath's tail", ({ values, exposureAt: [score, bits] }) => {
    const exposure = exposureByExtrapolation(score, values);
    expectClose(exposure?.bits ?? NaN, bits, 2e-3);
    expect(exposure?.fitDistance).toBeLessThan(0.12);
  });

  it('agrees with the rank in the middle and goes beyond it in the tail', () => {
    const { values } = fits[2];
    const score = [...values].sort((a, b) => a - b)[30];
    expectClose(exposureByExtrapolation(score, values)?.bits ?? NaN, exposureByRank(score, values), 0, 0.3);
    expect(exposureByExtrapolation(-20, values)?.bits).toBeGreaterThan(exposureByRank(-20, values));
    expect(exposureByExtrapolation(100, values)?.bits).toBeCloseTo(0, 9);
  });

  it('has nothing to extrapolate from where references are few or alike', () => {
    expect(exposureByExtrapolation(1, [1, 2])).toBeUndefined();
    expect(exposureByExtrapolation(1, [2, 2, 2])).toBeUndefined();
  });

  it('refuses scores and references that it cannot rank', () => {
    const hint = 'Check that the model answers every image with finite numbers.';
    expectRefusal(() => exposureByRank(NaN, references), 'The exposure got a value that is not a finite number (NaN, position 1).', hint);
    expectRefusal(() => exposureByRank(1, []), 'The exposure needs at least 1 value and got 0.', 'Use more images or more references.');
    expectRefusal(
      () => exposureByExtrapolation(1, [1, 2, Infinity]),
      'The exposure got a value that is not a finite number (Infinity, position 3).',
      hint,
    );
  });
});
