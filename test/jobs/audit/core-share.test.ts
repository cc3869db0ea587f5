import { expect, it } from 'vitest';
import { CoreShare } from '../../../electron/jobs/audit/core-share.js';

/** A process that gets `share` of a core: each look at the wall clock is a millisecond later. */
function shared(share: number) {
  let wall = 0;
  return new CoreShare({ wall: () => (wall += 0.001), computed: () => wall * share });
}

it.each([1, 0.5, 0.2])('is what a process computes of the time that passes: %f', async (share) => {
  const core = shared(share);
  for (let probe = 0; probe < 3; probe++) await core.probe();
  expect(core.share).toBeCloseTo(share, 1);
});

it('is whole before anything is known, never more, and never less than a tenth', async () => {
  expect(shared(0.5).share).toBe(1);
  for (const [given, found] of [
    [2, 1],
    [0.001, 0.1],
  ]) {
    const core = shared(given);
    await core.probe();
    expect(core.share).toBe(found);
  }
});

it('is measured of this very process', async () => {
  const core = new CoreShare();
  await core.probe();
  expect(core.share).toBeGreaterThanOrEqual(0.1);
  expect(core.share).toBeLessThanOrEqual(1);
});
