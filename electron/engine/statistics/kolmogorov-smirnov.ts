import { sorted } from './moments.js';
import { requireCount, requireProbability, requireSample, type Sample } from './sample.js';

export interface KolmogorovSmirnovTest {
  /** D: largest distance between the two empirical distribution functions, 0 to 1. */
  readonly statistic: number;
  /** Two-sided, from Kolmogorov's limiting distribution of D sqrt(nm / (n + m)). */
  readonly pValue: number;
}

/** Two-sample Kolmogorov-Smirnov test. */
export function kolmogorovSmirnovTest(first: Sample, second: Sample): KolmogorovSmirnovTest {
  const statistic = kolmogorovSmirnovDistance(first, second);
  const effective = (first.length * second.length) / (first.length + second.length);
  return { statistic, pValue: kolmogorovUpper(statistic * Math.sqrt(effective)) };
}

/** Largest distance between the empirical distribution functions of two samples. */
export function kolmogorovSmirnovDistance(first: Sample, second: Sample): number {
  requireSample(first, 1, 'Kolmogorov-Smirnov test');
  requireSample(second, 1, 'Kolmogorov-Smirnov test');
  const a = sorted(first);
  const b = sorted(second);
  let largest = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i], b[j]);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length));
  }
  return largest;
}

/** Largest distance between the empirical distribution function of a sample and a given one. */
export function distanceToDistribution(values: Sample, cdf: (x: number) => number): number {
  requireSample(values, 1, 'Kolmogorov-Smirnov distance');
  const ascending = sorted(values);
  let largest = 0;
  ascending.forEach((value, index) => {
    const probability = cdf(value);
    largest = Math.max(largest, probability - index / ascending.length, (index + 1) / ascending.length - probability);
  });
  return largest;
}

/**
 * Distance above which two samples of n and m values differ at level `alpha`:
 * c(alpha) sqrt((n + m) / (nm)), c = sqrt(-ln(alpha / 2) / 2) (Sablayrolles et al., section 4.2).
 */
export function kolmogorovSmirnovThreshold(alpha: number, n: number, m: number): number {
  requireProbability(alpha, 'level');
  requireCount(n, 1, 'size of the first sample');
  requireCount(m, 1, 'size of the second sample');
  return Math.sqrt((-Math.log(alpha / 2) / 2) * ((n + m) / n / m));
}

/** P(K > x) of Kolmogorov's limiting distribution. */
export function kolmogorovUpper(x: number): number {
  if (x <= 0) return 1;
  // Two series for the same function; each converges in a few terms on its side of 1.
  let sum = 0;
  if (x < 1) {
    const exponent = (-Math.PI * Math.PI) / (8 * x * x);
    for (let odd = 1; odd <= 15; odd += 2) sum += Math.exp(exponent * odd * odd);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * sum;
  }
  for (let k = 1; k <= 10; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * x * x);
  return sum;
}
