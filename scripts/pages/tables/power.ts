import { testNames, type TestName } from '../../../shared/domain/comparisons.js';
import { judged, type Judged } from '../../../shared/domain/verdict.js';
import type { ValidityTable } from '../../../electron/engine/verdict/validity.js';
import type { AuditRow, StudyRow } from '../../../shared/domain/study-row.js';
import type { NetworkKind } from '../../../shared/domain/study.js';
import { seedAlarm } from './false-alarms.js';
import { shareOf, type Share } from './interval.js';
import { isFoundBy, isFoundByCandidates } from './shipped-verdict.js';

/** What an audit was told: the record's label or not, the initial weights or not. */
export const circumstances = ['label known', 'label unknown', 'initial weights known'] as const;
export type Circumstance = (typeof circumstances)[number];

/** A test, a verdict as all candidates give it or as the tests that count do, or the seed rule. */
export type Finder = TestName | `verdict-${Judged}` | `shipped-${Judged}` | 'seed-rule';

/** Power of one way of finding marks, by the number of leaked copies. */
export interface PowerCurve {
  readonly network: NetworkKind;
  readonly circumstance: Circumstance;
  readonly finder: Finder;
  readonly points: readonly { readonly copies: number; readonly power: Share }[];
  /** The fewest copies from which up marks are found 8 times in 10, and from which the lower 95% bound says so; undefined where there are none. */
  readonly limit: number | undefined;
  readonly sureLimit: number | undefined;
}

/** Whether nothing was asked of any audit: no test of the claim counts. */
export function isEmpty({ points }: PowerCurve): boolean {
  return points.every(({ power }) => power.audits === 0);
}

const level = 0.05;
const wanted = 0.8;

/** Power curves of every test, the verdicts and the seed rule; tests at .05, uncorrected; `validity` says which count. */
export function powerCurves(rows: readonly StudyRow[], validity: ValidityTable): PowerCurve[] {
  const networks = [...new Set(rows.map(({ model }) => model.network))].sort();
  return networks.flatMap((network) =>
    circumstances.flatMap((circumstance) => {
      const own = rows.filter(({ model }) => model.network === network);
      const finders = findersOf(own.flatMap(({ audits }) => audits.filter((audit) => isUnder(audit, circumstance))));
      return finders.map((finder) => curveOf(own, network, circumstance, finder, validity));
    }),
  );
}

export function isUnder({ labelKnown, initialKnown }: AuditRow, circumstance: Circumstance): boolean {
  if (circumstance === 'initial weights known') return initialKnown;
  return !initialKnown && labelKnown === (circumstance === 'label known');
}

function findersOf(audits: readonly AuditRow[]): Finder[] {
  if (audits.length === 0) return [];
  return [
    ...testNames.filter((name) => audits.some(({ tests }) => name in tests)),
    ...judged.map((subject) => `verdict-${subject}` as const),
    ...judged.map((subject) => `shipped-${subject}` as const),
    'seed-rule',
  ];
}

function curveOf(
  rows: readonly StudyRow[],
  network: NetworkKind,
  circumstance: Circumstance,
  finder: Finder,
  validity: ValidityTable,
): PowerCurve {
  const copies = [...new Set(rows.flatMap(({ audits }) => audits.map((audit) => audit.copies)))].sort((one, other) => one - other);
  const points = copies.map((count) => {
    const outcomes = rows.flatMap((row) =>
      row.audits
        .filter((audit) => audit.copies === count && isUnder(audit, circumstance))
        .flatMap((audit) => {
          const happened = isFound(row, audit, finder, validity);
          return happened === undefined ? [] : [{ model: row.model.number, happened }];
        }),
    );
    return { copies: count, power: shareOf(outcomes, `${network} ${circumstance} ${finder} ${count}`) };
  });
  const leaked = points.filter(({ copies: count, power }) => count > 0 && power.audits > 0);
  return {
    network,
    circumstance,
    finder,
    points,
    limit: fewestFrom(leaked, ({ share }) => share >= wanted),
    sureLimit: fewestFrom(leaked, ({ interval }) => (interval?.[0] ?? 0) >= wanted),
  };
}

/** The fewest copies from which up all powers are enough. */
function fewestFrom(points: PowerCurve['points'], isEnough: (power: Share) => boolean): number | undefined {
  return points.at(points.findLastIndex(({ power }) => !isEnough(power)) + 1)?.copies;
}

function isFound(row: StudyRow, audit: AuditRow, finder: Finder, validity: ValidityTable): boolean | undefined {
  if (finder === 'seed-rule') return seedAlarm(level)(audit);
  const shipped = judged.find((subject) => finder === `shipped-${subject}`);
  if (shipped !== undefined) return isFoundBy(validity, row, audit, shipped);
  const candidate = judged.find((subject) => finder === `verdict-${subject}`);
  if (candidate !== undefined) return isFoundByCandidates(row, audit, candidate);
  const test = testNames.find((name) => finder === name);
  const p = test && audit.tests[test]?.p;
  return p === undefined ? undefined : p <= level;
}
