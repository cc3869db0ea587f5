import { describe, expect, it } from 'vitest';
import { memorisationScore } from '../../../../electron/engine/scoring/formulas/memorisation-score.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from '../../statistics/fixture.js';

const fixture = readFixture('memorisation') as {
  unique: number[];
  random: number[];
  uniqueDivergence: number;
  randomDivergence: number;
  score: number;
  pairedT: [number, number];
  welch: [number, number];
  mannWhitney: [number, number];
  fractionUniqueLarger: number;
  meanRank: number;
  interval: [number, number];
};

describe('memorisation score', () => {
  const result = memorisationScore(fixture.unique, fixture.random, { seed: 1 });

  it('X_u, X_r, M and their tests, against SciPy', () => {
    expectClose(result.uniqueDivergence, fixture.uniqueDivergence, 1e-13);
    expectClose(result.randomDivergence, fixture.randomDivergence, 1e-13);
    expectClose(result.score, fixture.score, 1e-11);
    expectAllClose([result.pairedTTest.statistic, result.pairedTTest.pValue], fixture.pairedT, 1e-10);
    expectAllClose([result.welchTTest.statistic, result.welchTTest.pValue], fixture.welch, 1e-10);
    expectAllClose([result.mannWhitneyTest.statistic, result.mannWhitneyTest.pValue], fixture.mannWhitney, 1e-10);
    expectClose(result.fractionUniqueLarger, fixture.fractionUniqueLarger, 1e-14);
    expectClose(result.meanRank, fixture.meanRank, 1e-12);
  });

  it("interval, against SciPy's BCa of 20,000 resamples", () => {
    const width = fixture.interval[1] - fixture.interval[0];
    expectAllClose([result.interval.low, result.interval.high], fixture.interval, 0, 0.06 * width);
  });

  it('a model that ignores its input gives 0 and no evidence', () => {
    const zeros = new Float64Array(10);
    expect(memorisationScore(zeros, zeros, { seed: 1 })).toMatchObject({
      score: 0,
      interval: { low: 0, high: 0 },
      pairedTTest: { pValue: 1, degenerate: true },
      mannWhitneyTest: { pValue: 1 },
      fractionUniqueLarger: 0,
      meanRank: 1,
    });
  });

  it('refuses unequal numbers of images, and a single one', () => {
    expectRefusal(
      () => memorisationScore([1, 2], [1], { seed: 1 }),
      'The memorisation score compares values in pairs and got 2 and 1.',
      'Score both samples on the same images.',
    );
    expectRefusal(
      () => memorisationScore([1], [1], { seed: 1 }),
      'The memorisation score needs at least 2 values and got 1.',
      'Use more images or more references.',
    );
  });
});
