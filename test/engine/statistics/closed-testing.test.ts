import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { cauchyCombination, closedTesting, type BoundedP } from '../../../electron/engine/statistics/closed-testing.js';
import { normalUpper } from '../../../electron/engine/statistics/normal-distribution.js';
import { expectClose, expectRefusal, readFixture } from './fixture.js';

const combinations = readFixture('cauchy_combination') as { cases: { p: number[]; combined: number }[] };
const closed = readFixture('closed_testing') as {
  cases: { p: number[][]; trials: number; first: number | null; whole: number | null; adjusted: (number | null)[] }[];
};

const exact = (p: number): BoundedP => ({ p, interval: [p, p] });

describe('the Cauchy combination', () => {
  it.each(combinations.cases)('of $p, against mpmath', ({ p, combined }) => expectClose(cauchyCombination(p), combined, 1e-13));

  it("is that of the authors' own R package", () => {
    // ACAT(c(2e-02, 4e-04, 0.2, 0.1, 0.8)), as its help page prints it (github.com/yaowuliu/ACAT).
    expect(cauchyCombination([0.02, 0.0004, 0.2, 0.1, 0.8]).toPrecision(7)).toBe('0.001953404');
  });

  it('is 0 where a p is 0, however high the others, and 1 of nothing', () => {
    expect(cauchyCombination([0, 1])).toBe(0);
    expect(cauchyCombination([])).toBe(1);
  });

  it('of one p or of equal ones is that p', () => {
    for (const p of [0, 1e-308, 1e-16, 0.05, 0.25, 0.5, 0.75, 0.99, 1]) {
      expect(cauchyCombination([p])).toBe(p);
      expectClose(cauchyCombination([p, p, p]), p, 1e-14);
    }
  });

  it('never falls when a p rises, across the whole range', () => {
    const points = [0, 1e-308, 1e-17, 1e-15, 1e-8, 0.01, 0.2499999, 0.25, 0.5, 0.75, 0.99, 0.9999, 1];
    for (const other of points) {
      const combined = points.map((p) => cauchyCombination([p, other]));
      expect(combined).toEqual(combined.toSorted((one, next) => one - next));
    }
  });

  it('refuses numbers that are no p-values', () => {
    expectRefusal(() => cauchyCombination([0.1, NaN]), 'A p-value lies from 0 to 1, not NaN.', 'Leave out tests that gave no p-value.');
    expectRefusal(() => cauchyCombination([1.01]), 'A p-value lies from 0 to 1, not 1.01.', 'Leave out tests that gave no p-value.');
  });
});

describe('closed testing over claims', () => {
  it.each(closed.cases)(
    'of $p, $trials tried, $first first: against all intersections by SciPy',
    ({ p, trials, first, whole, adjusted }) => {
      const found = closedTesting(
        p.map((tests) => tests.map(exact)),
        { trials, ...(first !== null && { first: { claim: 1, test: exact(first) } }) },
      );
      for (const [actual, expected] of [
        [found.whole, whole] as const,
        ...found.claims.map((claim, index) => [claim, adjusted[index]] as const),
      ]) {
        if (expected === null) expect(actual).toBeUndefined();
        else expectClose(actual?.p ?? Number.NaN, expected, 1e-12);
      }
    },
  );

  it('is not outvoted by a test whose p is exactly 1', () => {
    expect(closedTesting([[exact(1), exact(1e-5)], [exact(1e-5)]]).whole?.p).toBeLessThan(1e-4);
  });

  it('carries Monte-Carlo intervals: each end is what tests at that end would give', () => {
    const rank: BoundedP = { p: 0.004, interval: [0.0005, 0.02] };
    const at = (p: number) => closedTesting([[exact(p), exact(0.03)], [exact(0.2)]], { trials: 2 });
    const found = closedTesting([[rank, exact(0.03)], [exact(0.2)]], { trials: 2 });
    const [low, middle, high] = [at(0.0005), at(0.004), at(0.02)];
    expect(found.whole).toEqual({ p: middle.whole?.p, interval: [low.whole?.p, high.whole?.p] });
    found.claims.forEach((claim, index) =>
      expect(claim).toEqual({ p: middle.claims[index]?.p, interval: [low.claims[index]?.p, high.claims[index]?.p] }),
    );
    const gated = closedTesting([[exact(0.01)], []], { first: { claim: 1, test: rank } });
    expect(gated).toEqual({ whole: rank, claims: [{ p: 0.01, interval: [0.01, 0.02] }, rank] });
  });

  it('refuses more than two claims, and a first test of none', () => {
    expectRefusal(() => closedTesting([[], [], []]), 'There are 3 claims.', 'Judge two claims at a time.');
    expectRefusal(
      () => closedTesting([[]], { first: { claim: 1, test: exact(0.1) } }),
      'The test that goes first is of no claim that is judged.',
      'Name the claim by its place in the list.',
    );
    expectRefusal(
      () => closedTesting([[exact(0.1)]], { trials: 0.5 }),
      'The number of trials must be a whole number of at least 1 and is 0.5.',
      'Give a larger whole number.',
    );
  });
});

