import { performance } from 'node:perf_hooks';
import { HostStore } from '../../engine/scoring/host-store.js';
import { headOf, scorerOf } from '../../engine/scoring/scorer.js';
import { sweep } from '../../engine/scoring/sweep.js';
import { mean, standardDeviation } from '../../engine/statistics/moments.js';
import type { Pilot } from '../../engine/comparisons/plan.js';
import { atItsPlace } from '../../engine/comparisons/subject.js';
import type { AuditCase } from './case.js';
import { CoreShare } from './core-share.js';
import { subjectOf } from './subject.js';

/** Hosts and strings that a pilot scores: the first that fits into its share of the time, or the last. */
const sizes = [
  { hosts: 64, strings: 16 },
  { hosts: 64, strings: 8 },
  { hosts: 32, strings: 8 },
  { hosts: 32, strings: 4 },
  { hosts: 16, strings: 4 },
] as const;

/** The pilot's share of the time budget. */
const pilotShare = 0.1;

/** Images by which the speed is known well enough to choose a size. */
const firstHosts = 16;

export interface PilotOptions {
  /** Holds its hosts. */
  readonly path: string;
  /** Seconds of the whole audit. */
  readonly timeBudget: number;
  readonly signal: AbortSignal;
  readonly report: (done: number, total: number) => void;
}

/**
 * Scores the feature and a few strings on a few hosts: how fast the model is and how much answers vary.
 * The speed is that of a quiet machine, so that a plan does not hang on what else goes on.
 */
export async function runPilot(audited: AuditCase, { path, timeBudget, signal, report }: PilotOptions): Promise<Pilot> {
  const { classifier, preprocessor, feature, hosts, seed } = audited;
  const began = performance.now();
  const store = await HostStore.build({
    path,
    images: hosts.images,
    indices: hosts.indices.slice(0, sizes[0].hosts),
    preprocessor,
    signal,
  });
  const preparing = (performance.now() - began) / 1000;
  try {
    const subject = { ...subjectOf(audited), hosts: store };
    const marks = [feature.patch, ...Array.from({ length: sizes[0].strings }, (_, index) => index)].slice(0, 1 + feature.decoyCapacity);
    const treatments = marks.map((mark) => atItsPlace(subject, typeof mark === 'number' ? feature.decoy(mark, seed) : mark));
    const scorer = scorerOf([classifier]);
    const { classes } = headOf(scorer);
    const core = new CoreShare();
    const timed = async (count: number, hostCount: number, onProgress?: PilotOptions['report']) => {
      const began = performance.now();
      const of = treatments.slice(0, count);
      const table = await sweep({
        scorer,
        hosts: store,
        preprocessor,
        stampAt: subject.stampAt,
        treatments: of,
        hostCount,
        signal,
        onProgress,
      });
      const seconds = (performance.now() - began) / 1000;
      await core.probe();
      return { table, speed: ((of.length + 1) * Math.ceil(hostCount / scorer.batchSize) * scorer.batchSize) / seconds };
    };
    await core.probe();
    // The first batch pays for memory that later ones reuse; it is not timed.
    await timed(1, 1);
    const first = await timed(1, Math.min(firstHosts, store.count));
    const affordable = (pilotShare * timeBudget * first.speed) / core.share;
    const size = sizes.find((one) => (one.strings + 2) * one.hosts <= affordable) ?? sizes[sizes.length - 1];
    const hostCount = Math.min(size.hosts, store.count);
    const { table, speed } = await timed(1 + size.strings, hostCount, report);
    const responses = table.ofNetwork();
    // The plan follows from these and is published, so strings alone say them, as far as the template has any.
    const strings = responses.length > 1 ? responses.slice(1) : responses;
    const about = subject.label ?? largestMove(strings[0].logOdds, classes);
    const shifts = Float64Array.from(responses.slice(1), (response) => response.logOdds[about]);
    const variance = mean(strings.map((response) => response.logOddsVariance[about]));
    return {
      imagesPerSecond: speed / core.share,
      share: core.share,
      preparedPerSecond: store.count / preparing / core.share,
      hosts: hostCount,
      standardError: Math.sqrt(variance / hostCount),
      stringDeviation: shifts.length > 1 ? standardDeviation(shifts) : 0,
    };
  } finally {
    await store.close();
  }
}

function largestMove(shifts: Float64Array, classes: number): number {
  let best = 0;
  for (let index = 1; index < classes; index++) if (shifts[index] > shifts[best]) best = index;
  return best;
}
