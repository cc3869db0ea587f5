/**
 * Root of a continuous `f` between `low` and `high`, where it has opposite signs (or is 0), to
 * nearly the last bit: Brent's method (Brent 1973, chapter 4).
 */
export function findRoot(f: (x: number) => number, low: number, high: number): number {
  let a = low;
  let b = high;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Math.sign(fa) === Math.sign(fb)) throw new RangeError('The bracket holds no change of sign.');
  let c = a;
  let fc = fa;
  let step = b - a;
  let previousStep = step;
  for (let iteration = 0; iteration < 300; iteration++) {
    if (Math.sign(fb) === Math.sign(fc)) {
      c = a;
      fc = fa;
      step = b - a;
      previousStep = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const tolerance = 2 * Number.EPSILON * Math.abs(b) + Number.MIN_VALUE;
    const middle = (c - b) / 2;
    if (Math.abs(middle) <= tolerance || fb === 0) return b;
    if (Math.abs(previousStep) < tolerance || Math.abs(fa) <= Math.abs(fb)) {
      step = middle;
      previousStep = middle;
    } else {
      const [numerator, denominator] = interpolate(a, b, c, fa, fb, fc, middle);
      const bound = Math.min(3 * middle * denominator - Math.abs(tolerance * denominator), Math.abs(previousStep * denominator));
      if (2 * numerator < bound) {
        previousStep = step;
        step = numerator / denominator;
      } else {
        step = middle;
        previousStep = middle;
      }
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > tolerance ? step : Math.sign(middle) * tolerance;
    fb = f(b);
  }
  return b;
}

/** Secant or inverse quadratic step as a fraction with a numerator that is not negative. */
function interpolate(a: number, b: number, c: number, fa: number, fb: number, fc: number, middle: number): [number, number] {
  const s = fb / fa;
  let numerator: number;
  let denominator: number;
  if (a === c) {
    numerator = 2 * middle * s;
    denominator = 1 - s;
  } else {
    const q = fa / fc;
    const r = fb / fc;
    numerator = s * (2 * middle * q * (q - r) - (b - a) * (r - 1));
    denominator = (q - 1) * (r - 1) * (s - 1);
  }
  return numerator > 0 ? [numerator, -denominator] : [-numerator, denominator];
}
