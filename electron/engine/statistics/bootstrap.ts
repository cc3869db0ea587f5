import { Generator } from '../base/random/generator.js';
import type { Interval } from './alternative.js';
import { isConstant, mean, quantileOfSorted, sorted } from './moments.js';
import { normalCdf, normalQuantile } from './normal-distribution.js';
import { requireCount, requirePaired, requireProbability, requireSample, type Sample } from './sample.js';

export interface BootstrapOptions {
  readonly seed: number;
  /** Names the stream of random numbers, so that two intervals of one audit do not share one. */
  readonly purpose: string;
  /** 2,000 when left out. */
  readonly resamples?: number;
  /** .95 when left out. */
  readonly level?: number;
  /** Bias-corrected and accelerated (Efron 1987) when left out. */
  readonly method?: 'percentile' | 'bca';
}

/** A number computed from a sample; gets a fresh array or a view that is only valid during the call. */
export type Statistic = (sample: Float64Array) => number;

const defaultResamples = 2000;

/**
 * Bootstrap interval of `statistic` where values of one cluster (images of one patient, say) depend on each other:
 * whole clusters are drawn, at least 2 of them. `clusters` [n] holds each value's cluster. BCa
 * costs an evaluation for each cluster more than the percentile interval.
 */
export function clusterBootstrapInterval(
  values: Sample,
  clusters: ArrayLike<number>,
  statistic: Statistic,
  options: BootstrapOptions,
): Interval {
  requirePaired(values, clusters, 'cluster bootstrap');
  requireSample(values, 1, 'cluster bootstrap');
  const members = new Map<number, number[]>();
  for (let index = 0; index < values.length; index++) {
    const others = members.get(clusters[index]);
    if (others) others.push(values[index]);
    else members.set(clusters[index], [values[index]]);
  }
  requireCount(members.size, 2, 'number of clusters');
  return resampleUnits(
    [...members.values()].map((cluster) => Float64Array.from(cluster)),
    statistic,
    options,
  );
}

/** Bootstrap interval of the mean; the jackknife that BCa needs has a closed form here. */
export function bootstrapMeanInterval(values: Sample, options: BootstrapOptions): Interval {
  requireSample(values, 2, 'bootstrap');
  const count = values.length;
  const resamples = options.resamples ?? defaultResamples;
  requireCount(resamples, 1, 'number of resamples');
  const copy = Float64Array.from(values);
  const distribution = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    const generator = new Generator(options.seed, options.purpose, resample);
    let sum = 0;
    for (let draw = 0; draw < count; draw++) sum += copy[generator.integer(count)];
    distribution[resample] = sum / count;
  }
  const observed = mean(copy);
  const jackknife = copy.map((value) => (observed * count - value) / (count - 1));
  return intervalFromDistribution({ distribution, observed, jackknife, level: options.level, method: options.method });
}

function resampleUnits(units: readonly Float64Array[], statistic: Statistic, options: BootstrapOptions): Interval {
  const resamples = options.resamples ?? defaultResamples;
  requireCount(resamples, 1, 'number of resamples');
  const longest = units.reduce((length, unit) => Math.max(length, unit.length), 0);
  const buffer = new Float64Array(longest * units.length);
  const distribution = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample++) {
    const generator = new Generator(options.seed, options.purpose, resample);
    let length = 0;
    for (let draw = 0; draw < units.length; draw++) {
      const unit = units[generator.integer(units.length)];
      buffer.set(unit, length);
      length += unit.length;
    }
    distribution[resample] = statistic(buffer.subarray(0, length));
  }
  const jackknife = options.method === 'percentile' ? new Float64Array(0) : leaveOneOut(units, statistic, buffer);
  const observed = statistic(join(units, undefined, buffer));
  return intervalFromDistribution({ distribution, observed, jackknife, level: options.level, method: options.method });
}

function leaveOneOut(units: readonly Float64Array[], statistic: Statistic, buffer: Float64Array): Float64Array {
  return Float64Array.from(units, (unit) => statistic(join(units, unit, buffer)));
}

function join(units: readonly Float64Array[], without: Float64Array | undefined, buffer: Float64Array): Float64Array {
  let length = 0;
  for (const unit of units) {
    if (unit === without) continue;
    buffer.set(unit, length);
    length += unit.length;
  }
  return buffer.subarray(0, length);
}

export interface BootstrapDistribution {
  /** Values of the statistic on the resamples. */
  readonly distribution: Sample;
  /** The statistic on the sample itself. */
  readonly observed: number;
  /** The statistic with each unit left out in turn (BCa only). */
  readonly jackknife: Sample;
  readonly level?: number;
  readonly method?: 'percentile' | 'bca';
}

/** The interval that a bootstrap distribution gives; a statistic that never varies gives a point. */
export function intervalFromDistribution(input: BootstrapDistribution): Interval {
  const level = input.level ?? 0.95;
  requireProbability(level, 'confidence level');
  requireSample(input.distribution, 1, 'bootstrap');
  const ascending = sorted(input.distribution);
  const tail = (1 - level) / 2;
  const [low, high] = input.method === 'percentile' ? [tail, 1 - tail] : accelerated(input, ascending, tail);
  return { low: quantileOfSorted(ascending, low), high: quantileOfSorted(ascending, high), level };
}

/** Probabilities at which BCa reads the distribution (Efron & Tibshirani 1993, eq. 14.9 to 14.15). */
function accelerated({ observed, jackknife }: BootstrapDistribution, ascending: Float64Array, tail: number): [number, number] {
  requireSample(jackknife, 2, 'jackknife');
  if (isConstant(ascending) || isConstant(jackknife)) return [tail, 1 - tail];
  let below = 0;
  let equal = 0;
  for (const value of ascending) {
    if (value < observed) below += 1;
    else if (value === observed) equal += 1;
  }
  const bias = normalQuantile((below + equal / 2) / ascending.length);
  // The sample lies outside its own bootstrap distribution: no correction is defined.
  if (!Number.isFinite(bias)) return [tail, 1 - tail];
  const centre = mean(jackknife);
  let squares = 0;
  let cubes = 0;
  for (let index = 0; index < jackknife.length; index++) {
    const influence = centre - jackknife[index];
    squares += influence * influence;
    cubes += influence * influence * influence;
  }
  const acceleration = cubes / (6 * squares * Math.sqrt(squares));
  const adjust = (probability: number): number => {
    const shifted = bias + normalQuantile(probability);
    return normalCdf(bias + shifted / (1 - acceleration * shifted));
  };
  return [adjust(tail), adjust(1 - tail)];
}
