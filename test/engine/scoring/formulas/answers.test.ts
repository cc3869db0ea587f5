import { describe, expect, it } from 'vitest';
import {
  answerHead,
  answersOf,
  logProbabilities,
  probabilities,
  probabilityFloor,
  writeAnswers,
} from '../../../../electron/engine/scoring/formulas/answers.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from '../../statistics/fixture.js';

const fixture = readFixture('answers') as {
  logits: number[][];
  logOdds: number[][];
  logProbabilities: number[][];
  probabilities: number[][];
  sigmoidLogits: number[];
  sigmoidLogP: number[];
  sigmoidLogAbsent: number[];
};
const classes = 5;
const logOdds = (...raw: Parameters<typeof answersOf>) => answersOf(...raw).logOdds;
const logits = Float32Array.from(fixture.logits.flat());

describe('logits, against SciPy and mpmath', () => {
  it('log-probabilities', () =>
    expectAllClose(logProbabilities(answersOf(logits, 'logits', classes)), fixture.logProbabilities.flat(), 1e-13, 1e-15));
  it('probabilities, clipped', () => expectAllClose(probabilities(logits, 'logits', classes), fixture.probabilities.flat(), 1e-12));
  it('log-odds without cancellation', () => expectAllClose(logOdds(logits, 'logits', classes), fixture.logOdds.flat(), 1e-13, 1e-15));

  it('log-odds of an answer whose probability rounds to 1', () => {
    expectClose(logOdds(Float32Array.of(60, 0), 'logits', 2)[0], 60, 1e-15);
    expectClose(logOdds(Float32Array.of(0, 60), 'logits', 2)[0], -60, 1e-15);
  });

  it('log-odds of an answer so sure that all others underflow', () => {
    expectAllClose(logOdds(Float32Array.of(-2000, 1000, -2000), 'logits', 3).subarray(1, 2), [3000 - Math.LN2], 1e-15);
  });

  it('writes into arrays that are longer than the batch and leaves the rest alone', () => {
    const target = { logOdds: new Float64Array(logits.length + 3).fill(7), probability: new Float64Array(logits.length + 3).fill(7) };
    writeAnswers(logits, 'logits', classes, target);
    expectAllClose(target.logOdds, [...fixture.logOdds.flat(), 7, 7, 7], 1e-13, 1e-15);
    expectAllClose(target.probability, [...fixture.probabilities.flat(), 7, 7, 7], 1e-12);
  });
});

describe('softmax outputs', () => {
  const softmax = Float32Array.from(fixture.logProbabilities.flat(), Math.exp);

  it('give the same log-odds as the logits, to the float32 they came in', () => {
    const fromSoftmax = logOdds(softmax, 'softmax', classes);
    fixture.logOdds.flat().forEach((expected, index) => {
      // Below 1e-37 float32 has lost the probability.
      if (Math.abs(expected) < 80) expectClose(fromSoftmax[index], expected, 1e-6, 1e-6);
    });
  });

  it('an exact 0 counts as the smallest float32', () => {
    const result = logOdds(Float32Array.of(0, 1), 'softmax', 2);
    expectAllClose(result, [-126 * Math.LN2, 126 * Math.LN2], 1e-12);
    expect([...probabilities(Float32Array.of(0, 1), 'softmax', 2)]).toEqual([probabilityFloor, 1]);
  });
});

describe('sigmoid outputs', () => {
  const odds = Float32Array.from(fixture.sigmoidLogits);

  it('one output is a binary model [1 - p, p]', () => {
    expect(answerHead('sigmoid-logits', 1)).toEqual({ family: 'categorical', classes: 2 });
    const result = logProbabilities(answersOf(odds, 'sigmoid-logits', 1));
    const expected = fixture.sigmoidLogP.flatMap((value, index) => [fixture.sigmoidLogAbsent[index], value]);
    expectAllClose(result, expected, 1e-13);
    expectAllClose(
      logOdds(odds, 'sigmoid-logits', 1),
      [...odds].flatMap((value) => [-value, value]),
      1e-15,
    );
  });

  it('several outputs are labels of their own', () => {
    expect(answerHead('sigmoid-logits', 3)).toEqual({ family: 'multi-label', classes: 3 });
    expectAllClose(logProbabilities(answersOf(odds, 'sigmoid-logits', 3)), fixture.sigmoidLogP, 1e-13);
    expectAllClose(logOdds(odds, 'sigmoid-logits', 3), [...odds], 1e-15);
  });

  it('probabilities are turned back into log-odds', () => {
    const p = Float32Array.from([0.2, 0.999, 1e-20, 0, 1]);
    const expected = [Math.log(p[0] / (1 - p[0])), Math.log(p[1] / (1 - p[1])), Math.log(p[2]), -126 * Math.LN2, 25 * Math.LN2];
    expectAllClose(logOdds(p, 'sigmoid', 5), expected, 1e-12);
  });
});

it('a softmax over one class is refused', () => {
  expectRefusal(
    () => answerHead('softmax', 1),
    'A softmax output needs at least 2 classes and has 1.',
    'If the one output is the probability of a finding, say so under “What the outputs are” in the step Model.',
    'model-output-unsupported',
    'If the one output is the probability of a finding, set "output" to "sigmoid" or "sigmoid-logits".',
  );
});
