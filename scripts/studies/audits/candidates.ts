import { architectureFamilies, type ArchitectureFamily, type TestName } from '../../../shared/domain/verdict.js';
import type { ValidityEntry, ValidityTable } from '../../../electron/engine/verdict/validity.js';

/**
 * The tests whose error rates the studies measure for the verdict, as if all of them counted: what a
 * study says of verdicts must not depend on what earlier rows said of tests, nor on how well students
 * agree: which agreement is enough follows from the study.
 */
const always: readonly TestName[] = ['same-template-strings', 'distilled-text', 'distilled-kind'];
const withInitialWeights: readonly TestName[] = [...always, 'initial-weights'];

/** Whether a test that an audit ran counts for a study's verdicts. */
export function isCandidate(test: TestName): boolean {
  return withInitialWeights.includes(test);
}

const counted: ValidityEntry = { falseAlarms: 'within', at05: 0.05, at01: 0.01, upper05: 0.05, upper01: 0.01, models: 0, audits: 0, agreement: 0 };

export const candidates: ValidityTable = { anew: tableOf(always), initial: tableOf(withInitialWeights) };

function tableOf(tests: readonly TestName[]): ValidityTable['anew'] {
  const entries = Object.fromEntries(tests.map((test) => [test, counted]));
  return Object.fromEntries(architectureFamilies.map((family) => [family, entries])) as Record<ArchitectureFamily, typeof entries>;
}
