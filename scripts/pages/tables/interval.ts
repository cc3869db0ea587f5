import { clusterBootstrapInterval } from '../../../electron/engine/statistics/bootstrap.js';
import { mean } from '../../../electron/engine/statistics/moments.js';

/** A share of audits, with its bootstrap interval over models: audits of one model depend on each other. */
export interface Share {
  readonly models: number;
  readonly audits: number;
  readonly share: number;
  /** 90% interval, so that each end is a one-sided bound of 95%; none with fewer than two models. */
  readonly interval: readonly [number, number] | undefined;
}

export interface Outcome {
  readonly model: number;
  readonly happened: boolean;
}

const level = 0.9;
/** Of the normal distribution: half the width of the interval in standard errors. */
const standardErrors = 1.6449;

/**
 * The share of outcomes that happened. Where none did, or all, the interval reaches 3 in the number of
 * independent ones ("rule of three"): audits over `designEffect`, or the models where none is known.
 */
export function shareOf(outcomes: readonly Outcome[], purpose: string, designEffect?: number): Share {
  const values = Float64Array.from(outcomes, ({ happened }) => (happened ? 1 : 0));
  const clusters = outcomes.map(({ model }) => model);
  const models = new Set(clusters).size;
  const share = values.length > 0 ? outcomes.filter(({ happened }) => happened).length / values.length : Number.NaN;
  return {
    models,
    audits: values.length,
    share,
    interval:
      models < 2
        ? undefined
        : boundsOf(values, clusters, share, designEffect === undefined ? models : Math.max(models, values.length / designEffect), purpose),
  };
}

function boundsOf(
  values: Float64Array,
  clusters: number[],
  share: number,
  independent: number,
  purpose: string,
): readonly [number, number] {
  if (share === 0) return [0, Math.min(1, 3 / independent)];
  if (share === 1) return [Math.max(0, 1 - 3 / independent), 1];
  const { low, high } = clusterBootstrapInterval(values, clusters, mean, { seed: 1, purpose, level, method: 'percentile' });
  return [low, high];
}

/**
 * How much more a share varies than that of as many independent audits would (Kish, "Survey Sampling",
 * 1965: the design effect), at least 1; undefined where nothing varied.
 */
export function designEffectOf({ audits, share, interval }: Share): number | undefined {
  if (interval === undefined || !(share > 0 && share < 1)) return undefined;
  const standardError = (interval[1] - interval[0]) / (2 * standardErrors);
  return Math.max(1, (standardError ** 2 * audits) / (share * (1 - share)));
}
