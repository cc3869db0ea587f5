import { testNames, type TestName } from '../../../shared/domain/comparisons.js';
import { judged, memorisedLevel, type ArchitectureFamily, type Judged } from '../../../shared/domain/verdict.js';
import type { ValidityTable } from '../../../electron/engine/verdict/validity.js';
import type { AuditRow, StudyRow } from '../../../shared/domain/study-row.js';
import { designEffectOf, shareOf, type Share } from './interval.js';
import { isFoundBy, isFoundByCandidates } from './shipped-verdict.js';

/** What is asked of an audit of a clean model: a test by its name, a verdict as all candidates give it or as the tests that count do, or the seed rule. */
export type Alarm = TestName | `verdict-${Judged}` | 'memorised' | `shipped-${Judged}` | 'seed-rule';

export interface AlarmRates {
  readonly family: ArchitectureFamily;
  readonly alarm: Alarm;
  /** Whether the audits were given the weights that training started from. */
  readonly initialKnown: boolean;
  readonly at05: Share;
  /** Undefined for a verdict, which has one level. */
  readonly at01: Share | undefined;
}

/** Rates of false alarms at .05 and .01 by family of networks and by what audits were given, in the order of the tests. */
export function falseAlarmRates(rows: readonly StudyRow[]): AlarmRates[] {
  return byFamily(rows, (own, rates) => [
    ...testNames
      .filter((name) => own.some(({ audits }) => audits.some(({ tests }) => name in tests)))
      .map((name) => rates(name, testAlarm(name, 0.05), testAlarm(name, 0.01))),
    ...judged.map((subject) => rates(`verdict-${subject}`, (audit, row) => isFoundByCandidates(row, audit, subject))),
    rates('memorised', (audit, row) => isFoundByCandidates(row, audit, 'whole', memorisedLevel)),
    rates('seed-rule', seedAlarm(0.05), seedAlarm(0.01)),
  ]);
}

/** The same of verdicts by the tests that count by `validity`. */
export function shippedAlarmRates(rows: readonly StudyRow[], validity: ValidityTable): AlarmRates[] {
  return byFamily(rows, (_, rates) => [
    ...judged.map((subject) => rates(`shipped-${subject}`, (audit, row) => isFoundBy(validity, row, audit, subject))),
  ]);
}

type RatesOf = (alarm: Alarm, isAt05: AlarmAt, isAt01?: AlarmAt) => AlarmRates;

function byFamily(rows: readonly StudyRow[], asked: (own: readonly StudyRow[], rates: RatesOf) => AlarmRates[]): AlarmRates[] {
  return [false, true].flatMap((initialKnown) => {
    const given = rows
      .map((row) => ({ ...row, audits: row.audits.filter((audit) => audit.initialKnown === initialKnown) }))
      .filter(({ audits }) => audits.length > 0);
    return [...new Set(given.map(({ family }) => family))].sort().flatMap((family) => {
      const own = given.filter((row) => row.family === family);
      return asked(own, (alarm, isAt05, isAt01) => {
        const at05 = rateOf(own, isAt05, `${family} ${alarm} .05`);
        // Where no audit alarms at 1%, those that do at 5% tell how far audits of one model depend on each other.
        return { family, alarm, initialKnown, at05, at01: isAt01 && rateOf(own, isAt01, `${family} ${alarm} .01`, designEffectOf(at05)) };
      });
    });
  });
}

/** Whether an audit is a false alarm; undefined where the question was not asked of it. */
type AlarmAt = (audit: AuditRow, row: StudyRow) => boolean | undefined;

function testAlarm(name: TestName, level: number): AlarmAt {
  return ({ tests }) => {
    const test = tests[name];
    return test && test.p <= level;
  };
}

/** The seed rule: M > 0, and a paired t-test at `level`. */
export function seedAlarm(level: number): (audit: AuditRow) => boolean {
  return ({ m, seedP }) => m > 0 && seedP < level;
}

export function isPositive(verdict: AuditRow['verdicts']['text']): boolean {
  return verdict === 'signal' || verdict === 'memorised';
}

function rateOf(rows: readonly StudyRow[], alarmOf: AlarmAt, purpose: string, designEffect?: number): Share {
  const outcomes = rows.flatMap((row) =>
    row.audits.flatMap((audit) => {
      const happened = alarmOf(audit, row);
      return happened === undefined ? [] : [{ model: row.model.number, happened }];
    }),
  );
  return shareOf(outcomes, purpose, designEffect);
}
