import type { Claim } from '../../../shared/domain/verdict.js';
import { adjust } from '../../../electron/engine/verdict/rule.js';
import type { CountingTest } from '../../../electron/engine/verdict/studied-power.js';
import { reachUnder } from '../../../electron/engine/comparisons/limit.js';
import { verdictTests } from '../../../electron/engine/comparisons/table.js';
import { agreementFloor, standingOf, startOf, type ValidityTable } from '../../../electron/engine/verdict/validity.js';
import type { AuditRow, StudyRow } from '../rows/study-row.js';
import { comparesWithStudents } from './student-tests.js';

const alpha = 0.05;

/** The tests of an audit that count on such networks by `validity`, however well its students agree. */
export function countingTests(validity: ValidityTable, { family }: StudyRow, { tests, initialKnown }: AuditRow): CountingTest[] {
  return verdictTests
    .filter(({ name }) => name in tests)
    .map(({ name }) => ({ name, start: startOf(name, initialKnown ? 'initial' : 'anew') }))
    .filter(({ name, start }) => reachUnder(standingOf(name, family, start, validity).limit) !== 'nothing');
}

/** Whether the students of a test, if it has some, agree with the model as they have to. */
export function agrees(validity: ValidityTable, { family, agreement }: StudyRow, { name, start }: CountingTest): boolean {
  return !comparesWithStudents.has(name) || agreement >= agreementFloor(name, family, start, validity);
}

/** Whether an audit says "signal" or "memorised" of a claim when `counting` count, corrected as a verdict is. A row keeps no interval of p, so that the two cannot be told apart. */
export function isFoundWith(counting: readonly CountingTest[], { tests }: AuditRow, claim: Claim, level = alpha): boolean {
  const ruled = verdictTests.flatMap((test) => {
    const p = tests[test.name]?.p;
    if (p === undefined || !counting.some(({ name }) => name === test.name)) return [];
    return [{ name: test.name, claim: test.claim, reach: 'memorised' as const, p, pInterval: [p, p] as const, stoppedEarly: false }];
  });
  return adjust(ruled, 1).some((test) => test.claim === claim && test.pAdjusted <= level);
}

/**
 * Whether an audit of a study finds a claim by the tests that count by `validity`; undefined where none
 * of the claim's that were run does. Where students agree too little, an audit is inconclusive, which
 * finds nothing.
 */
export function isFoundBy(validity: ValidityTable, row: StudyRow, audit: AuditRow, claim: Claim): boolean | undefined {
  const counting = countingTests(validity, row, audit);
  if (!counting.some((test) => supports(test, claim))) return undefined;
  return isFoundWith(
    counting.filter((test) => agrees(validity, row, test)),
    audit,
    claim,
  );
}

export function supports({ name }: CountingTest, claim: Claim): boolean {
  return verdictTests.some((test) => test.name === name && test.claim === claim);
}
