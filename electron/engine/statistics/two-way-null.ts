import { EngineError } from '../base/error.js';
import { fewestNullValues, type EmpiricalNullTest } from './empirical-null.js';
import { median } from './moments.js';
import { requireSample, type Sample } from './sample.js';
import { studentTUpper } from './student-distribution.js';

/** Shapes: J control places, C classes; z is [J + 1, C] row by row, place 0 the target's own. */

/** Fewest control places: the middle of two is no middle. */
export const fewestPlaces = 3;

/** Median absolute deviation times this estimates the standard deviation of normal values. */
const normalConsistency = 1.4826;

/** What the place and the class by themselves account for, taken off; and what is left where no effect is. */
export interface TwoWayNull {
  /** [C], of the target's own place. */
  readonly residuals: Float64Array;
  /** [J * C], of each control place against the others. */
  readonly nullResiduals: Float64Array;
  /** [C], what the class by itself accounts for. */
  readonly classCentres: Float64Array;
  /** 1.4826 times the median absolute null residual. */
  readonly deviation: number;
}

/**
 * Standardised shifts less the median over the classes of their place and less the median of their
 * class over the control places. A model may answer to any mark more than its students do, at one
 * place more than at another and toward one class more than another, without having memorised any;
 * medians (Tukey's median polish, one step) do not follow the few places where another mark was
 * memorised. A control place is centred by the others, so that its residuals vary as the target's do.
 * @throws EngineError `sample-invalid` with fewer than 3 control places or 20 null values
 */
export function twoWayNull(z: Sample, classes: number): TwoWayNull {
  requireSample(z, 1, 'two-way null');
  const places = z.length / classes;
  if (!Number.isInteger(places) || places - 1 < fewestPlaces || (places - 1) * classes < fewestNullValues) {
    throw new EngineError('sample-invalid', { fault: 'two-way-null-too-small', z: z.length, classes });
  }
  const rows = Array.from({ length: places }, (_, place) => centred(z, place * classes, classes));
  const controls = rows.slice(1);
  const classCentres = centresOf(controls, classes);
  const residuals = rows[0].map((value, index) => value - classCentres[index]);
  const nullResiduals = new Float64Array(controls.length * classes);
  controls.forEach((row, place) => {
    const others = centresOf(
      controls.filter((_, other) => other !== place),
      classes,
    );
    row.forEach((value, index) => (nullResiduals[place * classes + index] = value - others[index]));
  });
  return { residuals, nullResiduals, classCentres, deviation: normalConsistency * median(nullResiduals.map(Math.abs)) };
}

/**
 * Degrees of freedom of the test with C classes: residuals of one class depend on each other, so that
 * places add none, and so do those of one place, which share out one answer: two thirds of C - 1, as
 * the tails of clean models have them (docs/validity.md, how it was made).
 */
export function twoWayFreedom(classes: number): number {
  return Math.max(1, Math.floor((2 * (classes - 1)) / 3));
}

/**
 * Is the target's residual of class `index` larger than what is left where no effect is? e = residual
 * / max(1, deviation, spread), spread the root mean square of the other classes' residuals at the
 * target's own place: a model may differ from its students more at one place than at others. Neither
 * is believed below 1: standardised values vary by 1 on their own.
 */
export function twoWayNullTest(two: TwoWayNull, index: number): EmpiricalNullTest {
  const { residuals, nullResiduals, classCentres } = two;
  const target = residuals[index];
  const degreesOfFreedom = twoWayFreedom(residuals.length);
  const deviation = Math.max(two.deviation, spreadBeside(residuals, index));
  const statistic = target / Math.max(1, deviation);
  const exceedances = nullResiduals.filter((value) => value >= target).length;
  return {
    statistic,
    degreesOfFreedom,
    pValue: studentTUpper(statistic, degreesOfFreedom),
    rankPValue: (1 + exceedances) / (nullResiduals.length + 1),
    nullMean: classCentres[index],
    nullDeviation: deviation,
    nullCount: nullResiduals.length,
  };
}

/** Root mean square of all values but one. */
function spreadBeside(residuals: Float64Array, index: number): number {
  const sum = residuals.reduce((total, value, other) => (other === index ? total : total + value * value), 0);
  return Math.sqrt(sum / (residuals.length - 1));
}

/** The values of one place less their median. */
function centred(z: Sample, start: number, classes: number): Float64Array {
  const row = Float64Array.from({ length: classes }, (_, index) => z[start + index]);
  const middle = median(row);
  return row.map((value) => value - middle);
}

/** [C], the median of each class over places. */
function centresOf(rows: readonly Float64Array[], classes: number): Float64Array {
  return Float64Array.from({ length: classes }, (_, index) => median(Float64Array.from(rows, (row) => row[index])));
}
