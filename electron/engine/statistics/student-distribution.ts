import { incompleteBeta } from './beta-function.js';
import { normalQuantile } from './normal-distribution.js';
import { findRoot } from './root-finding.js';

/** P(T > t) of Student's t with `degreesOfFreedom` > 0 (not necessarily whole). */
export function studentTUpper(t: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0) || Number.isNaN(t)) return NaN;
  if (Math.abs(t) === Infinity) return t > 0 ? 0 : 1;
  const square = t * t;
  const total = degreesOfFreedom + square;
  const tail = incompleteBeta(degreesOfFreedom / 2, 0.5, degreesOfFreedom / total, square / total).lower / 2;
  return t > 0 ? tail : 1 - tail;
}

/** P(T <= t) of Student's t. */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  return studentTUpper(-t, degreesOfFreedom);
}

/** The t with P(T > t) = probability. */
export function studentTUpperQuantile(probability: number, degreesOfFreedom: number): number {
  return -studentTQuantile(probability, degreesOfFreedom);
}

/** The t with P(T <= t) = probability. */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  if (!(probability >= 0 && probability <= 1) || !(degreesOfFreedom > 0)) return NaN;
  if (probability === 0.5) return 0;
  if (probability > 0.5) return -studentTQuantile(1 - probability, degreesOfFreedom);
  if (probability === 0) return -Infinity;
  // The tails of t are heavier than the normal's, so its quantile lies farther out than the normal's.
  const excess = (t: number): number => Math.log(studentTUpper(t, degreesOfFreedom) / probability);
  let low = -normalQuantile(probability) / 2;
  let high = Math.max(1e-300, 2 * low);
  for (let widen = 0; excess(low) < 0 && widen < 2000; widen++) low /= 2;
  for (let factor = 2; excess(high) > 0 && high < 1e300; factor *= factor) high *= Math.min(factor, 1e6);
  return -findRoot(excess, low, high);
}
