const twoOverRootPi = 2 / Math.sqrt(Math.PI);
const rootTwoPi = Math.sqrt(2 * Math.PI);
const halfLogTwoPi = Math.log(rootTwoPi);
/** Up to here the series is used, beyond it the continued fraction. */
const seriesUpTo = 2;

/** Error function. */
export function erf(x: number): number {
  const size = Math.abs(x);
  return size < seriesUpTo ? Math.sign(x) * erfSeries(size) : Math.sign(x) * (1 - erfcx(size) * Math.exp(-size * size));
}

/** Complementary error function 1 - erf(x), precise in the upper tail. */
export function erfc(x: number): number {
  if (x < seriesUpTo) return 1 - erf(x);
  return erfcx(x) * Math.exp(-x * x);
}

/** erf(x) = 2 / sqrt(pi) e^(-x^2) sum 2^n x^(2n+1) / (2n+1)!!, all terms of one sign; x >= 0. */
function erfSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let odd = 3; term > sum * 1e-17; odd += 2) {
    term *= (2 * x * x) / odd;
    sum += term;
  }
  return twoOverRootPi * Math.exp(-x * x) * sum;
}

/** e^(x^2) erfc(x) for x >= 2: Laplace's continued fraction, evaluated backwards. */
function erfcx(x: number): number {
  if (x === Infinity) return 0;
  let fraction = x;
  for (let n = Math.ceil(20 + 160 / (x * x)); n > 0; n--) fraction = x + n / 2 / fraction;
  return 1 / (Math.sqrt(Math.PI) * fraction);
}

/** Density of the standard normal distribution. */
export function normalPdf(x: number): number {
  return Math.exp((-x * x) / 2) / rootTwoPi;
}

/** P(Z <= x) of the standard normal distribution. */
export function normalCdf(x: number): number {
  return normalUpper(-x);
}

/** P(Z > x) of the standard normal distribution. */
export function normalUpper(x: number): number {
  return erfc(x / Math.SQRT2) / 2;
}

/** log P(Z <= x), finite where the probability itself underflows. */
export function logNormalCdf(x: number): number {
  const scaled = -x / Math.SQRT2;
  if (scaled >= seriesUpTo) return Math.log(erfcx(scaled) / 2) - scaled * scaled;
  return x > 0 ? Math.log1p(-normalUpper(x)) : Math.log(normalCdf(x));
}

/** Hazard of the lower tail: pdf(x) / cdf(x). */
function lowerHazard(x: number): number {
  return Math.exp((-x * x) / 2 - halfLogTwoPi - logNormalCdf(x));
}

/** The x with P(Z <= x) = probability. */
export function normalQuantile(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) return NaN;
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (probability === 0) return -Infinity;
  // cdf(x) <= exp(-x^2 / 2) / 2 for x <= 0 puts the start below the root; log cdf is concave, so
  // Newton's steps come up to the root from there without passing it.
  const target = Math.log(probability);
  let x = -Math.sqrt(Math.max(0, -2 * (target + Math.LN2)));
  for (let iteration = 0; iteration < 100; iteration++) {
    const step = (target - logNormalCdf(x)) / lowerHazard(x);
    x += step;
    if (Math.abs(step) <= 1e-15 * Math.abs(x) + Number.MIN_VALUE) break;
  }
  return x;
}

/** The x with P(Z > x) = probability. */
export function normalUpperQuantile(probability: number): number {
  return -normalQuantile(probability);
}
