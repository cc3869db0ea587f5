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

/** What, apart from the tests, limits what a verdict may say (docs/method.md, the verdict). */
export function circumstancesOf(input: CircumstancesInput): Circumstances {
  const { measurements, alpha, labelKnown, controls, legibility, answers, standIns, limits } = input;
  const { effectClass } = measurements;
  const shifts = measurements.strings?.strings.map((response) => response.logOdds[effectClass]) ?? [];
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
    const own = measurements.feature.logOdds[effectClass];
    const isStill = (shift: number) => Math.abs(shift) < unmoved;
    const still = shifts.filter(isStill).length;
    const stillOrTied = shifts.filter((shift) => isStill(shift) || shift === own).length;
    if (2 * still >= shifts.length) {
      reasons.push({ code: 'answers-do-not-move', stamped: 'other-texts' });
    } else if (2 * stillOrTied >= shifts.length) {
      reasons.push({ code: 'references-tie' });
    }
    const deviation = standardDeviation(Float64Array.from(shifts));
    const { samplingError, hosts } = measurements.seedMethod;
    if (deviation > 0 && samplingError > deviation / 2) {
      reasons.push({ code: 'sampling-error', samplingError, deviation, hosts: hostsNeeded(hosts, samplingError, deviation) });
    }
  } else if (measurements.feature.logOdds.every((shift) => Math.abs(shift) < unmoved)) {
    reasons.push({ code: 'answers-do-not-move', stamped: 'mark' });
  }
  const forbidsText: Reason[] =
    legibility === undefined || legibility.legible ? [] : [{ code: 'feature-unresolvable', greyLevels: legibility.greyLevels }];
  return { alpha, labelKnown, forbidsText, forbidsNotDetected: [...reasons, ...standIns.forbidsNotDetected], limits };
}
