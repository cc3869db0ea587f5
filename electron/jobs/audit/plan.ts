import { z } from 'zod';
import type { Method } from '../../../shared/domain/audit-spec.js';
import { hostsNeeded } from '../../engine/statistics/detectable-effect.js';
import { controlPlacementsFor } from '../../engine/verdict/tests/distilled-references.js';

/** What the pilot measured. */
export const pilotSchema = z.strictObject({
  /** Images that the audited model scores in a second, stamping and scoring together. */
  imagesPerSecond: z.number().positive(),
  hosts: z.int().min(1),
  /** Standard error over hosts of the feature's shift, and the strings' standard deviation (log-odds). */
  standardError: z.number().min(0),
  stringDeviation: z.number().min(0),
});
export type Pilot = Readonly<z.infer<typeof pilotSchema>>;

const count = z.int().min(0);

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

/** Seconds that an audit takes at most unless the spec says otherwise. */
export const defaultTimeBudget = { quick: 300, full: 1800 };

/** Numbers of strings at which a sequential test looks; p can be as small as 1 / (last + 1). */
const stringBlocks = [99, 199, 499, 999, 1999];

const fewestHosts = 64;
const mostHosts = 2000;
const mostContrastStrings = 8;
const fewestContrastStrings = 4;

/** Marks that meet every host beside the strings: the feature, noise, paired strings and permuted ink. */
const marksBesideStrings = 110;

/** Shares of the time budget; what is left pays for pilot, probes and controls. */
const shares = { quick: { strings: 0.8 }, full: { strings: 0.3, placements: 0.2, distil: 0.4 } };

/** Share of the time budget that training students may take. */
export const studentsShare = 0.4;

const mostPermutations = 99;
const fewestPermutations = 19;
const permutationsShare = 0.05;

/** The share of the references' spread that sampling error may reach: a quarter, so that half of it is never near. */
const targetErrorShare = 2;

export interface PlanRequest {
  readonly level: 'quick' | 'full';
  readonly timeBudget: number;
  /** Whether counts that the spec gives settle the rest too, whatever the speed (`countsSettle`). */
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

/**
 * Whether a plan follows from the counts in the spec and not from the speed of the machine, so that
 * equal specs give equal results: both counts are given, and no time that the rest should keep to.
 */
export function countsSettle({ hosts, strings, timeBudget }: Pick<Method, 'hosts' | 'strings' | 'timeBudget'>): boolean {
  return hosts !== undefined && strings !== undefined && timeBudget === undefined;
}

/** Spends a time budget on hosts and strings: as many strings as fit on the hosts that their spread asks for. */
export function planAudit(request: PlanRequest): Plan {
  const { level, timeBudget, pilot, settled } = request;
  const images = (share: number) => (settled ? Infinity : Math.max(1, timeBudget * share * pilot.imagesPerSecond));
  const strings = planStrings(request, images(shares[level].strings));
  const references = request.references ? planPlacements(request, strings.hosts, images(shares.full.placements)) : noPlacements;
  return {
    ...strings,
    ...references,
    batchSize: request.batchSize,
    permutations: strings.hosts * mostPermutations <= images(permutationsShare) ? mostPermutations : fewestPermutations,
    distillationImages:
      level === 'full' ? Math.min(request.distillationCount, Math.max(500, Math.floor(images(shares.full.distil) / 2))) : 0,
  };
}

const noPlacements = { controlPlacements: 0, contrastStrings: 0, referenceHosts: 0 };

function planStrings(request: PlanRequest, images: number): { hosts: number; blocks: number[] } {
  const { pilot, availableHosts, decoyCapacity } = request;
  const most = Math.min(request.strings ?? stringBlocks[stringBlocks.length - 1], decoyCapacity);
  const blocks = [...stringBlocks.filter((size) => size < most), most];
  const wanted = request.hosts ?? hostsFor(pilot);
  const marks = () => blocks[blocks.length - 1] + marksBesideStrings;
  let hosts = Math.min(availableHosts, wanted);
  if (request.strings === undefined) {
    while (blocks.length > 1 && marks() * hosts > images) blocks.pop();
  }
  if (request.hosts === undefined && marks() * hosts > images) {
    hosts = Math.min(availableHosts, Math.max(fewestHosts, Math.floor(images / marks())));
  }
  return { hosts, blocks };
}

function hostsFor({ hosts, standardError, stringDeviation }: Pilot): number {
  if (!(stringDeviation > 0)) return mostHosts;
  const needed = hostsNeeded(hosts, standardError * targetErrorShare, stringDeviation);
  return Math.min(mostHosts, Math.max(256, needed));
}

function planPlacements(
  request: PlanRequest,
  hosts: number,
  images: number,
): Pick<Plan, 'controlPlacements' | 'contrastStrings' | 'referenceHosts'> {
  const { wanted, fewest } = controlPlacementsFor(request.classes);
  // Fewer places than the null needs are no comparison: the audit goes without, and says so.
  if (request.placementsThatFit < fewest) return noPlacements;
  const controlPlacements = Math.min(wanted, request.placementsThatFit);
  const patches = (contrastStrings: number) => (1 + contrastStrings) * (1 + controlPlacements);
  let contrastStrings = mostContrastStrings;
  while (contrastStrings > fewestContrastStrings && patches(contrastStrings) * fewestHosts > images) contrastStrings /= 2;
  const affordable = Math.max(fewestHosts, Math.floor(images / patches(contrastStrings)));
  return { controlPlacements, contrastStrings, referenceHosts: Math.min(hosts, affordable) };
}
