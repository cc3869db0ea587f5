import type { SeedMethod } from '../../../../shared/domain/audit-result.js';
import type { SeedMethodMeasurement } from './measure.js';

/** Where the seed code's rule flags: M > 0 and a paired t-test below it. */
const level = 0.05;

/** The seed method (Hartley & Tsaftaris) as results show it: no verdict. */
export function seedMethodOf({ hosts, score, scores }: SeedMethodMeasurement): SeedMethod {
  const { pairedTTest, welchTTest, mannWhitneyTest } = score;
  const flags = score.score > 0 && pairedTTest.pValue < level;
  return {
    hosts,
    xUnique: score.uniqueDivergence,
    xRandom: score.randomDivergence,
    m: score.score,
    mInterval: [score.interval.low, score.interval.high],
    paired: { t: pairedTTest.statistic, degreesOfFreedom: pairedTTest.degreesOfFreedom, p: pairedTTest.pValue },
    welch: { t: welchTTest.statistic, degreesOfFreedom: welchTTest.degreesOfFreedom, p: welchTTest.pValue },
    mannWhitney: { u: mannWhitneyTest.statistic, p: mannWhitneyTest.pValue },
    effectSize: pairedTTest.effectSize,
    wouldFlag: flags,
    fractionUniqueAbove: score.fractionUniqueLarger,
    meanRankAmongRandom: score.meanRank,
    divergenceUniqueFromRandom: scores.uniqueAgainstRandom,
    jensenShannon: scores.jensenShannon,
    attractedClassDivergenceUnique: scores.oneHotAgainstUnique,
    attractedClassDivergenceRandom: scores.oneHotAgainstRandom,
    cleanEntropy: scores.cleanEntropy,
  };
}
