import { Generator } from '../../base/random/generator.js';
import { headOf } from '../../scoring/scorer.js';
import { memorisationScore, type MemorisationScore } from '../../scoring/formulas/memorisation-score.js';
import { SeedScoreAccumulator, type SeedScores } from '../../scoring/formulas/seed-scores.js';
import { sweep } from '../../scoring/sweep.js';
import type { Treatment } from '../../scoring/treatment.js';
import { mean, standardDeviation } from '../../statistics/moments.js';
import { atItsPlace, type MeasureOptions } from '../subject.js';
import { drawNoise } from './noise.js';

/** Numbers that need every single host: the seed method, the sampling error, where hosts stand without the patch. */
export interface SeedMethodMeasurement {
  readonly hosts: number;
  readonly score: MemorisationScore;
  readonly scores: SeedScores;
  /** The record's class, or where none is known the one that the first hosts are given most: nothing in it hangs on the feature. */
  readonly steadyClass: number;
  /** [hosts], clean log-odds of the steady class. */
  readonly cleanLogOdds: Float64Array;
  /**
   * Standard error over hosts of a string's shift to the steady class less that of the other strings on the same hosts, in
   * log-odds; 0 of a template without strings. The feature has no part in it, as what follows from it is published.
   */
  readonly samplingError: number;
}

/** Strings whose shifts are kept host by host. */
const pairedStrings = 8;

/**
 * The feature, noise in its box drawn anew for every host (docs/method.md, scores), and a few strings of
 * its template, host by host.
 */
export async function measureSeedMethod(options: MeasureOptions): Promise<SeedMethodMeasurement> {
  const { subject, scorer, memory, signal, onImages } = options;
  const head = headOf(scorer);
  const { feature } = subject;
  const hosts = Math.min(options.hostCount ?? subject.hosts.count, subject.hosts.count);
  const unique = atItsPlace(subject, feature.patch);
  const noise: Treatment = { ...unique, patch: (host) => drawNoise(feature.patch, new Generator(subject.seed, 'noise', host)) };
  const strings = Array.from({ length: Math.min(pairedStrings, feature.decoyCapacity) }, (_, index) =>
    atItsPlace(subject, feature.decoy(index, subject.seed)),
  );

  const values = await memory.values('by-host', async () => {
    const accumulator = new SeedScoreAccumulator(head, hosts);
    const withFeature = new Float64Array(scorer.batchSize * head.classes);
    const cleanLogOdds = new Float64Array(hosts);
    const shifts = strings.map(() => new Float64Array(hosts));
    let steadyClass = subject.label;
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
        steadyClass ??= classGivenMost(clean.probability.subarray(0, length), head.classes);
        if (treatment === 0) {
          withFeature.set(stamped.probability);
        } else if (treatment === 1) {
          accumulator.add(clean.probability.subarray(0, length), withFeature.subarray(0, length), stamped.probability.subarray(0, length));
          return;
        }
        for (let row = 0; row < rows; row++) {
          const value = row * head.classes + steadyClass;
          cleanLogOdds[firstHost + row] = clean.logOdds[value];
          if (treatment > 1) shifts[treatment - 2][firstHost + row] = stamped.logOdds[value] - clean.logOdds[value];
        }
      },
    });
    return pack(accumulator.finish(), steadyClass ?? 0, cleanLogOdds, shifts);
  });
  const { scores, steadyClass, cleanLogOdds, shifts } = unpack(values, hosts);
  return {
    hosts,
    scores,
    steadyClass,
    cleanLogOdds,
    score: memorisationScore(scores.uniqueDivergences, scores.randomDivergences, { seed: subject.seed }),
    samplingError: samplingErrorOf(shifts, hosts),
  };
}

/** Root mean square over the strings of the standard error of each one's shift [hosts] less the others' mean. */
function samplingErrorOf(shifts: readonly Float64Array[], hosts: number): number {
  if (shifts.length === 0) return 0;
  const sums = Float64Array.from({ length: hosts }, (_, host) => shifts.reduce((sum, shift) => sum + shift[host], 0));
  const others = Math.max(1, shifts.length - 1);
  const variances = shifts.map((shift) => standardDeviation(shift.map((value, host) => value - (sums[host] - value) / others)) ** 2);
  return Math.sqrt(mean(variances) / hosts);
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

/** The class with the largest mean probability in a block [rows, classes]. */
function classGivenMost(probability: Float64Array, classes: number): number {
  const sums = new Float64Array(classes);
  probability.forEach((value, index) => (sums[index % classes] += value));
  return sums.indexOf(Math.max(...sums));
}

type Unpacked = Pick<SeedMethodMeasurement, 'scores' | 'steadyClass' | 'cleanLogOdds'> & { readonly shifts: readonly Float64Array[] };

function pack(scores: SeedScores, steadyClass: number, cleanLogOdds: Float64Array, shifts: readonly Float64Array[]): Float64Array {
  return Float64Array.from([
    steadyClass,
    ...single.map((name) => scores[name]),
    ...scores.uniqueDivergences,
    ...scores.randomDivergences,
    ...cleanLogOdds,
    ...shifts.flatMap((shift) => [...shift]),
  ]);
}

function unpack(values: Float64Array, hosts: number): Unpacked {
  const [steadyClass, ...rest] = values.subarray(0, 1 + single.length);
  const numbers = Object.fromEntries(single.map((name, index) => [name, rest[index]])) as Record<(typeof single)[number], number>;
  const first = 1 + single.length;
  const column = (index: number) => values.slice(first + index * hosts, first + (index + 1) * hosts);
  return {
    scores: { ...numbers, uniqueDivergences: column(0), randomDivergences: column(1) },
    steadyClass,
    cleanLogOdds: column(2),
    shifts: Array.from({ length: (values.length - first) / hosts - 3 }, (_, index) => column(3 + index)),
  };
}
