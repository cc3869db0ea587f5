import { describe, expect, it } from 'vitest';
import { clopperPearson, clopperPearsonLower, clopperPearsonUpper } from '../../../electron/engine/statistics/binomial.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from './fixture.js';

interface Case {
  successes: number;
  trials: number;
  level: number;
  exact: [number, number];
}
const { cases } = readFixture('binomial') as { cases: Case[] };

describe('binomial intervals against SciPy', () => {
  it.each(cases)('$successes of $trials at level $level', ({ successes, trials, level, ...expected }) => {
    const exact = clopperPearson(successes, trials, level);
    expectAllClose([exact.low, exact.high], expected.exact, 1e-9);
  });
});

describe('one-sided bounds', () => {
  it('are the ends of a two-sided interval at twice the tail', () => {
    const interval = clopperPearson(7, 50, 0.9);
    expectClose(clopperPearsonLower(7, 50, 0.95), interval.low, 1e-12);
    expectClose(clopperPearsonUpper(7, 50, 0.95), interval.high, 1e-12);
  });

  it('follow the rule of three where nothing was seen', () => {
    expectClose(clopperPearsonUpper(0, 100, 0.95), 1 - 0.05 ** (1 / 100), 1e-12);
    expect(clopperPearsonLower(0, 100)).toBe(0);
    expect(clopperPearsonUpper(100, 100)).toBe(1);
  });

  it('refuses counts that make no proportion', () => {
    expectRefusal(() => clopperPearson(3, 2), 'There are 3 successes among 2 trials.', 'Give at most as many successes as trials.');
    expectRefusal(
      () => clopperPearson(0, 0),
      'The number of trials must be a whole number of at least 1 and is 0.',
      'Give a larger whole number.',
    );
    expectRefusal(
      () => clopperPearson(1, 2, 0),
      'The confidence level must lie between 0 and 1 and is 0.',
      'Give a number greater than 0 and less than 1.',
    );
  });
});
