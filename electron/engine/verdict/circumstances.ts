import type { AnswersRecord, ControlResult } from '../../../shared/domain/audit-result.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import { hostsNeeded } from '../statistics/detectable-effect.js';
import { standardDeviation } from '../statistics/moments.js';
import type { Measurements } from '../comparisons/table.js';
import type { Circumstances } from './rule.js';
import type { StandInSupport } from './stand-ins.js';

/** Log-odds below which an answer counts as not moved. */
const unmoved = 1e-6;

export interface CircumstancesInput {
  readonly measurements: Measurements;
  readonly alpha: number;
  readonly labelKnown: boolean;
  readonly controls: readonly ControlResult[];
  /** Grey levels by which two texts differ at model input, and whether that is enough to tell them apart. */
  readonly legibility: { readonly greyLevels: number; readonly legible: boolean } | undefined;
  /** How the model answered hosts without marks; left out where nobody looked. */
  readonly answers?: Pick<AnswersRecord, 'alike' | 'images' | 'class' | 'lowest' | 'highest'>;
  readonly standIns: StandInSupport;
  readonly limits: Circumstances['limits'];
}

/**
 * What, apart from the tests, limits what a verdict may say (docs/method.md, the verdict). These reasons are published, so
 * all of them are of other texts, of noise, of hosts and of controls: none may hang on how this very text moves an answer.
 */
export function circumstancesOf(input: CircumstancesInput): Circumstances {
  const { measurements, alpha, labelKnown, controls, legibility, answers, standIns, limits } = input;
  const { steadyClass, samplingError, hosts, score } = measurements.seedMethod;
  const shifts = measurements.strings?.strings.map((response) => response.logOdds[steadyClass]) ?? [];
  const reasons: Reason[] = [];
  const failed = controls.filter((control) => !control.passed);
  if (failed.length > 0) {
    reasons.push({ code: 'control-failed', controls: failed.map(({ name }) => name) });
  }
  if (answers?.alike) {
    const { images, class: theClass, lowest, highest } = answers;
    reasons.push({ code: 'answers-alike', images, class: theClass, lowest, highest });
  }
  if (shifts.length > 0) {
    const moved = shifts.filter((shift) => Math.abs(shift) >= unmoved);
    const still = shifts.length - moved.length;
    if (2 * still >= shifts.length) {
      reasons.push({ code: 'answers-do-not-move', stamped: 'other-texts' });
    } else if (2 * (still + largestGroup(moved)) >= shifts.length) {
      reasons.push({ code: 'references-tie' });
    }
    const deviation = standardDeviation(Float64Array.from(shifts));
    if (deviation > 0 && samplingError > deviation / 2) {
      reasons.push({ code: 'sampling-error', samplingError, deviation, hosts: hostsNeeded(hosts, samplingError, deviation) });
    }
  } else if (score.randomDivergence < unmoved) {
    reasons.push({ code: 'answers-do-not-move', stamped: 'noise' });
  }
  const forbidsText: Reason[] =
    legibility === undefined || legibility.legible ? [] : [{ code: 'feature-unresolvable', greyLevels: legibility.greyLevels }];
  return { alpha, labelKnown, forbidsText, forbidsNotDetected: [...reasons, ...standIns.forbidsNotDetected], limits };
}

/** How many of the values are the same as each other, in the largest group of such. */
function largestGroup(values: readonly number[]): number {
  const groups = new Map<number, number>();
  for (const value of values) groups.set(value, (groups.get(value) ?? 0) + 1);
  return Math.max(0, ...groups.values());
}
