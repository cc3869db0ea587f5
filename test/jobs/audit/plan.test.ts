import { describe, expect, it } from 'vitest';
import { planSchema, type PlanRequest } from '../../../electron/engine/comparisons/plan.js';
import { countsSettle, planAudit } from '../../../electron/jobs/audit/plan.js';

const request: PlanRequest = {
  level: 'quick',
  timeBudget: 300,
  settled: false,
  pilot: { imagesPerSecond: 20_000, share: 1, preparedPerSecond: 300, hosts: 64, standardError: 0.05, stringDeviation: 0.5 },
  classes: 10,
  batchSize: 128,
  availableHosts: 2000,
  decoyCapacity: 1e9,
  references: false,
  placementsThatFit: 60,
  distillationCount: 0,
};
const full: Partial<PlanRequest> = { level: 'full', timeBudget: 1800, references: true, distillationCount: 20_000 };
const plan = (change: Partial<PlanRequest> = {}) => planAudit({ ...request, ...change });
const last = (values: readonly number[]) => values[values.length - 1];
const atSpeed = (imagesPerSecond: number): Partial<PlanRequest> => ({ pilot: { ...request.pilot, imagesPerSecond } });

describe('a quick audit', () => {
  it('draws all strings where the time allows it', () => {
    expect(plan()).toEqual({
      hosts: 256,
      blocks: [99, 199, 499, 999, 1999],
      batchSize: 128,
      permutations: 99,
      controlPlacements: 0,
      contrastStrings: 0,
      referenceHosts: 0,
      distillationImages: 0,
    });
  });

  it.each([20_000, 5000, 1000, 500, 100])(
    'keeps to its budget at %d images a second, down to the fewest hosts and strings',
    (imagesPerSecond) => {
      const { hosts, blocks } = plan(atSpeed(imagesPerSecond));
      // The feature, noise, paired strings and permuted ink meet every host too.
      const seconds = ((last(blocks) + 32) * hosts) / imagesPerSecond;
      const atFloor = hosts === 64 && last(blocks) === 99;
      if (!atFloor) expect(seconds).toBeLessThanOrEqual(0.8 * 300);
      expect(hosts).toBeGreaterThanOrEqual(64);
    },
  );

  it('gives up strings before hosts', () => {
    const { hosts, blocks } = plan(atSpeed(400));
    expect(blocks).toEqual([99, 199]);
    expect(hosts).toBe(256);
    expect(plan(atSpeed(100))).toMatchObject({ blocks: [99], hosts: Math.floor((240 * 100) / 131) });
  });

  it('keeps the hosts that a verdict needs by the pilot, however short the time', () => {
    // n (SE / (.5 sd))^2 = 64 (.5 / .25)^2 = 256, and a quarter more.
    const wide = { ...request.pilot, standardError: 0.5, imagesPerSecond: 3 };
    expect(plan({ pilot: wide })).toMatchObject({ hosts: 320, blocks: [99], permutations: 19 });
    expect(plan({ pilot: wide, availableHosts: 100 }).hosts).toBe(100);
    expect(plan({ pilot: { ...wide, standardError: 0 } }).hosts).toBe(64);
  });

  it('takes as many hosts as the spread of strings asks for', () => {
    // n (2 x 2 SE / sd)^2 = 64 (4 x .2 / .5)^2 = 163.84: no fewer than 256; with SE .5: 1,024.
    expect(plan({ pilot: { ...request.pilot, standardError: 0.2 } }).hosts).toBe(256);
    expect(plan({ pilot: { ...request.pilot, standardError: 0.5 } }).hosts).toBe(1024);
    expect(plan({ pilot: { ...request.pilot, standardError: 50 } }).hosts).toBe(2000);
    expect(plan({ pilot: { ...request.pilot, standardError: 0, stringDeviation: 0 } }).hosts).toBe(2000);
  });
});

