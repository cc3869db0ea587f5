import { Generator } from '../../electron/engine/base/random/generator.js';

/** How much of what somebody says of a thing comes from the thing itself. */
export interface Information {
  /** Mean bits: mutual information of the two, less what chance pairs of the same values have; about 0 where there is none. */
  readonly bits: number;
  /** Share of chance pairings that have as much information. */
  readonly p: number;
  /**
   * The most that one value tells, in bits: log2 of how much oftener both say it than two that know nothing of each other
   * would; of values that both said at least `fewestAgreements` times.
   */
  readonly mostBits: number;
}

/** Agreements below which how often they come is a matter of chance. */
const fewestAgreements = 4;

const pairings = 199;

/**
 * Mutual information in bits (Shannon 1948) of two lists of values, pair by pair: two looks at the same things that know
 * nothing of each other but the thing, so that it bounds from below what one look tells of the thing. The plug-in estimate is
 * too high by about (a - 1)(b - 1) / 2n ln 2; the mean over random pairings of the same values is taken off.
 */
export function information(one: readonly string[], other: readonly string[], seed: number): Information {
  const found = plugIn(one, other);
  const generator = new Generator(seed, 'pairings');
  const chance = Array.from({ length: pairings }, () => plugIn(one, shuffled(other, generator)));
  return {
    bits: Math.max(0, found - chance.reduce((sum, value) => sum + value, 0) / pairings),
    p: (1 + chance.filter((value) => value >= found - 1e-12).length) / (pairings + 1),
    mostBits: mostToldBy(one, other),
  };
}

function plugIn(one: readonly string[], other: readonly string[]): number {
  const count = one.length;
  const [ones, others] = [countsOf(one), countsOf(other)];
  const pairs = countsOf(one.map((value, index) => JSON.stringify([value, other[index]])));
  let bits = 0;
  for (const [pair, both] of pairs) {
    const [first, second] = JSON.parse(pair) as [string, string];
    bits += (both / count) * Math.log2((both * count) / ((ones.get(first) ?? 0) * (others.get(second) ?? 0)));
  }
  return bits;
}

function mostToldBy(one: readonly string[], other: readonly string[]): number {
  const [ones, others] = [countsOf(one), countsOf(other)];
  let most = 0;
  for (const [value, said] of ones) {
    const both = one.filter((_, index) => one[index] === value && other[index] === value).length;
    if (both < fewestAgreements) continue;
    most = Math.max(most, Math.log2((both * one.length) / (said * (others.get(value) ?? 0))));
  }
  return most;
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function shuffled<Value>(values: readonly Value[], generator: Generator): Value[] {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const at = generator.integer(last + 1);
    [mixed[last], mixed[at]] = [mixed[at], mixed[last]];
  }
  return mixed;
}
