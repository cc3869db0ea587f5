import { empiricalNullTest, fewestNullValues, standardisedShifts, type EmpiricalNullTest } from '../../statistics/empirical-null.js';
import { fewestPlaces, twoWayNull, twoWayNullTest } from '../../statistics/two-way-null.js';

/** Shapes: J placements (0 is the feature's own), C classes, k reference models (students). */

/** Directed shifts T in log-odds, [J][C] for the audited model and [k][J][C] for its references. */
export interface PlacementShifts {
  readonly model: readonly Float64Array[];
  readonly references: readonly (readonly Float64Array[])[];
}

export interface ReferencesOutcome {
  /** The statistic e of the label, or of the class with the largest one. */
  readonly statistic: number;
  readonly class: number;
  readonly p: number;
  readonly degreesOfFreedom: number;
  /** The rank among the null, beside the computed p. */
  readonly rankP: number;
  readonly nullCount: number;
  readonly nullMean: number;
  readonly nullDeviation: number;
  /** T of the model and mean T of the references at the feature's place, in log-odds. */
  readonly modelShift: number;
  readonly referenceShift: number;
  /** Log-odds that one unit of e stands for at this place and class. */
  readonly logOddsPerUnit: number;
}

/**
 * Below this many classes the null is taken from the label's own class at more control placements: how
 * a model leans to a class whatever the mark is one number a class, and a few such numbers, counted
 * again at every placement, are no measure of it (simulated, a lean of one deviation gave 15%, 11% and
 * 9% false alarms at 5% with 3, 4 and 5 classes; of two classes the other only mirrors the label).
 */
const manyClasses = 6;

/** Control placements where there is room; more cost time and hardly steady the medians. */
const manyPlacements = 7;

/** How many control placements give the null its values when there are `classes` classes, and the fewest that do. */
export function controlPlacementsFor(classes: number): { readonly wanted: number; readonly fewest: number } {
  if (classes < manyClasses) return { wanted: fewestNullValues, fewest: fewestNullValues };
  return { wanted: manyPlacements, fewest: Math.max(fewestPlaces, Math.ceil(fewestNullValues / classes)) };
}

/** Fewest reference models: with one alone nobody knows how far references differ. */
export const fewestReferences = 2;

/**
 * Compares the audited model with reference models (docs/method.md, distilled references): z is how far its
 * shift lies from theirs, in their deviations. With many classes the null is what is left of z at
 * control placements after place and class are taken off; with few it is the z of the label's own
 * class there. Label unknown: the class with the largest e, its p times the number of classes.
 * @throws EngineError `sample-invalid` with fewer than 2 references or too few null values
 */
export function compareWithReferences(shifts: PlacementShifts, label: number | undefined): ReferencesOutcome {
  const classes = shifts.model[0].length;
  const { z, scale } = standardisedShifts(flatten(shifts.model), shifts.references.map(flatten));
  const testOf = classes < manyClasses ? ownClassTest(z, classes, label) : twoWayTest(z, classes);
  const tests = Array.from({ length: classes }, (_, index) => testOf(index));
  const chosen = label ?? indexOfLargest(Float64Array.from(tests, ({ statistic }) => statistic));
  const test = tests[chosen];
  const modelShift = shifts.model[0][chosen];
  const referenceShift = shifts.references.reduce((sum, reference) => sum + reference[0][chosen], 0) / shifts.references.length;
  return {
    statistic: test.statistic,
    class: chosen,
    p: label === undefined ? Math.min(1, test.pValue * classes) : test.pValue,
    degreesOfFreedom: test.degreesOfFreedom,
    rankP: test.rankPValue,
    nullCount: test.nullCount,
    nullMean: test.nullMean,
    nullDeviation: test.nullDeviation,
    modelShift,
    referenceShift,
    logOddsPerUnit: scale[chosen] * Math.max(1, test.nullDeviation) * test.spread,
  };
}

/** A test of one class, and by what its statistic's unit exceeds the null's deviation. */
type ClassTest = (index: number) => EmpiricalNullTest & { readonly spread: number };

function twoWayTest(z: Float64Array, classes: number): ClassTest {
  const two = twoWayNull(z, classes);
  return (index) => ({ ...twoWayNullTest(two, index), spread: 1 });
}

/** The z of the label's own class at control placements; of all classes where no label is known. */
function ownClassTest(z: Float64Array, classes: number, label: number | undefined): ClassTest {
  const nullValues = z.filter((_, value) => value >= classes && (label === undefined || value % classes === label));
  return (index) => ({ ...empiricalNullTest(z[index], nullValues), spread: Math.sqrt(1 + 1 / nullValues.length) });
}

/** [J][C] to [J * C]. */
function flatten(rows: readonly Float64Array[]): Float64Array {
  const classes = rows[0].length;
  const flat = new Float64Array(rows.length * classes);
  rows.forEach((row, index) => flat.set(row, index * classes));
  return flat;
}

function indexOfLargest(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index] > values[best]) best = index;
  return best;
}
