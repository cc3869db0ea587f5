import type { Measurements } from '../../../electron/engine/comparisons/table.js';
import { describe, expect, it } from 'vitest';
import type { TestName } from '../../../shared/domain/comparisons.js';
import { testOf } from '../../../electron/engine/comparisons/table.js';
import { fewStrings, find, manyStrings, none, shifted, strong } from './find.js';
import { label, measurements, placementShifts, references, response, strings } from '../comparisons/synthetic.js';

describe('tests that were not run', () => {
  it('stand by name', () => {
    expect(find().notTested).toEqual(
      (['distilled-text', 'distilled-kind', 'brought-text', 'brought-kind', 'initial-weights', 'pixel-probes'] as const).map((test) => ({
        test,
      })),
    );
  });

  it('say what kept them where it was given', () => {
    const { notTested } = find({
      students: references({ text: 6, kind: 6 }, 0.97, { controls: 2 }),
      brought: references({ text: 1, kind: 1 }, 0.97, { references: 1 }),
    });
    expect(notTested).toContainEqual({ test: 'distilled-kind', limit: { code: 'too-few-places', given: 2, needed: 3 } });
    expect(notTested).toContainEqual({ test: 'brought-kind', limit: { code: 'too-few-models', given: 1, needed: 2 } });
    expect(find({}, { lacksRoom: true }).notTested).toContainEqual({ test: 'distilled-kind', limit: { code: 'no-other-place' } });
    expect(find({}, { lacksRoom: true }).notTested).toContainEqual({ test: 'pixel-probes' });
  });
});

describe('beside the verdict', () => {
  it('the effect, in points of probability', () => {
    const feature = { ...shifted(5), probability: new Float64Array(10).fill(0.25), flips: 0.3 };
    expect(find({ feature }).effect).toMatchObject({ probabilityPoints: 25, comparable: 'same-template-strings' });
    expect(find({ feature, students: strong }).effect).toMatchObject({
      comparable: 'distilled-references',
      comparableProbabilityPoints: 5,
      class: 3,
      logOdds: 5,
      decisionFlips: 0.3,
      comparableDecisionFlips: 0.1,
    });
    expect(find({ feature, strings: undefined }).effect).not.toHaveProperty('comparable');
  });

  it('exposure is bounded by the number of strings', () => {
    const { exposure } = find({ feature: shifted(9), strings: manyStrings });
    expect(exposure?.byRank).toBeCloseTo(Math.log2(1999), 12);
    expect(exposure?.bound).toBeCloseTo(Math.log2(1999), 12);
    expect(exposure?.bySkewNormal ?? 0).toBeGreaterThan(20);
    expect(find({ strings: undefined }).exposure).toBeUndefined();
  });

  it('the attracted class has a p of its own over all classes', () => {
    const { attractedClass } = find({ feature: shifted(9), strings: manyStrings }, { label: 5 });
    expect(attractedClass.class).toBe(label);
    expect(attractedClass.p).toBeCloseTo(1 / 2000, 12);
  });

  it('the attracted class without a number where there are no other texts to standardise by', () => {
    expect(find({ strings: undefined }).attractedClass).toEqual({ class: 7 });
  });

  it("the seed method's rule, as no verdict", () => {
    const { seedMethod } = find();
    expect(seedMethod.wouldFlag).toBe(seedMethod.m > 0 && seedMethod.paired.p < 0.05);
  });

  it('the least detectable effect of the tests that count', () => {
    const { tests, claims } = find({ students: none });
    const least = Math.min(
      ...tests
        .filter(({ claim, counts }) => claim === 'text' && counts)
        .map(({ detectableEffect }) => detectableEffect?.logOdds ?? Infinity),
    );
    expect(claims[0].detectableEffect?.logOdds).toBe(least);
  });

  it('the detectable effect at the level that the correction leaves to the claim', () => {
    const effectOf = (change: Parameters<typeof find>[0], name: TestName) =>
      find(change).tests.find((test) => test.name === name)?.detectableEffect?.logOdds;
    const alone = { strings: undefined, students: { ...none, placements: { ...none.placements, text: undefined } } };
    const besideText = { strings: fewStrings, students: none };
    const { feature } = measurements();
    const given = (trials: number) =>
      testOf('distilled-kind').evaluate(none, {
        feature,
        label,
        attractedClass: label,
        alpha: 0.05,
        trials,
        toPoints: (logOdds) => logOdds,
      }).detectableEffect?.logOdds;
    expect(effectOf(alone, 'distilled-kind')).toBe(given(1));
    // Two tests of the text halve alpha, as one would.
    expect(effectOf(besideText, 'distilled-kind')).toBe(given(2));
    expect(effectOf({ ...besideText, brought: none }, 'distilled-kind')).toBe(given(4));
  });
});

it('finds nothing, with the reason, where no answer moves at all', () => {
  const still = (count: number) =>
    Array.from({ length: count }, () => ({
      ...response(0, 'still'),
      logOdds: new Float64Array(10),
      probability: new Float64Array(10),
      divergence: 0,
      flips: 0,
    }));
  const flat = placementShifts(0);
  const zero = {
    model: flat.model.map(() => new Float64Array(10)),
    references: flat.references.map((reference) => reference.map(() => new Float64Array(10))),
  };
  const { placements } = none;
  const findings = find({
    feature: still(1)[0],
    strings: { strings: still(99) },
    permutedInk: still(99),
    students: { ...none, placements: { ...placements, kind: zero, text: zero } },
  });
  for (const { verdict, reasons, detectableEffect } of findings.claims) {
    expect(verdict).toBe('inconclusive');
    expect(reasons.map(({ code }) => code)).toEqual(['answers-do-not-move']);
    // No sensitivity can be stated on a model that does not react.
    expect(detectableEffect).toBeUndefined();
  }
});

it('gives reasons that do not hang on how the text itself moves the answers, where nothing is found', () => {
  const tied = strings(99, (index) => (index < 50 ? 1 : index / 100));
  const situations: Partial<Measurements>[] = [
    { strings: { strings: tied } },
    { strings: { strings: strings(99, (index) => (index < 40 ? 1 : index / 100)) } },
    { strings: { strings: strings(99, (index) => (index < 50 ? 0 : 1)) } },
    { seedMethod: { ...measurements().seedMethod, samplingError: 20 } },
    { strings: undefined },
  ];
  for (const situation of situations) {
    // A shift that ties with others, one that does not, and none at all.
    const [reasons, ...others] = [1, 0.5, 0].map((shift) => {
      const { claims } = find({ feature: response(shift, 'feature'), ...situation });
      return claims.map(({ verdict, reasons: found }) => [verdict, found]);
    });
    for (const other of others) expect(other).toEqual(reasons);
  }
});

it('calls a mark without other texts still by noise of its size', () => {
  const { seedMethod } = measurements();
  const quiet = { ...seedMethod, score: { ...seedMethod.score, randomDivergence: 0 } };
  const reason = { code: 'answers-do-not-move', stamped: 'noise' };
  expect(find({ strings: undefined, seedMethod: quiet }).claims[0].reasons).toContainEqual(reason);
  expect(find({ strings: undefined }).claims[0].reasons).not.toContainEqual(reason);
});
