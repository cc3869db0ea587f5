import { describe, expect, it } from 'vitest';
import { Generator } from '../../../../electron/engine/base/random/generator.js';
import { answerHead, probabilities, type AnswerHead } from '../../../../electron/engine/scoring/formulas/answers.js';
import {
  entropy,
  jensenShannonDivergence,
  klDivergence,
  oneHotDivergence,
} from '../../../../electron/engine/scoring/formulas/divergence.js';
import { SeedScoreAccumulator } from '../../../../electron/engine/scoring/formulas/seed-scores.js';
import { mean } from '../../../../electron/engine/statistics/moments.js';
import { expectAllClose, expectClose } from '../../statistics/fixture.js';

const images = 50;

function answers(purpose: string, kind: 'logits' | 'sigmoid-logits', outputs: number, favoured: number): Float64Array {
  const generator = new Generator(4, purpose);
  const raw = Float32Array.from(
    { length: images * outputs },
    (_, index) => 2 * generator.normal() + (index % outputs === favoured ? 1 : 0),
  );
  return probabilities(raw, kind, outputs);
}

describe.each(['logits', 'sigmoid-logits'] as const)("the seed method's secondary numbers, %s", (kind) => {
  const outputs = 4;
  const head: AnswerHead = answerHead(kind, outputs);
  const clean = answers('clean', kind, outputs, 0);
  const unique = answers('unique', kind, outputs, 2);
  const random = answers('random', kind, outputs, 1);

  it('gathered from uneven batches equal those of the whole', () => {
    const accumulator = new SeedScoreAccumulator(head, images);
    for (const [first, last] of [
      [0, 7],
      [7, 32],
      [32, images],
    ]) {
      const part = (all: Float64Array) => all.subarray(first * head.classes, last * head.classes);
      accumulator.add(part(clean), part(unique), part(random));
    }
    const scores = accumulator.finish();
    expect(scores.attractedClass).toBe(2);
    const gains = unique.map((value, index) => value - clean[index]).filter((_, index) => index % head.classes === 2);
    expectClose(scores.attraction, mean(gains), 1e-12);
    expectAllClose(scores.uniqueDivergences, [...klDivergence(clean, unique, head)]);
    expectAllClose(scores.randomDivergences, [...klDivergence(clean, random, head)]);
    expectClose(scores.uniqueAgainstRandom, mean(klDivergence(unique, random, head)), 1e-12);
    expectClose(scores.jensenShannon, mean(jensenShannonDivergence(unique, random, head)), 1e-12);
    expectClose(scores.cleanEntropy, mean(entropy(clean, head)), 1e-12);
    expectClose(scores.oneHotAgainstUnique, mean(oneHotDivergence(unique, head, 2)), 1e-11);
    expectClose(scores.oneHotAgainstRandom, mean(oneHotDivergence(random, head, 2)), 1e-11);
  });
});
