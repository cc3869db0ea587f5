import { mean, skewness, standardDeviation } from './moments.js';
import { minimise } from './nelder-mead.js';
import { logNormalCdf, normalCdf } from './normal-distribution.js';
import { owensT } from './owens-t.js';
import { gaussLegendre } from './quadrature.js';
import { requireSample, type Sample } from './sample.js';
import { EngineError } from '../base/error.js';

/** Density 2 / scale phi(z) Phi(shape z), z = (x - location) / scale (Azzalini 1985). */
export interface SkewNormal {
  readonly shape: number;
  readonly location: number;
  /** > 0 */
  readonly scale: number;
}

const logTwoOverRootTwoPi = Math.log(2) - Math.log(2 * Math.PI) / 2;

export function skewNormalLogPdf(x: number, { shape, location, scale }: SkewNormal): number {
  const z = (x - location) / scale;
  return logTwoOverRootTwoPi - (z * z) / 2 + logNormalCdf(shape * z) - Math.log(scale);
}

/** P(X <= x), to relative precision in the lower tail while it is above 1e-300. */
export function skewNormalCdf(x: number, parameters: SkewNormal): number {
  return Math.exp(skewNormalLogCdf(x, parameters));
}

/** Below this the difference Phi(z) - 2 T(z, shape) has lost digits, and the density is integrated instead. */
const differenceDownTo = 1e-3;

/** log P(X <= x), finite where the probability itself underflows. */
export function skewNormalLogCdf(x: number, { shape, location, scale }: SkewNormal): number {
  const z = (x - location) / scale;
  const difference = normalCdf(z) - 2 * owensT(z, shape);
  return difference > differenceDownTo ? Math.log(Math.min(1, difference)) : logLowerTail(z, shape);
}

/** log of the integral of 2 phi(t) Phi(shape t) from minus infinity to z. */
function logLowerTail(z: number, shape: number): number {
  const logDensity = (t: number): number => logTwoOverRootTwoPi - (t * t) / 2 + logNormalCdf(shape * t);
  // The log density is concave: its slope at z bounds its fall to the left, hence the integral's reach.
  const step = 1e-4 * (1 + Math.abs(z));
  const slope = (logDensity(z) - logDensity(z - step)) / step;
  const reach = Math.min(40, 45 / Math.max(slope, 1e-3));
  const top = logDensity(z);
  return top + Math.log(gaussLegendre((t) => Math.exp(logDensity(t) - top), z - reach, z, 12));
}

export function skewNormalLogLikelihood(values: Sample, { shape, location, scale }: SkewNormal): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const z = (values[index] - location) / scale;
    sum += logNormalCdf(shape * z) - (z * z) / 2;
  }
  return sum + values.length * (logTwoOverRootTwoPi - Math.log(scale));
}

/** Beyond this a skew-normal is a half-normal; the likelihood of few values can rise towards it without end. */
export const largestShape = 1000;

/**
 * Maximum-likelihood fit to n >= 3 values that are not all equal, from the estimate by moments as
 * scipy.stats.skewnorm.fit does, and from a plain normal; the better of the two is returned. |shape|
 * is bounded by `largestShape`.
 */
export function fitSkewNormal(values: Sample): SkewNormal {
  requireSample(values, 3, 'skew-normal fit');
  const deviation = standardDeviation(values, 0);
  const centre = mean(values);
  if (!(deviation > 0)) {
    throw new EngineError('sample-invalid', { fault: 'skew-normal-values-equal' });
  }
  const standardised = Float64Array.from(values, (value) => (value - centre) / deviation);
  const loss = (point: Float64Array): number => {
    const fit = parametersAt(point);
    return Math.abs(fit.shape) > largestShape ? Infinity : -skewNormalLogLikelihood(standardised, fit);
  };
  const delta = deltaFromSkewness(skewness(standardised));
  const [byMoments, fromNormal] = [delta, 0].map((start) => minimise(loss, pointFromDelta(start), [0.1, 0.1, 0.5]));
  const best = fromNormal.value < byMoments.value ? fromNormal : byMoments;
  const { shape, location, scale } = parametersAt(best.point);
  return { shape, location: centre + deviation * location, scale: deviation * scale };
}

/** Point of the search: location, log scale, shape. */
function parametersAt(point: Float64Array): SkewNormal {
  return { location: point[0], scale: Math.exp(point[1]), shape: point[2] };
}

/** delta = shape / sqrt(1 + shape^2) of the skew-normal with this skewness, short of the largest (.9953) it can have. */
function deltaFromSkewness(skew: number): number {
  const size = Math.min(Math.abs(skew), 0.99) ** (2 / 3);
  const ratio = ((Math.PI / 2) * size) / (size + ((4 - Math.PI) / 2) ** (2 / 3));
  return Math.sign(skew) * Math.sqrt(ratio);
}

/** The skew-normal of mean 0, variance 1 and this delta, as a point of the search. */
function pointFromDelta(delta: number): Float64Array {
  const shift = delta * Math.sqrt(2 / Math.PI);
  const scale = 1 / Math.sqrt(1 - shift * shift);
  return Float64Array.of(-scale * shift, Math.log(scale), delta / Math.sqrt(1 - delta * delta));
}
