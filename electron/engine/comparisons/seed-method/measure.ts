import { Generator } from '../../base/random/generator.js';
import { headOf } from '../../scoring/scorer.js';
import { memorisationScore, type MemorisationScore } from '../../scoring/formulas/memorisation-score.js';
import { SeedScoreAccumulator, type SeedScores } from '../../scoring/formulas/seed-scores.js';
import { sweep } from '../../scoring/sweep.js';
import type { Treatment } from '../../scoring/treatment.js';
import { standardDeviation } from '../../statistics/moments.js';
import { atItsPlace, type MeasureOptions } from '../subject.js';
import { drawNoise } from './noise.js';

/** Numbers that need every single host: the seed method, the sampling error, where hosts stand without the patch. */
export interface SeedMethodMeasurement {
  readonly hosts: number;
  readonly score: MemorisationScore;
  readonly scores: SeedScores;
  /** [hosts], clean log-odds of the class that the effect is about. */
  readonly cleanLogOdds: Float64Array;
  /** Standard error over hosts of the feature's shift less that of strings on the same hosts, in log-odds. */
  readonly samplingError: number;
}

/** Strings whose mean shift stands for "a comparable text" on each host. */
const pairedStrings = 8;

/**
 * The feature, noise in its box drawn anew for every host (docs/method.md, scores), and a few strings of
 * its template, host by host. `effectClass` is the label, or the attracted class where none is known.
 */
export async function measureSeedMethod(options: MeasureOptions & { readonly effectClass: number }): Promise<SeedMethodMeasurement> {
  const { subject, scorer, memory, signal, onImages, effectClass } = options;
  const head = headOf(scorer);
  const { feature } = subject;
  const hosts = Math.min(options.hostCount ?? subject.hosts.count, subject.hosts.count);
  const unique = atItsPlace(subject, feature.patch);
  const noise: Treatment = { ...unique, patch: (host) => drawNoise(feature.patch, new Generator(subject.seed, 'noise', host)) };
  const strings = Array.from({ length: Math.min(pairedStrings, feature.decoyCapacity) }, (_, index) =>
    atItsPlace(subject, feature.decoy(index, subject.seed)),
  );

  const values = await memory.values('host-wise', async () => {
    const accumulator = new SeedScoreAccumulator(head, hosts);
    const withFeature = new Float64Array(scorer.batchSize * head.classes);
    const cleanLogOdds = new Float64Array(hosts);
    const contrast = new Float64Array(hosts);
    let reported = 0;
    await sweep({
      scorer,
      hosts: subject.hosts,
      preprocessor: subject.preprocessor,
      stampAt: subject.stampAt,
      treatments: [unique, noise, ...strings],
      hostCount: hosts,
      signal,
      onProgress(done) {
        onImages?.(done - reported);
        reported = done;
      },
      onBlock({ treatment, firstHost, rows, clean, stamped }) {
        const length = rows * head.classes;
        if (treatment === 0) {
          withFeature.set(stamped.probability);
        } else if (treatment === 1) {
          accumulator.add(clean.probability.subarray(0, length), withFeature.subarray(0, length), stamped.probability.subarray(0, length));
          return;
        }
        const share = treatment === 0 ? 1 : -1 / strings.length;
        for (let row = 0; row < rows; row++) {
          const value = row * head.classes + effectClass;
          cleanLogOdds[firstHost + row] = clean.logOdds[value];
          contrast[firstHost + row] += share * (stamped.logOdds[value] - clean.logOdds[value]);
        }
      },
    });
    return pack(accumulator.finish(), cleanLogOdds, contrast);
  });
  const { scores, cleanLogOdds, contrast } = unpack(values, hosts);
  return {
    hosts,
    scores,
    cleanLogOdds,
    score: memorisationScore(scores.uniqueDivergences, scores.randomDivergences, { seed: subject.seed }),
    samplingError: standardDeviation(contrast) / Math.sqrt(hosts),
  };
}

const single = [
  'attractedClass',
  'attraction',
  'oneHotAgainstUnique',
  'oneHotAgainstRandom',
  'uniqueAgainstRandom',
  'jensenShannon',
  'cleanEntropy',
] as const;

function pack(scores: SeedScores, cleanLogOdds: Float64Array, contrast: Float64Array): Float64Array {
  return Float64Array.from([
    ...single.map((name) => scores[name]),
    ...scores.uniqueDivergences,
    ...scores.randomDivergences,
    ...cleanLogOdds,
    ...contrast,
  ]);
}

function unpack(values: Float64Array, hosts: number): { scores: SeedScores; cleanLogOdds: Float64Array; contrast: Float64Array } {
  const numbers = Object.fromEntries(single.map((name, index) => [name, values[index]])) as Record<(typeof single)[number], number>;
  const column = (index: number) => values.slice(single.length + index * hosts, single.length + (index + 1) * hosts);
  return {
    scores: { ...numbers, uniqueDivergences: column(0), randomDivergences: column(1) },
    cleanLogOdds: column(2),
    contrast: column(3),
  };
}
