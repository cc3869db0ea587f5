import { performance } from 'node:perf_hooks';
import { HostStore } from '../../engine/scoring/host-store.js';
import { headOf, scorerOf } from '../../engine/scoring/scorer.js';
import { sweep } from '../../engine/scoring/sweep.js';
import { standardDeviation } from '../../engine/statistics/moments.js';
import type { Pilot } from '../../engine/comparisons/plan.js';
import { atItsPlace, type Subject } from '../../engine/comparisons/subject.js';
import type { AuditCase } from './case.js';

const pilotHosts = 64;
const pilotStrings = 16;

/** Scores the feature and a few strings on a few hosts: how fast the model is and how much answers vary. */
export async function runPilot(
  audited: AuditCase,
  path: string,
  signal: AbortSignal,
  report: (done: number, total: number) => void,
): Promise<Pilot> {
  const { classifier, preprocessor, feature, hosts, spec, seed } = audited;
  const store = await HostStore.build({ path, images: hosts.images, indices: hosts.indices.slice(0, pilotHosts), preprocessor, signal });
  try {
    const { label } = spec;
    const subject: Subject = {
      feature,
      placement: spec.feature.placement,
      stampAt: spec.feature.stampAt,
      hosts: store,
      preprocessor,
      label,
      seed,
    };
    const strings = Math.min(pilotStrings, feature.decoyCapacity);
    const treatments = [feature.patch, ...Array.from({ length: strings }, (_, index) => feature.decoy(index, seed))].map((patch) =>
      atItsPlace(subject, patch),
    );
    const scorer = scorerOf([classifier]);
    const { classes } = headOf(scorer);
    // The first batch pays for memory that later ones reuse; it is not timed.
    await sweep({ scorer, hosts: store, preprocessor, stampAt: subject.stampAt, treatments: treatments.slice(0, 1), hostCount: 1, signal });
    const began = performance.now();
    const table = await sweep({ scorer, hosts: store, preprocessor, stampAt: subject.stampAt, treatments, signal, onProgress: report });
    const seconds = (performance.now() - began) / 1000;
    const responses = table.ofNetwork();
    const about = label ?? largestMove(responses[0].logOdds, classes);
    const shifts = Float64Array.from(responses.slice(1), (response) => response.logOdds[about]);
    return {
      imagesPerSecond: ((treatments.length + 1) * Math.ceil(store.count / scorer.batchSize) * scorer.batchSize) / seconds,
      hosts: store.count,
      standardError: Math.sqrt(responses[0].logOddsVariance[about] / store.count),
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
