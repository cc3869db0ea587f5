import { z } from 'zod';

/** What the pilot measured. */
export const pilotSchema = z.strictObject({
  /** Images that the audited model scores in a second, stamping and scoring together, where nothing else computes on the machine. */
  imagesPerSecond: z.number().positive(),
  /** The share of that which it had while other work went on beside it. Plans of version 1.0 and before do not say it. */
  share: z.number().positive().max(1).default(1),
  /** Images that are read, decoded and scaled in a second, on such a machine. */
  preparedPerSecond: z.number().positive().default(300),
  hosts: z.int().min(1),
  /** Standard error over hosts of a string's shift, and the strings' standard deviation (log-odds). */
  standardError: z.number().min(0),
  stringDeviation: z.number().min(0),
});
export type Pilot = Readonly<z.infer<typeof pilotSchema>>;

const count = z.int().min(0);

/** How much an audit measures. */
export const planSchema = z.strictObject({
  hosts: count,
  /** Sizes that the set of strings grows to, one block after another. */
  blocks: z.array(count),
  batchSize: count,
  /** Shuffles of the feature's own pixels: they describe and enter no verdict, so a tight plan takes few. */
  permutations: count,
  /** Control placements beside the feature's own; 0 where no references are compared. */
  controlPlacements: count,
  /** Strings whose mean shift is taken off in the distilled text test. */
  contrastStrings: count,
  referenceHosts: count,
  /** Images that students are distilled on. */
  distillationImages: count,
});
export type Plan = Readonly<z.infer<typeof planSchema>>;

/** What a plan has to go by. */
export interface PlanRequest {
  readonly level: 'quick' | 'full';
  /** Seconds. */
  readonly timeBudget: number;
  /** Whether counts that the spec gives settle the rest too, whatever the speed. */
  readonly settled: boolean;
  readonly pilot: Pilot;
  readonly classes: number;
  readonly batchSize: number;
  readonly availableHosts: number;
  readonly decoyCapacity: number;
  /** Counts that the spec gives go before the budget. */
  readonly hosts?: number;
  readonly strings?: number;
  /** Whether there are reference models to compare with, distilled or brought. */
  readonly references: boolean;
  readonly placementsThatFit: number;
  readonly distillationCount: number;
}

/** Hosts with fewer than which no plan does. */
export const fewestHosts = 64;
