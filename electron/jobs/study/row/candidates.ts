import type { TestName } from '../../../../shared/domain/comparisons.js';
import { countingForAll } from '../../../engine/verdict/validity.js';

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

export const candidates = countingForAll({ anew: always, initial: withInitialWeights });