describe('counts that the spec gives', () => {
  it('go before the budget', () => {
    const slow = { ...atSpeed(1), timeBudget: 1 };
    expect(plan({ ...slow, hosts: 700, strings: 1234 })).toMatchObject({ hosts: 700, blocks: [99, 199, 499, 999, 1234] });
    expect(plan({ ...slow, strings: 1234 })).toMatchObject({ hosts: 64, blocks: [99, 199, 499, 999, 1234] });
    expect(plan({ ...slow, hosts: 700 })).toMatchObject({ hosts: 700, blocks: [99] });
    expect(plan({ strings: 9999 }).blocks).toEqual([99, 199, 499, 999, 1999, 9999]);
    expect(plan({ strings: 19 }).blocks).toEqual([19]);
  });

  it('settle the rest as well, on a slow machine as on a fast one, unless a time is given too', () => {
    expect(countsSettle({ hosts: 700, strings: 99 })).toBe(true);
    expect(countsSettle({ hosts: 700, strings: 99, timeBudget: 600 })).toBe(false);
    expect(countsSettle({ hosts: 700 })).toBe(false);
    const given = { ...full, hosts: 700, strings: 99 };
    const settled = { ...given, settled: true };
    expect(plan({ ...settled, ...atSpeed(10) })).toEqual(plan({ ...settled, ...atSpeed(10_000) }));
    expect(plan({ ...settled, ...atSpeed(10) })).toMatchObject({ permutations: 99, contrastStrings: 8, distillationImages: 20_000 });
    expect(plan({ ...given, ...atSpeed(10) })).toMatchObject({ hosts: 700, blocks: [99], permutations: 19, distillationImages: 3600 });
  });

  it('end where there are no more images or texts', () => {
    expect(plan({ hosts: 5000, availableHosts: 30 }).hosts).toBe(30);
    expect(plan({ ...atSpeed(1), availableHosts: 20 }).hosts).toBe(20);
    expect(plan({ strings: 1999, decoyCapacity: 26 }).blocks).toEqual([26]);
    expect(plan({ decoyCapacity: 0 }).blocks).toEqual([0]);
    expect(plan({ decoyCapacity: 99 }).blocks).toEqual([99]);
  });
});

describe('a full audit', () => {
  it('compares at enough places for the null, however few classes there are', () => {
    for (const classes of [2, 3, 4, 5, 10, 21, 1000]) {
      const { controlPlacements } = plan({ ...full, classes });
      expect(controlPlacements).toBe(classes < 6 ? 20 : 7);
    }
  });

  it('does without where the image has too little room', () => {
    const without = { controlPlacements: 0, contrastStrings: 0, referenceHosts: 0 };
    for (const placementsThatFit of [0, 1, 2]) expect(plan({ ...full, placementsThatFit })).toMatchObject(without);
    expect(plan({ ...full, classes: 2, placementsThatFit: 19 })).toMatchObject(without);
    expect(plan({ ...full, classes: 2, placementsThatFit: 20 })).toMatchObject({ controlPlacements: 20 });
    expect(plan({ ...full, classes: 1000, placementsThatFit: 2 })).toMatchObject(without);
    expect(plan({ ...full, classes: 1000, placementsThatFit: 3 })).toMatchObject({ controlPlacements: 3 });
    expect(plan({ ...full, classes: 6, placementsThatFit: 3 })).toMatchObject(without);
  });

  it('takes fewer contrast strings before fewer than 64 hosts', () => {
    const rich = plan(full);
    expect(rich).toMatchObject({ contrastStrings: 8, referenceHosts: rich.hosts, distillationImages: 20_000 });
    const poor = plan({ ...full, ...atSpeed(1) });
    expect(poor).toMatchObject({ contrastStrings: 4, referenceHosts: 64, distillationImages: 500 });
    expect(plan({ ...full, ...atSpeed(1), distillationCount: 125 }).distillationImages).toBe(125);
  });

  it('compares with brought models in a quick audit too, and distils nothing there', () => {
    expect(plan({ references: true })).toMatchObject({ controlPlacements: 7, contrastStrings: 8, distillationImages: 0 });
  });
});

it('is what its schema says, whatever the request', () => {
  for (const timeBudget of [0.001, 1, 60, 1e6]) {
    for (const decoyCapacity of [0, 1, 18, 5000]) {
      for (const classes of [2, 10, 1000]) {
        for (const placementsThatFit of [0, 5, 60]) {
          for (const availableHosts of [16, 100, 2000]) {
            const made = plan({ ...full, timeBudget, decoyCapacity, classes, placementsThatFit, availableHosts });
            expect(planSchema.parse(made)).toEqual(made);
            expect([...made.blocks]).toEqual([...made.blocks].sort((a, b) => a - b));
            expect(last(made.blocks)).toBeLessThanOrEqual(decoyCapacity);
            expect(made.referenceHosts).toBeLessThanOrEqual(made.hosts);
          }
        }
      }
    }
  }
});
