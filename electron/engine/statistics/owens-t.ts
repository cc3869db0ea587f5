import { gaussLegendre } from './quadrature.js';
import { normalUpper } from './normal-distribution.js';

/**
 * Owen's T(h, a) = 1/(2 pi) * integral from 0 to a of exp(-h^2 (1 + x^2) / 2) / (1 + x^2) dx: the
 * probability that X > h and 0 < Y < a X, X and Y standard normal (Owen 1956).
 */
export function owensT(h: number, a: number): number {
  if (a < 0) return -owensT(h, -a);
  const height = Math.abs(h);
  if (a <= 1) return integral(height, a);
  // T(h, a) = (Q(h) + Q(ah)) / 2 - Q(h) Q(ah) - T(ah, 1/a), Q the upper tail (Owen 1956, eq. 2.3).
  const near = normalUpper(height);
  if (a === Infinity) return near / 2;
  const far = normalUpper(height * a);
  return (near + far) / 2 - near * far - integral(height * a, 1 / a);
}

function integral(h: number, a: number): number {
  // Beyond x = 9 / h the exponential is below 1e-17 of its start.
  const end = h > 0 ? Math.min(a, 9 / h) : a;
  const value = gaussLegendre((x) => Math.exp((-h * h * x * x) / 2) / (1 + x * x), 0, end, 4);
  return (Math.exp((-h * h) / 2) * value) / (2 * Math.PI);
}
