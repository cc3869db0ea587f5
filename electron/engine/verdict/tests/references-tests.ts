import type { Claim, Reason, TestName } from '../../../../shared/domain/verdict.js';
import { normalQuantile, studentTUpperQuantile } from '../../statistics/special-functions.js';
import type { Measurements, ReferencesMeasurement } from '../measurements/measurements.js';
import { compareWithReferences, controlPlacementsFor, fewestReferences, type PlacementShifts } from './distilled-references.js';
import type { TestContext, TestOutcome, VerdictTest } from './test.js';

/** Power that the detectable effect is stated for. */
const power = 0.8;

function referencesTest(
  name: TestName,
  claim: Claim,
  needs: string,
  referencesOf: (measurements: Measurements) => ReferencesMeasurement | undefined,
): VerdictTest {
  const shiftsOf = (measurements: Measurements): PlacementShifts | undefined => referencesOf(measurements)?.placements[claim];
  return {
    name,
    claim,
    needs,
    evaluate(measurements, context) {
      const shifts = shiftsOf(measurements);
      return shifts && obstacleOf(shifts) === undefined ? compare(shifts, context) : undefined;
    },
    obstacle(measurements) {
      const shifts = shiftsOf(measurements);
      return shifts && obstacleOf(shifts);
    },
    weakness(measurements, leastAgreement) {
      const references = referencesOf(measurements);
      if (references === undefined || references.agreement >= leastAgreement) return undefined;
      return {
        code: 'agreement-too-low',
        sentence: `Description only: the references agree with the model on ${(references.agreement * 100).toFixed(1)}% of unseen images, less than the ${Math.round(leastAgreement * 100)}% that make them a standard.`,
      };
    },
  };
}

function obstacleOf(shifts: PlacementShifts): Reason | undefined {
  const references = shifts.references.length;
  if (references < fewestReferences) {
    return { code: 'too-few-references', sentence: `It takes at least ${fewestReferences} reference models and there is ${references}.` };
  }
  const places = shifts.model.length - 1;
  const { fewest } = controlPlacementsFor(shifts.model[0].length);
  if (places < fewest) {
    return {
      code: 'too-few-references',
      sentence: `There is too little room in the images for marks elsewhere to compare with: they have ${places} other places and it takes at least ${fewest}.`,
    };
  }
  return undefined;
}

function compare(shifts: PlacementShifts, { label, alpha, trials, toPoints }: TestContext): TestOutcome {
  const outcome = compareWithReferences(shifts, label);
  const families = label === undefined ? shifts.model[0].length : 1;
  const threshold = studentTUpperQuantile(alpha / (trials * families), outcome.degreesOfFreedom);
  const logOdds = (threshold + normalQuantile(power)) * outcome.logOddsPerUnit;
  return {
    statistic: outcome.statistic,
    unit: 'standardised',
    p: outcome.p,
    pInterval: [outcome.p, outcome.p],
    details: {
      class: outcome.class,
      modelShift: outcome.modelShift,
      referenceShift: outcome.referenceShift,
      references: shifts.references.length,
      nullCount: outcome.nullCount,
      nullMean: outcome.nullMean,
      nullDeviation: outcome.nullDeviation,
      rankP: outcome.rankP,
      logOddsPerUnit: outcome.logOddsPerUnit,
      degreesOfFreedom: outcome.degreesOfFreedom,
    },
    // Where nothing moves in any model, no effect can be stated.
    detectableEffect: logOdds > 0 ? { logOdds, probabilityPoints: toPoints(logOdds) } : undefined,
  };
}

const distilled = 'a full audit: unlabelled images without marks, on which references are distilled from the model';
const brought = 'two or more other models with the same input and classes, such as earlier versions';

export const distilledText = referencesTest(
  'distilled-text',
  'text',
  `${distilled}, and a text with a template`,
  ({ students }) => students,
);
export const distilledKind = referencesTest('distilled-kind', 'kind', distilled, ({ students }) => students);
export const broughtText = referencesTest('brought-text', 'text', `${brought}, and a text with a template`, (all) => all.brought);
export const broughtKind = referencesTest('brought-kind', 'kind', brought, (all) => all.brought);
