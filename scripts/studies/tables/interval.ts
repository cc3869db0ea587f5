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

/** The share of outcomes that happened. Where none did, or all, the interval reaches 3 in the number of models ("rule of three"). */
export function shareOf(outcomes: readonly Outcome[], purpose: string): Share {
  const values = Float64Array.from(outcomes, ({ happened }) => (happened ? 1 : 0));
  const clusters = outcomes.map(({ model }) => model);
  const models = new Set(clusters).size;
  const share = values.length > 0 ? outcomes.filter(({ happened }) => happened).length / values.length : Number.NaN;
  return { models, audits: values.length, share, interval: models < 2 ? undefined : boundsOf(values, clusters, share, models, purpose) };
}

function boundsOf(values: Float64Array, clusters: number[], share: number, models: number, purpose: string): readonly [number, number] {
  if (share === 0) return [0, Math.min(1, 3 / models)];
  if (share === 1) return [Math.max(0, 1 - 3 / models), 1];
  const { low, high } = clusterBootstrapInterval(values, clusters, mean, { seed: 1, purpose, level, method: 'percentile' });
  return [low, high];
}
