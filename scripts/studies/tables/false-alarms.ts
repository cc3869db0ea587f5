import { testNames, type ArchitectureFamily, type TestName } from '../../../shared/domain/verdict.js';
import type { AuditRow, StudyRow } from '../rows/study-row.js';
import { designEffectOf, shareOf, type Share } from './interval.js';

/** What is asked of an audit of a clean model: a test by its name, a verdict, or the seed rule. */
export type Alarm = TestName | 'verdict-text' | 'verdict-kind' | 'memorised' | 'seed-rule';

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
  return [false, true].flatMap((initialKnown) => {
    const asked = rows.map((row) => ({ ...row, audits: row.audits.filter((audit) => audit.initialKnown === initialKnown) })).filter(({ audits }) => audits.length > 0);
    return ratesOf(asked, initialKnown);
  });
}

function ratesOf(rows: readonly StudyRow[], initialKnown: boolean): AlarmRates[] {
  const families = [...new Set(rows.map(({ family }) => family))].sort();
  return families.flatMap((family) => {
    const own = rows.filter((row) => row.family === family);
    const rates = (alarm: Alarm, isAt05: AlarmAt, isAt01?: AlarmAt): AlarmRates => {
      const at05 = rateOf(own, isAt05, `${family} ${alarm} .05`);
      // Where no audit alarms at 1%, those that do at 5% tell how far audits of one model depend on each other.
      return { family, alarm, initialKnown, at05, at01: isAt01 && rateOf(own, isAt01, `${family} ${alarm} .01`, designEffectOf(at05)) };
    };
    const tests = testNames.filter((name) => own.some(({ audits }) => audits.some(({ tests }) => name in tests)));
    return [
      ...tests.map((name) => rates(name, testAlarm(name, 0.05), testAlarm(name, 0.01))),
      rates('verdict-text', (audit) => isPositive(audit.verdicts.text)),
      rates('verdict-kind', (audit) => isPositive(audit.verdicts.kind)),
      rates('memorised', ({ verdicts }) => verdicts.text === 'memorised' || verdicts.kind === 'memorised'),
      rates('seed-rule', seedAlarm(0.05), seedAlarm(0.01)),
    ];
  });
}

/** Whether an audit is a false alarm; undefined where the question was not asked of it. */
type AlarmAt = (audit: AuditRow) => boolean | undefined;

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
  const outcomes = rows.flatMap(({ model, audits }) =>
    audits.flatMap((audit) => {
      const happened = alarmOf(audit);
      return happened === undefined ? [] : [{ model: model.number, happened }];
    }),
  );
  return shareOf(outcomes, purpose, designEffect);
}
