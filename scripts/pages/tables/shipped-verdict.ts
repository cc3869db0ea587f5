import type { Judged } from '../../../shared/domain/verdict.js';
import { reachUnder } from '../../../electron/engine/comparisons/limit.js';
import { testOf, verdictTests } from '../../../electron/engine/comparisons/table.js';
import { judge, type RuledTest } from '../../../electron/engine/verdict/rule.js';
import type { CountingTest } from '../../../electron/engine/verdict/studied-power.js';
import { agreementFloor, standingOf, startOf, type ValidityTable } from '../../../electron/engine/verdict/validity.js';
import { candidates } from '../../../electron/jobs/study/row/candidates.js';
import type { AuditRow, StudyRow } from '../../../shared/domain/study-row.js';
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

/** The tests of an audit that count, as the rule of the verdict takes them. A row keeps no interval of p, so that it is taken for exact. */
export function ruledTests(counting: readonly CountingTest[], { tests }: AuditRow): RuledTest[] {
  return verdictTests.flatMap(({ name, claim }) => {
    const p = tests[name]?.p;
    if (p === undefined || !counting.some((test) => test.name === name)) return [];
    return [{ name, claim, reach: 'memorised', p, pInterval: [p, p], stoppedEarly: false }];
  });
}

/** Whether an audit finds the mark as a whole, or a claim, at `level` when `counting` count, by the rule that verdicts follow. */
export function isFoundWith(counting: readonly CountingTest[], audit: AuditRow, subject: Judged, level = alpha): boolean {
  const adjusted = judge(ruledTests(counting, audit), 1).adjusted[subject];
  return adjusted !== undefined && adjusted.p <= level;
}

/**
 * Whether an audit of a study finds the mark as a whole, or a claim, by the tests that count by
 * `validity`; undefined where none that were run does. Where students agree too little, an audit is
 * inconclusive, which finds nothing.
 */
export function isFoundBy(validity: ValidityTable, row: StudyRow, audit: AuditRow, subject: Judged, level = alpha): boolean | undefined {
  const counting = countingTests(validity, row, audit);
  if (!counting.some((test) => supports(test, subject))) return undefined;
  return isFoundWith(
    counting.filter((test) => agrees(validity, row, test)),
    audit,
    subject,
    level,
  );
}

/** The same when all candidates count, however well students agree: what rows say of the verdict does not hang on what they come to. */
export function isFoundByCandidates(row: StudyRow, audit: AuditRow, subject: Judged, level = alpha): boolean {
  return isFoundBy(candidates, row, audit, subject, level) ?? false;
}

export function supports({ name }: CountingTest, subject: Judged): boolean {
  return subject === 'whole' || testOf(name).claim === subject;
}
