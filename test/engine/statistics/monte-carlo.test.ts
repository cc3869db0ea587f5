import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import {
  feedSequentialTest,
  monteCarloBounds,
  monteCarloPValue,
  sequentialDecision,
  sequentialPValue,
  startSequentialTest,
  type SequentialTest,
} from '../../../electron/engine/statistics/monte-carlo.js';
import { clopperPearson } from '../../../electron/engine/statistics/binomial.js';
import { expectRefusal } from './fixture.js';

describe('Monte-Carlo p-value', () => {
  it('counts the observed value among the references', () => {
    expect(monteCarloPValue(0, 1999)).toBe(1 / 2000);
    expect(monteCarloPValue(99, 1999)).toBe(0.05);
    expect(monteCarloPValue(0, 0)).toBe(1);
  });

  it('is bounded by Clopper and Pearson', () => {
    expect(monteCarloBounds(5, 200, 0.95)).toEqual(clopperPearson(5, 200, 0.95));
    expect(monteCarloBounds(0, 0)).toEqual({ low: 0, high: 1, level: 0.99 });
    expect(monteCarloBounds(3, 1999).low).toBeLessThan(3 / 1999);
    expect(monteCarloBounds(3, 1999).high).toBeGreaterThan(3 / 1999);
  });

  it('refuses more exceedances than draws', () => {
    expectRefusal(() => monteCarloPValue(3, 2), 'There are 3 exceedances among 2 draws.', 'Give at most as many exceedances as draws.');
    expectRefusal(
      () => monteCarloPValue(-1, 2),
      'The number of exceedances must be a whole number of at least 0 and is -1.',
      'Give a larger whole number.',
    );
  });
});

describe('sequential test (Besag & Clifford 1991)', () => {
  const exceeding = (count: number) => new Float64Array(count).fill(2);
  const falling = (count: number) => new Float64Array(count).fill(0);

  it('stops at the draw of the 20th exceedance with p = 20 / draws', () => {
    let test = feedSequentialTest(startSequentialTest(), 1, falling(37));
    test = feedSequentialTest(test, 1, exceeding(19));
    expect(sequentialDecision(test)).toBe('continue');
    test = feedSequentialTest(test, 1, exceeding(500));
    expect(sequentialDecision(test)).toBe('stop');
    expect(test.draws).toBe(57);
    expect(sequentialPValue(test)).toBe(20 / 57);
  });

  // By hand from the definition: h / l where the h-th exceedance comes at draw l, else (g + 1) / n.
  it.each([
    [10, 10, 10, 1],
    [10, 25, 10, 0.4],
    [10, 99, 10, 10 / 99],
    [10, 99, 9, 0.1],
    [10, 99, 0, 0.01],
  ])('h = %d, %d draws, %d exceedances: p = %d', (limit, draws, exceedances, expected) => {
    const block = Float64Array.from({ length: draws }, (_, index) => (index >= draws - exceedances ? 2 : 0));
    const test = feedSequentialTest(startSequentialTest(limit, 99), 1, block);
    expect(sequentialDecision(test)).toBe('stop');
    expect(sequentialPValue(test)).toBeCloseTo(expected, 12);
  });

  it('ends after 1,999 draws with p = (1 + exceedances) / 2,000', () => {
    const test = feedSequentialTest(startSequentialTest(), 1, falling(5000));
    expect(test).toEqual({ limit: 20, maximum: 1999, draws: 1999, exceedances: 0, ties: 0 });
    expect(sequentialDecision(test)).toBe('stop');
    expect(sequentialPValue(test)).toBe(1 / 2000);
  });

  it('counts a tie as an exceedance', () => {
    const test = feedSequentialTest(startSequentialTest(), 1, [1, 0.5, 1, 3]);
    expect(test).toMatchObject({ draws: 4, exceedances: 3, ties: 2 });
  });

  it('gives the same result whatever the size of blocks, and after a journal kept it', () => {
    const generator = new Generator(8, 'sequential');
    const values = Float64Array.from({ length: 1999 }, () => generator.normal());
    const whole = feedSequentialTest(startSequentialTest(), 1.5, values);
    let parts: SequentialTest = startSequentialTest();
    for (let start = 0; start < values.length && sequentialDecision(parts) === 'continue'; start += 64) {
      parts = JSON.parse(JSON.stringify(feedSequentialTest(parts, 1.5, values.subarray(start, start + 64)))) as SequentialTest;
    }
    expect(parts).toEqual(whole);
  });

  it('is valid: under the null hypothesis p <= a happens in at most a share a of tests', () => {
    const trials = 4000;
    const pValues = Array.from({ length: trials }, (_, trial) => {
      const generator = new Generator(trial, 'validity');
      const observed = generator.normal();
      let test = startSequentialTest(5, 199);
      while (sequentialDecision(test) === 'continue') test = feedSequentialTest(test, observed, [generator.normal()]);
      return sequentialPValue(test);
    });
    for (const alpha of [0.01, 0.05, 0.2, 0.5]) {
      const share = pValues.filter((p) => p <= alpha).length / trials;
      expect(share).toBeLessThan(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / trials));
    }
  });

  it('refuses values that are not finite', () => {
    expectRefusal(
      () => feedSequentialTest(startSequentialTest(), 1, [0, NaN]),
      'The Monte-Carlo test got a value that is not a finite number.',
      'Check that the model answers every image with finite numbers.',
    );
    expectRefusal(
      () => startSequentialTest(0),
      'The limit of exceedances must be a whole number of at least 1 and is 0.',
      'Give a larger whole number.',
    );
  });
});