describe('errors of the closed procedure, simulated: a rank and a comparison for one claim, a comparison for the other', () => {
  const runs = 6000;
  const levels = [0.05, 0.01] as const;
  /** No more would alarm in 998 of 1,000 simulations if the rate were `rate`. */
  const most = (rate: number) => (rate + 3.1 * Math.sqrt((rate * (1 - rate)) / runs)) * runs;
  const fewest = (rate: number) => (rate - 3.1 * Math.sqrt((rate * (1 - rate)) / runs)) * runs;

  /** Normal statistics that correlate at `correlation` with each other; the first p is a rank among 999. */
  function draw(generator: Generator, correlation: number): number[] {
    const common = generator.normal();
    const [rank, ...others] = [0, 1, 2].map(() =>
      normalUpper(Math.sqrt(correlation) * common + Math.sqrt(1 - correlation) * generator.normal()),
    );
    return [Math.ceil(rank * 1000) / 1000, ...others];
  }

  it.each([0, 0.3, 0.5, 0.9])(
    'with nothing memorised and a correlation of %d, the whole alarms hardly oftener than stated',
    (correlation) => {
      const generator = new Generator(1, `closed testing ${correlation}`);
      const found = Array.from({ length: runs }, () => {
        const [rank, text, kind] = draw(generator, correlation);
        return closedTesting([[exact(rank), exact(text)], [exact(kind)]]);
      });
      for (const level of levels) {
        const alarms = found.filter(({ whole }) => whole !== undefined && whole.p <= level).length;
        // Dependence costs up to an eighth of the level (cauchyCombination).
        expect(alarms).toBeLessThan(most(correlation === 0 ? level : 1.125 * level));
        expect(alarms).toBeGreaterThan(fewest(0.95 * level));
        expect(found.filter(({ claims }) => claims.some((claim) => claim !== undefined && claim.p <= level)).length).toBeLessThanOrEqual(
          alarms,
        );
      }
    },
  );

  it('with one claim true, the other is found no oftener than stated', () => {
    const generator = new Generator(1, 'closed testing, one claim true');
    const found = Array.from({ length: runs }, () => {
      const [rank, text] = draw(generator, 0.5);
      return closedTesting([[exact(rank), exact(text)], [exact(1e-9)]]);
    });
    for (const level of levels)
      expect(found.filter(({ claims: [text] }) => text !== undefined && text.p <= level).length).toBeLessThan(most(1.125 * level));
  });

  it('with a test that goes first, all of alpha is spent once however many tests follow', () => {
    const generator = new Generator(1, 'closed testing, one test first');
    const found = Array.from({ length: runs }, () => {
      const [rank, text, first] = draw(generator, 0.5);
      return closedTesting([[exact(rank), exact(text)], []], { first: { claim: 1, test: exact(first) } });
    });
    for (const level of levels) {
      const alarms = found.filter(({ claims }) => claims.some((claim) => claim !== undefined && claim.p <= level)).length;
      expect(alarms).toBeLessThan(most(level));
      expect(alarms).toBeGreaterThan(fewest(level));
    }
  });

  it('times the families that were tried, none of them alarms oftener than stated together', () => {
    const generator = new Generator(1, 'closed testing, families tried');
    const families = 4;
    let alarms = 0;
    for (let run = 0; run < runs; run++) {
      const smallest = Math.min(
        ...Array.from({ length: families }, () => {
          const [rank, text, kind] = draw(generator, 0.3);
          return closedTesting([[exact(rank), exact(text)], [exact(kind)]], { trials: families }).whole?.p ?? 1;
        }),
      );
      if (smallest <= 0.05) alarms++;
    }
    expect(alarms).toBeLessThan(most(0.05));
  });
});
