import { mean, standardDeviation } from './moments.js';
import { requireCount, requireSample, type Sample } from './sample.js';
import { studentTUpper } from './student-distribution.js';
import { EngineError } from '../base/error.js';

/** Shapes: k students, V values (placements x classes), all arrays row by row. */

/** How far a model's statistics lie from its students', and what a unit of that is. */
export interface StandardisedShifts {
  /** [V] */
  readonly z: Float64Array;
  /** [V], the statistic's change that moves z by 1; 0 where nothing moves in any of the models. */
  readonly scale: Float64Array;
}

/**
 * Standardised difference between a model's statistics [V] and its students' [k, V]:
 * z_v = (T_v - mean_s T_sv) / sqrt((1 + 1/k) (s_v + s) / 2), s_v the students' variance at v and s
 * its mean over all values, which steadies the few degrees of freedom of each.
 * @throws EngineError `sample-invalid` with fewer than 2 students, or students that all give the same numbers and the model others
 */
export function standardisedShifts(model: Sample, students: readonly Sample[]): StandardisedShifts {
  requireCount(students.length, 2, 'number of students');
  requireSample(model, 1, 'standardised shift');
  for (const student of students) {
    requireSample(student, model.length, 'standardised shift');
    if (student.length !== model.length) {
      throw new EngineError('sample-invalid', { fault: 'students-not-scored-alike', student: student.length, model: model.length });
    }
  }
  const count = students.length;
  const centre = new Float64Array(model.length);
  const spread = new Float64Array(model.length);
  const column = new Float64Array(count);
  for (let value = 0; value < model.length; value++) {
    for (let student = 0; student < count; student++) column[student] = students[student][value];
    centre[value] = mean(column);
    spread[value] = standardDeviation(column) ** 2;
  }
  const meanSpread = mean(spread);
  if (!(meanSpread > 0)) {
    // Nothing moves in any of the models, as when they ignore their input.
    if (centre.every((expected, value) => model[value] === expected)) {
      return { z: new Float64Array(model.length), scale: new Float64Array(model.length) };
    }
    throw new EngineError('sample-invalid', { fault: 'students-all-alike' });
  }
  const scale = spread.map((own) => Math.sqrt(((1 + 1 / count) * (own + meanSpread)) / 2));
  return { z: centre.map((expected, value) => (model[value] - expected) / scale[value]), scale };
}

export interface EmpiricalNullTest {
  /** e: the target's z, centred and scaled by the null values. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** P(t_(n-1) > e), one-sided. */
  readonly pValue: number;
  /** (1 + #{null >= target}) / (n + 1). */
  readonly rankPValue: number;
  readonly nullMean: number;
  readonly nullDeviation: number;
  readonly nullCount: number;
}

/** Fewest null values on which a verdict may rest. */
export const fewestNullValues = 20;

/**
 * Is `target` larger than values of the same kind that carry no effect? With n null values of mean m
 * and deviation sd: e = (target - m) / (max(1, sd) sqrt(1 + 1/n)), t-distributed on n - 1 degrees of
 * freedom. A deviation below 1 is not believed: standardised values vary by 1 on their own.
 */
export function empiricalNullTest(target: number, nullValues: Sample, fewest = fewestNullValues): EmpiricalNullTest {
  requireSample([target], 1, 'empirical-null test');
  requireSample(nullValues, Math.max(2, fewest), 'empirical-null test');
  const count = nullValues.length;
  const nullMean = mean(nullValues);
  const nullDeviation = standardDeviation(nullValues);
  const statistic = (target - nullMean) / (Math.max(1, nullDeviation) * Math.sqrt(1 + 1 / count));
  let exceedances = 0;
  for (let index = 0; index < count; index++) if (nullValues[index] >= target) exceedances += 1;
  return {
    statistic,
    degreesOfFreedom: count - 1,
    pValue: studentTUpper(statistic, count - 1),
    rankPValue: (1 + exceedances) / (count + 1),
    nullMean,
    nullDeviation,
    nullCount: count,
  };
}
