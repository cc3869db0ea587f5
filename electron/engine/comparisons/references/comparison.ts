import { testFacts, type TestName } from '../../../../shared/domain/comparisons.js';
import { normalQuantile, studentTUpperQuantile } from '../../statistics/special-functions.js';
import { comparisonTest, type Comparison, type ComparisonTest, type Planning, type TestContext, type TestOutcome } from '../comparison.js';
import type { MeasuredLimit } from '../limit.js';
import type { PlannedAudit } from '../planned-audit.js';
import { measureReferences, patchesOf, type ReferencesMeasurement } from './measure.js';
import { planPlacements } from './plan.js';
import { compareWithReferences, controlPlacementsFor, fewestReferences, type PlacementShifts } from './statistic.js';

/** Power that the detectable effect is stated for. */
const power = 0.8;

function referencesTest(
  name: TestName,
  studiedWith: 'students' | 'anew',
  modelsOf: (planned: PlannedAudit) => number,
): ComparisonTest<ReferencesMeasurement> {
  const { claim } = testFacts[name];
  return comparisonTest<ReferencesMeasurement>(name, {
    unstudied: 'signals',
    studiedWith,
    comparesPlaces: true,
    isPlanned: (planned) => modelsOf(planned) >= fewestReferences && planned.plan.controlPlacements > 0,
    isIn: ({ placements }) => placements[claim] !== undefined,
    limit(measured, leastAgreement) {
      const shifts = measured?.placements[claim];
      return (shifts && shortageOf(shifts)) ?? (measured && disagreementOf(measured, leastAgreement));
    },
    evaluate({ placements }, context) {
      const shifts = placements[claim];
      if (shifts === undefined) throw new TypeError(`${name} was asked for what was not measured.`);
      return compare(shifts, context);
    },
  });
}

function shortageOf(shifts: PlacementShifts): MeasuredLimit | undefined {
  const given = shifts.references.length;
  if (given < fewestReferences) return { keepsFrom: 'running', reason: { code: 'too-few-models', given, needed: fewestReferences } };
  const places = shifts.model.length - 1;
  const { fewest } = controlPlacementsFor(shifts.model[0].length);
  if (places >= fewest) return undefined;
  return { keepsFrom: 'running', reason: { code: 'too-few-places', given: places, needed: fewest } };
}

function disagreementOf({ agreement, weakness }: ReferencesMeasurement, leastAgreement: number): MeasuredLimit | undefined {
  if (agreement >= leastAgreement) return undefined;
  return {
    keepsFrom: 'counting',
    reason: { code: 'agreement-too-low', agreement, needed: leastAgreement, ...(weakness && { cause: weakness }) },
  };
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

/** Distilled and brought models are measured at the same places and share one part of the plan. */
const planning: Planning = { share: { quick: 0.2, full: 0.2 }, counts: planPlacements };

function costOf(models: number, { subject, plan }: PlannedAudit): number {
  return models === 0 || plan.controlPlacements === 0 ? 0 : (patchesOf(subject, plan) + 1) * plan.referenceHosts;
}

/** Students distilled from the audited model on images without marks. */
export const students: Comparison<'students', ReferencesMeasurement | undefined> = {
  name: 'students',
  phase: 'compare',
  planning,
  cost: (planned) => costOf(planned.students, planned),
  networks: ({ students: models }) => 1 + models,
  measure: async (context) => context.students && measureReferences('students', context.students, context),
  tests: (['distilled-text', 'distilled-kind'] as const).map((name) => referencesTest(name, 'students', (planned) => planned.students)),
};

/** Models that the team brings. */
export const brought: Comparison<'brought', ReferencesMeasurement | undefined> = {
  name: 'brought',
  phase: 'references',
  planning,
  cost: (planned) => costOf(planned.brought, planned),
  networks: ({ brought: models }) => 1 + models,
  measure: async (context) => context.brought && measureReferences('references', context.brought, context),
  tests: (['brought-text', 'brought-kind'] as const).map((name) => referencesTest(name, 'anew', (planned) => planned.brought)),
};
