import { describe, expect, it } from 'vitest';
import {
  entropy,
  jensenShannonDivergence,
  klDivergence,
  oneHotDivergence,
} from '../../../../electron/engine/scoring/formulas/divergence.js';
import type { AnswerHead } from '../../../../electron/engine/scoring/formulas/answers.js';
import { expectAllClose, readFixture } from '../../statistics/fixture.js';

const fixture = readFixture('answers') as {
  probabilities: number[][];
  kl: number[];
  jensenShannon: number[];
  entropy: number[];
  oneHotAt3: number[];
  labels: number[][];
  otherLabels: number[][];
  labelKl: number[];
  labelJensenShannon: number[];
  labelEntropy: number[];
  labelOneHotAt1: number[];
};

describe('categorical answers against SciPy', () => {
  const head: AnswerHead = { family: 'categorical', classes: 5 };
  const rows = fixture.probabilities;
  const p = Float64Array.from(rows.flat());
  const q = Float64Array.from([rows[rows.length - 1], ...rows.slice(0, -1)].flat());

  it('KL', () => expectAllClose(klDivergence(p, q, head), fixture.kl, 1e-12, 1e-16));
  it('Jensen-Shannon', () => expectAllClose(jensenShannonDivergence(p, q, head), fixture.jensenShannon, 1e-11, 1e-16));
  it('entropy', () => expectAllClose(entropy(p, head), fixture.entropy, 1e-12));
  it('one-hot KL', () => expectAllClose(oneHotDivergence(p, head, 3), fixture.oneHotAt3, 1e-12));

  it('equal answers do not diverge', () => {
    expectAllClose(klDivergence(p, p, head), new Array<number>(rows.length).fill(0));
    expectAllClose(jensenShannonDivergence(p, p, head), new Array<number>(rows.length).fill(0));
  });

  it('Jensen-Shannon is symmetric and at most log 2', () => {
    expectAllClose(jensenShannonDivergence(p, q, head), [...jensenShannonDivergence(q, p, head)], 1e-12);
    for (const value of jensenShannonDivergence(p, q, head)) expect(value).toBeLessThanOrEqual(Math.LN2 + 1e-6);
  });
});

describe('multi-label answers: sums of Bernoulli quantities', () => {
  const head: AnswerHead = { family: 'multi-label', classes: 3 };
  const p = Float64Array.from(fixture.labels.flat());
  const q = Float64Array.from(fixture.otherLabels.flat());

  it('KL', () => expectAllClose(klDivergence(p, q, head), fixture.labelKl, 1e-12));
  it('Jensen-Shannon', () => expectAllClose(jensenShannonDivergence(p, q, head), fixture.labelJensenShannon, 1e-12));
  it('entropy', () => expectAllClose(entropy(p, head), fixture.labelEntropy, 1e-12));
  it('one-hot KL', () => expectAllClose(oneHotDivergence(p, head, 1), fixture.labelOneHotAt1, 1e-12));
});
