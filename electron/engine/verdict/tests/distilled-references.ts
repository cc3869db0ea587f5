import { empiricalNullTest, fewestNullValues, standardisedShifts } from '../../statistics/empirical-null.js';

/** Shapes: J placements (0 is the feature's own), C classes, k reference models (students). */

/** Directed shifts T in log-odds, [J][C] for the audited model and [k][J][C] for its references. */
export interface PlacementShifts {
  readonly model: readonly Float64Array[];
  readonly references: readonly (readonly Float64Array[])[];
}

export interface ReferencesOutcome {
  /** The empirical-null statistic e of the label, or of the class with the largest one. */
  readonly statistic: number;
  readonly class: number;
  readonly p: number;
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

/** How many control placements give the null its values when there are `classes` classes. */
export function controlPlacementsFor(classes: number): number {
  return classes < manyClasses ? fewestNullValues : Math.max(3, Math.ceil(fewestNullValues / (classes - 1)));
}

/** Fewest reference models: with one alone nobody knows how far references differ. */
export const fewestReferences = 2;

/** Whether the z of this class at a control placement belongs to the null. */
function isNull(index: number, classes: number, label: number | undefined): boolean {
  if (label === undefined) return true;
  return classes < manyClasses ? index === label : index !== label;
}

/** How many null values control placements and classes give. */
export function nullCountOf({ model }: PlacementShifts, label: number | undefined): number {
  const classes = model[0].length;
  const each = Array.from({ length: classes }, (_, index) => index).filter((index) => isNull(index, classes, label)).length;
  return (model.length - 1) * each;
}

/**
 * Compares the audited model with reference models (DESIGN: distilled references): z over control
 * placements and classes other than the label (the label's own, where classes are few) is the null of
 * the z at the feature's place and label.
 * Label unknown: the class with the largest e, its p times the number of classes.
 * @throws EngineError `sample-invalid` with fewer than 2 references or too few null values
 */
export function compareWithReferences(shifts: PlacementShifts, label: number | undefined): ReferencesOutcome {
  const classes = shifts.model[0].length;
  const z = standardisedShifts(flatten(shifts.model), shifts.references.map(flatten));
  const nullValues: number[] = [];
  for (let value = classes; value < z.length; value++) if (isNull(value % classes, classes, label)) nullValues.push(z[value]);
  const chosen = label ?? indexOfLargest(z.subarray(0, classes));
  const test = empiricalNullTest(z[chosen], nullValues);
  const modelShift = shifts.model[0][chosen];
  const referenceShift = shifts.references.reduce((sum, reference) => sum + reference[0][chosen], 0) / shifts.references.length;
  const spread = Math.max(1, test.nullDeviation) * Math.sqrt(1 + 1 / test.nullCount);
  return {
    statistic: test.statistic,
    class: chosen,
    p: label === undefined ? Math.min(1, test.pValue * classes) : test.pValue,
    rankP: test.rankPValue,
    nullCount: test.nullCount,
    nullMean: test.nullMean,
    nullDeviation: test.nullDeviation,
    modelShift,
    referenceShift,
    logOddsPerUnit: z[chosen] === 0 ? 0 : ((modelShift - referenceShift) / z[chosen]) * spread,
  };
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
