import { describe, expect, it } from 'vitest';
import { hostsNeeded, minimumDetectableEffect } from '../../../electron/engine/statistics/detectable-effect.js';
import { normalQuantile } from '../../../electron/engine/statistics/special-functions.js';
import { expectClose, expectRefusal } from './fixture.js';

describe('minimum detectable effect', () => {
  const hundred = Array.from({ length: 101 }, (_, index) => index);

  it('is the distance from the 20% quantile to the threshold', () => {
    expect(minimumDetectableEffect(hundred, 0.05)).toEqual({ effect: 75, threshold: 95, resolvable: true });
    expect(minimumDetectableEffect(hundred, 0.05, 5)).toEqual({ effect: 79, threshold: 99, resolvable: true });
  });

  it('says where references are too few for the threshold', () => {
    expect(minimumDetectableEffect(hundred, 0.05, 6).resolvable).toBe(false);
  });

  it('gives a one-sided test 80% power', () => {
    const references = Array.from({ length: 1999 }, (_, index) => normalQuantile((index + 0.5) / 1999));
    // 2.486 = z(.95) + z(.80), the textbook's sum.
    expectClose(minimumDetectableEffect(references, 0.05).effect, 2.486, 2e-3);
  });

  it('refuses rates that mean nothing', () => {
    expectRefusal(
      () => minimumDetectableEffect(hundred, 0),
      'The false-alarm rate must lie between 0 and 1 and is 0.',
      'Give a number greater than 0 and less than 1.',
    );
    expectRefusal(
      () => minimumDetectableEffect([1], 0.05),
      'The minimum detectable effect needs at least 2 values and got 1.',
      'Use more images or more references.',
    );
  });
});

describe('hosts needed', () => {
  it('grow with the square of the sampling error', () => {
    expect(hostsNeeded(1000, 0.5, 1)).toBe(1000);
    expect(hostsNeeded(1000, 1, 1)).toBe(4000);
    expect(hostsNeeded(300, 0.1, 0.7)).toBe(25);
  });

  it('keep the sampling error to the share of the spread that is asked for', () => {
    // SE falls with the root of n: .5 of 1 on 1,000 hosts is a quarter on 4,000, and a tenth on 25,000.
    expect([hostsNeeded(1000, 0.5, 1, 0.25), hostsNeeded(1000, 0.5, 1, 0.1)]).toEqual([4000, 25_000]);
  });

  it('cannot be stated where references are all alike', () => {
    expectRefusal(
      () => hostsNeeded(100, 0.1, 0),
      'The references do not differ from each other, so no number of host images can be stated.',
      'Use more references, or references of another kind.',
    );
  });
});
