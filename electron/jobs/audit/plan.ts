import { hostsNeeded } from '../../engine/statistics/detectable-effect.js';
import { controlPlacementsFor } from '../../engine/verdict/tests/distilled-references.js';

/** What the pilot measured. */
export interface Pilot {
  /** Images that the audited model scores in a second, stamping and scoring together. */
  readonly imagesPerSecond: number;
  readonly hosts: number;
  /** Standard error over hosts of the feature's shift, and the strings' standard deviation (log-odds). */
  readonly standardError: number;
  readonly stringDeviation: number;
}

export interface Plan {
  readonly hosts: number;
  /** Sizes that the set of strings grows to, one block after another. */
  readonly blocks: readonly number[];
  readonly batchSize: number;
  /** Control placements beside the feature's own; 0 without references. */
  readonly controlPlacements: number;
  /** Strings whose mean shift is taken off in the distilled text test. */
  readonly contrastStrings: number;
  readonly referenceHosts: number;
  /** Images that students are distilled on. */
  readonly distillationImages: number;
}

/** Seconds that an audit takes at most unless the spec says otherwise. */
export const defaultTimeBudget = { quick: 300, full: 1800 };

/** Numbers of strings at which a sequential test looks; p can be as small as 1 / (last + 1). */
const stringBlocks = [99, 199, 499, 999, 1999];

const fewestHosts = 64;
const mostHosts = 2000;
const mostContrastStrings = 16;
const fewestContrastStrings = 4;

/** Shares of the time budget; what is left pays for pilot, probes, noise and controls. */
const shares = { quick: { strings: 0.8 }, full: { strings: 0.3, placements: 0.2, distil: 0.4 } };

/** The share of the references' spread that sampling error may reach: a quarter, so that half of it is never near. */
const targetErrorShare = 2;

export interface PlanRequest {
  readonly level: 'quick' | 'full';
  readonly timeBudget: number;
  readonly pilot: Pilot;
  readonly classes: number;
  readonly batchSize: number;
  readonly availableHosts: number;
  readonly decoyCapacity: number;
  /** Counts that the spec gives go before the budget. */
  readonly hosts?: number;
  readonly strings?: number;
  readonly placementsThatFit: number;
  readonly distillationCount: number;
}

/** Spends a time budget on hosts and strings: as many strings as fit on the hosts that their spread asks for. */
export function planAudit(request: PlanRequest): Plan {
  const { level, timeBudget, pilot } = request;
  const images = (share: number) => Math.max(1, timeBudget * share * pilot.imagesPerSecond);
  const strings = planStrings(request, images(shares[level].strings));
  const references = level === 'full' ? planPlacements(request, strings.hosts, images(shares.full.placements)) : noPlacements;
  return {
    ...strings,
    ...references,
    batchSize: request.batchSize,
    distillationImages: level === 'full' ? Math.min(request.distillationCount, Math.max(500, Math.floor(images(shares.full.distil) / 2))) : 0,
  };
}

const noPlacements = { controlPlacements: 0, contrastStrings: 0, referenceHosts: 0 };

function planStrings(request: PlanRequest, images: number): { hosts: number; blocks: number[] } {
  const { pilot, availableHosts, decoyCapacity } = request;
  const most = Math.min(request.strings ?? stringBlocks[stringBlocks.length - 1], decoyCapacity);
  const blocks = [...stringBlocks.filter((size) => size < most), most];
  const wanted = request.hosts ?? hostsFor(pilot);
  let hosts = Math.min(availableHosts, wanted);
  if (request.strings === undefined) {
    while (blocks.length > 1 && blocks[blocks.length - 1] * hosts > images) blocks.pop();
  }
  if (request.hosts === undefined && blocks[blocks.length - 1] * hosts > images) {
    hosts = Math.min(availableHosts, Math.max(fewestHosts, Math.floor(images / blocks[blocks.length - 1])));
  }
  return { hosts, blocks };
}

function hostsFor({ hosts, standardError, stringDeviation }: Pilot): number {
  if (!(stringDeviation > 0)) return mostHosts;
  const needed = hostsNeeded(hosts, standardError * targetErrorShare, stringDeviation);
  return Math.min(mostHosts, Math.max(256, needed));
}

function planPlacements(request: PlanRequest, hosts: number, images: number): Pick<Plan, 'controlPlacements' | 'contrastStrings' | 'referenceHosts'> {
  const controlPlacements = Math.min(controlPlacementsFor(request.classes), request.placementsThatFit);
  const patches = (contrastStrings: number) => (1 + contrastStrings) * (1 + controlPlacements);
  let contrastStrings = mostContrastStrings;
  while (contrastStrings > fewestContrastStrings && patches(contrastStrings) * fewestHosts > images) contrastStrings /= 2;
  const affordable = Math.max(fewestHosts, Math.floor(images / patches(contrastStrings)));
  return { controlPlacements, contrastStrings, referenceHosts: Math.min(hosts, affordable) };
}
