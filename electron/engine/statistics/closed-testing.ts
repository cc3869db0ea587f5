import { EngineError } from '../base/error.js';
import { requireCount, requirePValue } from './sample.js';

/** A p-value with the interval that a finite number of draws leaves it (Monte-Carlo bounds); [p, p] where it was computed. */
export interface BoundedP {
  readonly p: number;
  /** Its ends, which hold p between them. */
  readonly interval: readonly [number, number];
}

/**
 * A p above this counts as this. Rank p-values and those that were multiplied by a number of classes
 * can be exactly 1, where the Cauchy score is minus infinity: one such test would outvote any evidence
 * of all others. Simulated, the ceiling moves error rates at 5% and 1% by at most 0.1 points (Fang,
 * Chang, Park & Tseng 2023, Statistica Sinica 33: truncated Cauchy).
 */
const ceiling = 0.99;

/**
 * One p-value from several that may depend on each other (Liu & Xie 2020, JASA 115: Cauchy combination
 * with equal weights): t is the mean of tan((1/2 - p_i) pi), and p = 1/2 - arctan(t) / pi.
 *
 * The combined p is exact where the tests are independent, and tends to it at small levels however they
 * hang together. At 5%, tests whose statistics correlate at 0.5 alarm in 5.6% of cases (normal, three
 * tests in two claims; 1.05% at 1%); most where they correlate neither hardly nor fully.
 *
 * @returns from 0 to 1 and at least the smallest of `pValues`; 1 of an empty list, which is no evidence
 * @throws EngineError `sample-invalid` of a number that is no p-value
 */
export function cauchyCombination(pValues: readonly number[]): number {
  for (const pValue of pValues) requirePValue(pValue);
  if (pValues.length < 2) return pValues[0] ?? 1;
  const t = pValues.reduce((sum, pValue) => sum + cauchyScore(Math.min(pValue, ceiling)) / pValues.length, 0);
  // arccot(t) / pi, which keeps its digits where 1/2 - arctan(t) / pi loses them. Below 1e-308 the score overflows.
  return Math.max(Math.min(...pValues), Math.atan2(1, t) / Math.PI);
}

/** tan((1/2 - p) pi), to full relative precision at both ends of (0, 1); infinite at 0. */
function cauchyScore(p: number): number {
  return p < 0.25 ? 1 / Math.tan(Math.PI * p) : Math.tan(Math.PI * (0.5 - p));
}

export interface ClosedTestingOptions {
  /** Families like this one that were tried; p-values are multiplied by it (Bonferroni), at most to 1. */
  readonly trials?: number;
  /**
   * A test that was declared beforehand to go first, of the claim with this index: it has all of alpha,
   * and where it finds nothing, nothing is found. What it finds is its claim; the other claims are then
   * judged by their own tests, at all of alpha again.
   */
  readonly first?: { readonly claim: number; readonly test: BoundedP };
}

/** Adjusted p-values: compare them with alpha itself. */
export interface ClosedTesting {
  /** That any claim is true; undefined where there is no test. */
  readonly whole: BoundedP | undefined;
  /** Of each claim, in the order given, at least that of the whole; undefined where it has no test. */
  readonly claims: readonly (BoundedP | undefined)[];
}

/**
 * Closed testing of claims, each by the tests that count for it [claim][test] (Marcus, Peritz & Gabriel
 * 1976, Biometrika 63): a claim is found where both its own null and the null of all claims together
 * are rejected, so that with two claims a false one is found no oftener than the tests of these nulls
 * err. The own p of a claim is the Cauchy combination of its tests, that of the whole the combination
 * of the claims' own; a claim's adjusted p is the larger of the two. With three claims and more this
 * takes the whole for every intersection, which is right for two alone, so more are refused.
 *
 * No adjusted p falls when a p rises, so those of all lower and of all upper ends bound it.
 *
 * @throws EngineError `sample-invalid` of a number that is no p-value, of more than two claims, or of a first test of no claim
 */
export function closedTesting(claims: readonly (readonly BoundedP[])[], { trials = 1, first }: ClosedTestingOptions = {}): ClosedTesting {
  requireCount(trials, 1, 'number of trials');
  if (claims.length > 2) {
    throw new EngineError('sample-invalid', { fault: 'claims-not-two', claims: claims.length });
  }
  if (first && claims[first.claim] === undefined) {
    throw new EngineError('sample-invalid', { fault: 'first-test-of-no-claim' });
  }
  const [atP, atLow, atHigh] = ends.map((end) => adjustedAt(end, claims, first));
  const bounded = (of: (adjusted: Adjusted) => number | undefined): BoundedP | undefined => {
    const [p, low, high] = [atP, atLow, atHigh].map((adjusted) => times(trials, of(adjusted)));
    return p === undefined || low === undefined || high === undefined ? undefined : { p, interval: [low, high] };
  };
  return { whole: bounded(({ whole }) => whole), claims: claims.map((_, index) => bounded(({ claims: own }) => own[index])) };
}

interface Adjusted {
  readonly whole: number | undefined;
  readonly claims: readonly (number | undefined)[];
}

type End = (test: BoundedP) => number;

/** The p itself and both ends of its interval, which hold it whatever a caller's rounding did. */
const ends: readonly End[] = [({ p }) => p, ({ p, interval: [low] }) => Math.min(p, low), ({ p, interval: [, high] }) => Math.max(p, high)];

function adjustedAt(end: End, claims: readonly (readonly BoundedP[])[], first: ClosedTestingOptions['first']): Adjusted {
  const own = claims.map((tests, index) => {
    if (first?.claim === index) return end(first.test);
    return tests.length > 0 ? cauchyCombination(tests.map(end)) : undefined;
  });
  const known = own.filter((p) => p !== undefined);
  const whole = first ? end(first.test) : known.length > 0 ? cauchyCombination(known) : undefined;
  return { whole, claims: own.map((p) => (p === undefined || whole === undefined ? undefined : Math.max(p, whole))) };
}

function times(trials: number, p: number | undefined): number | undefined {
  return p === undefined ? undefined : Math.min(1, trials * p);
}
