import type { Claim } from '../../../shared/domain/verdict.js';
import { adjust } from '../../../electron/engine/verdict/rule.js';
import { verdictTests } from '../../../electron/engine/verdict/tests/index.js';
import { agreementFloor, standingOf, startOf, type ValidityTable } from '../../../electron/engine/verdict/validity.js';
import type { AuditRow, StudyRow } from '../rows/study-row.js';
import { comparesWithStudents } from './validity.js';

const alpha = 0.05;

/**
 * Whether an audit of a study says "signal" or "memorised" of a claim when the tests count that
 * `validity` lets count, corrected as a verdict is; undefined where none of the claim's that were run
 * does on such networks. Where students agree too little, an audit is inconclusive, which finds nothing.
 * A row keeps no interval of p, so that the two verdicts cannot be told apart.
 */
export function isFoundBy(validity: ValidityTable, { family, agreement }: StudyRow, { tests, initialKnown }: AuditRow, claim: Claim): boolean | undefined {
  const counting = verdictTests.flatMap((test) => {
    const p = tests[test.name]?.p;
    const start = startOf(test.name, initialKnown ? 'initial' : 'anew');
    if (p === undefined || !standingOf(test.name, family, start, validity).counts) return [];
    const agrees = !comparesWithStudents.has(test.name) || agreement >= agreementFloor(test.name, family, start, validity);
    return [{ name: test.name, claim: test.claim, counts: agrees, atMostSignal: false, p, pInterval: [p, p] as const, stoppedEarly: false }];
  });
  if (!counting.some((test) => test.claim === claim)) return undefined;
  return adjust(counting, 1).some((test) => test.claim === claim && test.pAdjusted <= alpha);
}
