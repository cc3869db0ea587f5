const halfLogTwoPi = 0.918938533204672741780329736406;

/** B_2k / (2k (2k - 1)), k = 1 .. 8: coefficients of Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
const stirlingFrom = 12;

/** Natural logarithm of the gamma function for x > 0; absolute error a few 1e-15 (1 + |result|). */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  return (x - 0.5) * Math.log(x) - x + halfLogTwoPi + stirlingError(x);
}

/**
 * log Gamma(x) less Stirling's formula, (x - 1/2) log x - x + log(2 pi) / 2, for x > 0. What is left
 * of a gamma, beta or binomial density once its large terms have cancelled (Loader, "Fast and
 * accurate computation of binomial probabilities", 2000).
 */
export function stirlingError(x: number): number {
  // Below the range of the series, climb by Gamma(x + 1) = x Gamma(x).
  let correction = 0;
  let shifted = x;
  while (shifted < stirlingFrom) {
    correction += (shifted + 0.5) * Math.log1p(1 / shifted) - 1;
    shifted += 1;
  }
  const inverse = 1 / shifted;
  const square = inverse * inverse;
  let series = 0;
  for (let index = stirling.length - 1; index >= 0; index--) series = series * square + stirling[index];
  return series * inverse + correction;
}

/** x log(x / mean) + mean - x without cancellation where x is near `mean` (Loader 2000). */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  const ratio = difference / (x + mean);
  const square = ratio * ratio;
  let term = 2 * x * ratio;
  let sum = difference * ratio;
  for (let odd = 3; ; odd += 2) {
    term *= square;
    const next = sum + term / odd;
    if (next === sum) return sum;
    sum = next;
  }
}

/** Regularised incomplete gamma functions for shape > 0, x >= 0: lower P, upper Q = 1 - P, each to relative precision. */
export function incompleteGamma(shape: number, x: number): { lower: number; upper: number } {
  if (!(shape > 0) || !(x >= 0)) return { lower: NaN, upper: NaN };
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  // x^shape e^-x / Gamma(shape)
  const density = Math.exp(-deviance(shape, x) - stirlingError(shape)) * Math.sqrt(shape / (2 * Math.PI));
  if (x < shape + 1) {
    const lower = density * lowerSeries(shape, x);
    return { lower, upper: 1 - lower };
  }
  const upper = density * upperFraction(shape, x);
  return { lower: 1 - upper, upper };
}

function lowerSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; term > sum * Number.EPSILON * 0.1; n++) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

/** Legendre's continued fraction by the modified Lentz algorithm. */
function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - shape;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 1_000_000; n++) {
    const a = n * (shape - n);
    b += 2;
    d = a * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + a / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < Number.EPSILON) break;
  }
  return value;
}
