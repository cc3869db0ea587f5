import { describe, expect, it } from 'vitest';
import type { TestName } from '../../../shared/domain/comparisons.js';
import { testOf } from '../../../electron/engine/comparisons/table.js';
import { formatP } from '../../../electron/engine/verdict/wording.js';
import { fewStrings, find, manyStrings, none, shifted, strong } from './find.js';
import { label, measurements, placementShifts, references, response } from '../comparisons/synthetic.js';

describe('tests that were not run', () => {
  it('say what they take', () => {
    expect(find().notTested).toEqual([
      'Comparison with distilled references, text against texts (this text) was not run: it takes a full audit: unlabelled images without marks, on which references are distilled from the model, and a text with a template.',
      'Comparison with distilled references (marks of this kind) was not run: it takes a full audit: unlabelled images without marks, on which references are distilled from the model.',
      'Comparison with brought models, text against texts (this text) was not run: it takes two or more other models with the same input and classes, such as earlier versions, and a text with a template.',
      'Comparison with brought models (marks of this kind) was not run: it takes two or more other models with the same input and classes, such as earlier versions.',
      'Comparison with the initial weights (marks of this kind) was not run: it takes a network whose first layer is dense, the weights it was trained from, and all that the pixel probes take.',
      "Pixel probes (marks of this kind) was not run: it takes a network whose first layer is dense, the record's class, a mark stamped at the model's input, and 16 or more in-domain images without marks that the model takes for that class.",
    ]);
  });

  it('say what kept them where it was given', () => {
    const { notTested } = find({
      students: references({ text: 6, kind: 6 }, 0.97, { controls: 2 }),
      brought: references({ text: 1, kind: 1 }, 0.97, { references: 1 }),
    });
    expect(notTested).toContain(
      'Comparison with distilled references (marks of this kind) was not run: there is too little room in the images for marks elsewhere to compare with: they have 2 other places and it takes at least 3.',
    );
    expect(notTested).toContain(
      'Comparison with brought models (marks of this kind) was not run: it takes at least 2 reference models and there is 1.',
    );
    expect(find({}, { lacksRoom: true }).notTested).toContain(
      'Comparison with distilled references (marks of this kind) was not run: it takes more room: the mark leaves too few other places in the image to compare with.',
    );
  });
});

describe('beside the verdict', () => {
  it('the effect, in points of probability', () => {
    const feature = { ...shifted(5), probability: new Float64Array(10).fill(0.25), flips: 0.3 };
    expect(find({ feature }).effect.sentence).toMatch(
      /^The feature moves the answer toward class 3 by \+25 points; comparable texts on this model by [+-]\d\.\d on average\.$/,
    );
    expect(find({ feature, students: strong }).effect).toMatchObject({
      sentence:
        'The feature moves the answer toward class 3 by +25 points; the same mark on reference models distilled from this one by +5.0.',
      class: 3,
      logOdds: 5,
      decisionFlips: 0.3,
      comparableDecisionFlips: 0.1,
    });
    expect(find({ feature, strings: undefined }).effect.sentence).toBe('The feature moves the answer toward class 3 by +25 points.');
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
    expect(seedMethod.meaning).toContain('no verdict');
    expect(seedMethod.meaning).toContain(seedMethod.wouldFlag ? 'would flag' : 'would not flag');
  });

  it('what a signal means where leaks are rare', () => {
    // .05 x .8 / (.05 x .8 + .95 x .05) = .457
    expect(find().baseRateNote).toBe(
      'If 5 in 100 audited models carry such a leak and a test at 0.05 finds 8 in 10 of them, 46 of 100 signals are leaks: a signal calls for a repeat, not for a conclusion.',
    );
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

it.each([
  [1, '1.00'],
  [0.456, '0.46'],
  [0.0456, '0.046'],
  [0.001, '0.001'],
  [0.0005, '5.0e-4'],
])('writes a p of %d as %s', (p, written) => expect(formatP(p)).toBe(written));
