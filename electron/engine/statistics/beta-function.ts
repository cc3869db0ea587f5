import { deviance, stirlingError } from './gamma-function.js';
import { findRoot } from './root-finding.js';

/** Regularised incomplete beta functions: `lower` I_x(a, b) and `upper` 1 - I_x(a, b), each to relative precision. */
export interface IncompleteBeta {
  readonly lower: number;
  readonly upper: number;
}

/**
 * I_x(a, b) for a, b > 0 and 0 <= x <= 1.
 * @param complement 1 - x, given where the caller knows it better than the subtraction does
 */
export function incompleteBeta(a: number, b: number, x: number, complement = 1 - x): IncompleteBeta {
  if (!(a > 0) || !(b > 0) || !(x >= 0) || !(complement >= 0)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (complement === 0) return { lower: 1, upper: 0 };
  const density = betaPower(a, b, x, complement);
  // The fraction converges fast on the side of the mean (a + 1) / (a + b + 2) where x lies.
  if (x * (b + 1) < complement * (a + 1)) {
    const lower = (density * continuedFraction(a, b, x)) / a;
    return { lower, upper: 1 - lower };
  }
  const upper = (density * continuedFraction(b, a, complement)) / b;
  return { lower: 1 - upper, upper };
}

/** x^a (1 - x)^b / B(a, b), by the deviances of Loader (2000). */
function betaPower(a: number, b: number, x: number, complement: number): number {
  const total = a + b;
  const exponent = stirlingError(total) - stirlingError(a) - stirlingError(b) - deviance(a, total * x) - deviance(b, total * complement);
  return Math.exp(exponent) * Math.sqrt(((a / total) * b) / (2 * Math.PI));
}

/** Continued fraction 26.5.8 of Abramowitz & Stegun by the modified Lentz algorithm. */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const guard = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1_000_000; m++) {
    const twice = 2 * m;
    const even = (m * (b - m) * x) / ((a + twice - 1) * (a + twice));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + twice) * (a + twice + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return value;
}

/** The x with I_x(a, b) = probability, for 0 <= probability <= 1. */
export function betaQuantile(probability: number, a: number, b: number): number {
  if (!(probability >= 0 && probability <= 1) || !(a > 0) || !(b > 0)) return NaN;
  if (probability === 0 || probability === 1) return probability;
  // On the scale of the log-odds both ends keep their relative precision.
  const excess = (logOdds: number): number => {
    const { lower, upper } = incompleteBeta(a, b, 1 / (1 + Math.exp(-logOdds)), 1 / (1 + Math.exp(logOdds)));
    return probability < 0.5 ? Math.log(lower / probability) : Math.log((1 - probability) / upper);
  };
  const centre = Math.log(a / b);
  let low = centre - 1;
  let high = centre + 1;
  for (let width = 1; excess(low) > 0 && low > -700; width *= 2) low -= width;
  for (let width = 1; excess(high) < 0 && high < 700; width *= 2) high += width;
  low = Math.max(low, -700);
  high = Math.min(high, 700);
  if (excess(low) > 0) return 0;
  if (excess(high) < 0) return 1;
  return 1 / (1 + Math.exp(-findRoot(excess, low, high)));
}
