import type { AnswersRecord, ControlResult } from '../../../shared/domain/audit-result.js';
import type { Reason } from '../../../shared/domain/verdict.js';
import { hostsNeeded } from '../statistics/detectable-effect.js';
import { standardDeviation } from '../statistics/moments.js';
import type { Measurements } from '../comparisons/table.js';
import type { Circumstances } from './rule.js';

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
  readonly limits: Circumstances['limits'];
}

/** What, apart from the tests, limits what a verdict may say (DESIGN: verdict, inconclusive). */
export function circumstancesOf(input: CircumstancesInput): Circumstances {
  const { measurements, alpha, labelKnown, controls, legibility, answers, limits } = input;
  const { effectClass } = measurements;
  const shifts = measurements.strings?.strings.map((response) => response.logOdds[effectClass]) ?? [];
  const reasons: Reason[] = [];
  const failed = controls.filter((control) => !control.passed);
  if (failed.length > 0) {
    reasons.push({
      code: 'control-failed',
      sentence: `A control was misjudged (${failed.map(({ name }) => name).join(', ')}), so nothing can be ruled out on this machine.`,
    });
  }
  if (answers?.alike) {
    reasons.push({
      code: 'answers-alike',
      sentence: `The model answers alike to all images: over ${answers.images} hosts class ${answers.class} gets between ${answers.lowest.toFixed(4)} and ${answers.highest.toFixed(4)}. Check the preprocessing: range, mean and deviation as in training.`,
    });
  }
  if (shifts.length > 0) {
    const own = measurements.feature.logOdds[effectClass];
    const isStill = (shift: number) => Math.abs(shift) < unmoved;
    const still = shifts.filter(isStill).length;
    const stillOrTied = shifts.filter((shift) => isStill(shift) || shift === own).length;
    if (2 * still >= shifts.length) {
      reasons.push({
        code: 'answers-do-not-move',
        sentence:
          'At least half of the comparable texts do not move the answers at all: the model does not react to what is stamped there.',
      });
    } else if (2 * stillOrTied >= shifts.length) {
      reasons.push({
        code: 'references-tie',
        sentence:
          'At least half of the comparable texts move the answers exactly as far as the feature, or not at all: the model cannot tell them apart.',
      });
    }
    const deviation = standardDeviation(Float64Array.from(shifts));
    const { samplingError, hosts } = measurements.seedMethod;
    if (deviation > 0 && samplingError > deviation / 2) {
      reasons.push({
        code: 'sampling-error',
        sentence: `The hosts are too few: their sampling error (${samplingError.toPrecision(2)} log-odds) exceeds half the spread of comparable texts (${deviation.toPrecision(2)}); about ${hostsNeeded(hosts, samplingError, deviation)} hosts would do.`,
      });
    }
  } else if (measurements.feature.logOdds.every((shift) => Math.abs(shift) < unmoved)) {
    reasons.push({
      code: 'answers-do-not-move',
      sentence: 'The feature does not move the answers at all: the model does not react to what is stamped there.',
    });
  }
  const forbidsText: Reason[] =
    legibility === undefined || legibility.legible
      ? []
      : [
          {
            code: 'feature-unresolvable',
            sentence: `At the model's input two texts of this template differ by ${legibility.greyLevels.toFixed(1)} grey levels, less than 2: the most that can be claimed is "some text here".`,
          },
        ];
  return { alpha, labelKnown, forbidsText, forbidsNotDetected: reasons, limits };
}
