import { partialRegression } from '../../statistics/regression.js';
import { studentTUpper } from '../../statistics/special-functions.js';

/** Shapes: J pixels of the feature's box and the ring around it. */

export interface ProbedPixels {
  /** [J], what one inked pixel does to the label's log-odds, or how its weights changed in training. */
  readonly response: Float64Array;
  /** [J], share of the pixel that is ink, 0 to 1; of a change, less what its neighbours have. */
  readonly ink: Float64Array;
  /** [J], share of public images with ink at that pixel. */
  readonly occupancy: Float64Array;
  readonly row: Float64Array;
  readonly column: Float64Array;
}

export interface ProbesOutcome {
  /** Partial correlation of response and ink, given place and occupancy. */
  readonly statistic: number;
  readonly t: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/** Regressors beside the ink: constant, row, column, log occupancy; and the ink itself. */
const parameters = 5;
/** Fewest pixels that leave a degree of freedom. */
export const fewestPixels = parameters + 1;

/** Occupancy at which a pixel's weight in the regression is halved. */
const halfWeightOccupancy = 0.01;

/**
 * Does the network answer to the feature's own pixels more than to their neighbours? Weighted least
 * squares of the response on ink and [1, row, column, log10(occupancy + 3e-4)], weight
 * 1 / (1 + occupancy / `halfWeight`); t = r sqrt(df / (1 - r^2)) with df = J - 5 (docs/method.md,
 * pixel probes). p is Student's, which keeps the level where p is small, as after a correction.
 */
export function correlateProbesWithInk(pixels: ProbedPixels, halfWeight = halfWeightOccupancy): ProbesOutcome {
  const { response, ink, occupancy, row, column } = pixels;
  const degreesOfFreedom = response.length - parameters;
  const weights = occupancy.map((share) => 1 / (1 + share / halfWeight));
  const constant = new Float64Array(response.length).fill(1);
  const logOccupancy = occupancy.map((share) => Math.log10(share + 3e-4));
  const { partialCorrelation } = partialRegression({
    response,
    regressor: ink,
    covariates: [constant, row, column, logOccupancy],
    weights,
  });
  const t = partialCorrelation * Math.sqrt(degreesOfFreedom / Math.max(1e-12, 1 - partialCorrelation ** 2));
  return { statistic: partialCorrelation, t, degreesOfFreedom, p: studentTUpper(t, degreesOfFreedom) };
}
