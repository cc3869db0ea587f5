import type { Alternative } from './alternative.js';
import { EngineError } from '../base/error.js';
import { normalUpper } from './normal-distribution.js';
import { requireSample, type Sample } from './sample.js';

export interface MannWhitneyTest {
  /** U of the first sample: pairs in which its value is the larger, ties counted half. */
  readonly statistic: number;
  readonly pValue: number;
  readonly method: 'exact' | 'asymptotic';
  /** U / (n m): probability that a value of the first sample exceeds one of the second (Vargha & Delaney's A). */
  readonly superiority: number;
}

export interface MannWhitneyOptions {
  readonly alternative?: Alternative;
  /** Left out: exact where a sample holds at most 8 values and none are tied, as SciPy does. */
  readonly method?: 'exact' | 'asymptotic';
  /** Of the normal approximation; on when left out. */
  readonly continuityCorrection?: boolean;
}

const exactUpTo = 8;
/** Beyond this the counts of orders outgrow what doubles can subtract without loss. */
const exactAtMost = 40;

/**
 * Mann & Whitney's U test of two independent samples. The normal approximation corrects the variance
 * for ties; values that are all tied give p = 1. The exact distribution takes no account of ties.
 */
export function mannWhitneyTest(first: Sample, second: Sample, options: MannWhitneyOptions = {}): MannWhitneyTest {
  requireSample(first, 1, 'Mann-Whitney test');
  requireSample(second, 1, 'Mann-Whitney test');
  const n = first.length;
  const m = second.length;
  const { rankSum, tieTerm } = rankFirst(first, second);
  const statistic = rankSum - (n * (n + 1)) / 2;
  const small = Math.min(n, m) <= exactUpTo && tieTerm === 0;
  const method = options.method ?? (small ? 'exact' : 'asymptotic');
  if (method === 'exact' && Math.min(n, m) > exactAtMost) {
    throw new EngineError('sample-invalid', { fault: 'mann-whitney-too-large', exactAtMost, n, m });
  }
  const alternative = options.alternative ?? 'two-sided';
  const upper = method === 'exact' ? exactUpperTail(n, m) : asymptoticUpperTail(n, m, tieTerm, options.continuityCorrection ?? true);
  const mirrored = n * m - statistic;
  const tails = { greater: upper(statistic), less: upper(mirrored), 'two-sided': 2 * upper(Math.max(statistic, mirrored)) };
  return { statistic, pValue: Math.min(1, tails[alternative]), method, superiority: statistic / (n * m) };
}

/** Sum of the first sample's midranks among both, and sum of t^3 - t over groups of t tied values. */
function rankFirst(first: Sample, second: Sample): { rankSum: number; tieTerm: number } {
  const a = Float64Array.from(first).sort();
  const b = Float64Array.from(second).sort();
  let rankSum = 0;
  let tieTerm = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const value = j === b.length || (i < a.length && a[i] <= b[j]) ? a[i] : b[j];
    const before = i + j;
    const firstStart = i;
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    const tied = i + j - before;
    rankSum += (i - firstStart) * (before + (tied + 1) / 2);
    tieTerm += tied * (tied * tied - 1);
  }
  return { rankSum, tieTerm };
}

function asymptoticUpperTail(n: number, m: number, tieTerm: number, continuityCorrection: boolean): (u: number) => number {
  const total = n + m;
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - tieTerm / (total * (total - 1))));
  const correction = continuityCorrection ? 0.5 : 0;
  return (u) => (deviation > 0 ? normalUpper((u - (n * m) / 2 - correction) / deviation) : 1);
}

/**
 * P(U >= u) without ties. The number of orders with U = u has the generating function
 * prod_{i=1..k} (1 - x^(l+i)) / (1 - x^i), k the smaller and l the larger sample size.
 */
function exactUpperTail(n: number, m: number): (u: number) => number {
  const smaller = Math.min(n, m);
  const larger = Math.max(n, m);
  const top = n * m;
  const orders = new Float64Array(top + 1);
  orders[0] = 1;
  for (let i = 1; i <= smaller; i++) {
    for (let u = top; u >= larger + i; u--) orders[u] -= orders[u - larger - i];
    for (let u = i; u <= top; u++) orders[u] += orders[u - i];
  }
  let total = 0;
  for (const count of orders) total += count;
  return (u) => {
    // By symmetry the upper tail is the lower tail from 0 to top - u.
    let tail = 0;
    for (let value = 0; value <= top - Math.ceil(u); value++) tail += orders[value];
    return tail / total;
  };
}
