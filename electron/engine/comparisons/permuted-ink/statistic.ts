import type { Response } from '../../scoring/response.js';

/** Shapes: S shuffles. */

export interface ShufflesOutcome {
  /** Mean change of the class's probability under the feature. */
  readonly statistic: number;
  /** [S], the same under its pixels shuffled. */
  readonly references: Float64Array;
  /** Shuffles that moved the answer at least as far. */
  readonly exceedances: number;
}

/** Ranks the feature among its own pixels shuffled, by what it does to the probability of a class. */
export function rankAmongShuffles(feature: Response, shuffles: readonly Response[], ofClass: number): ShufflesOutcome {
  const references = Float64Array.from(shuffles, (response) => response.probability[ofClass]);
  const statistic = feature.probability[ofClass];
  return { statistic, references, exceedances: references.filter((value) => value >= statistic).length };
}
