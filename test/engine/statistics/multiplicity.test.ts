import { describe, expect, it } from 'vitest';
import { holm } from '../../../electron/engine/statistics/multiplicity.js';
import { expectAllClose, expectRefusal, readFixture } from './fixture.js';

const { cases } = readFixture('multiplicity') as { cases: { p: number[]; holm: number[] }[] };

describe("Holm's correction", () => {
  it.each(cases)('of $p, against statsmodels', ({ p, holm: expected }) => expectAllClose(holm(p), expected, 1e-14));

  it('is multiplied by the number of trials, at most 1', () => {
    expectAllClose(holm([0.01, 0.04, 0.03], 5), [0.15, 0.3, 0.3], 1e-14);
    expectAllClose(holm([0.01, 0.4], 50), [1, 1]);
    expect(holm([])).toEqual([]);
  });

  it('refuses numbers that are no p-values', () => {
    expectRefusal(() => holm([0.1, NaN]), 'A p-value lies from 0 to 1, not NaN.', 'Leave out tests that gave no p-value.');
    expectRefusal(() => holm([0.1], 0), 'The number of trials must be a whole number of at least 1 and is 0.', 'Give a larger whole number.');
  });
});
