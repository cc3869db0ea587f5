import { closedTesting, type BoundedP, type ClosedTesting } from '../../../electron/engine/statistics/closed-testing.js';
import { holmOverClaims } from './holm.js';
import type { CountingTest } from '../../../electron/engine/verdict/studied-power.js';
import { testOf, verdictTests } from '../../../electron/engine/comparisons/table.js';
import type { ValidityTable } from '../../../electron/engine/verdict/validity.js';
import { claims, type Claim } from '../../../shared/domain/verdict.js';
import type { NetworkKind } from '../../../shared/domain/study.js';
import type { AuditRow, StudyRow } from '../../../shared/domain/study-row.js';
import { shareOf, type Share } from './interval.js';
import { circumstances, isUnder, type Circumstance } from './power.js';
import { agrees, countingTests, ruledTests } from './shipped-verdict.js';

/**
 * The ways of making a verdict of the tests' p-values that rows are judged by anew: Holm within claims
 * and over them, as Engram did; closed testing with the Cauchy combination, as it does; the same behind the
 * comparison with the initial weights, which goes first.
 */
export const rules = ['holm', 'closed', 'initial-weights-first'] as const;
export type Rule = (typeof rules)[number];

/** How often a rule finds either claim, by what audits were told and what was planted. */
export interface RuleRates {
  readonly network: NetworkKind;
  readonly circumstance: Circumstance;
  readonly rule: Rule;
  readonly level: number;
  /** Of marks on models in which nothing was planted. */
  readonly clean: Share;
  /** Of marks on models in which others were planted, if not these: 0 copies and up. */
  readonly planted: readonly { readonly copies: number; readonly found: Share }[];
}

/** Rates of every rule at each level, by the tests that count by `validity`. */
export function ruleRates(rows: readonly StudyRow[], validity: ValidityTable, levels: readonly number[]): RuleRates[] {
  const networks = [...new Set(rows.map(({ model }) => model.network))].sort();
  return networks.flatMap((network) =>
    circumstances.flatMap((circumstance) => {
      const own = rows
        .filter(({ model }) => model.network === network)
        .map((row) => ({ ...row, audits: row.audits.filter((audit) => isUnder(audit, circumstance)) }))
        .filter(({ audits }) => audits.length > 0);
      if (own.length === 0) return [];
      const [clean, planted] = [own.filter(isClean), own.filter((row) => !isClean(row))];
      const copies = [...new Set(planted.flatMap(({ audits }) => audits.map((audit) => audit.copies)))].sort((one, other) => one - other);
      return rules
        .filter((rule) => rule !== 'initial-weights-first' || circumstance === 'initial weights known')
        .flatMap((rule) =>
          levels.map((level): RuleRates => {
            const rateOf = (some: readonly StudyRow[], count: number) =>
              foundBy(rule, some, count, level, validity, `${network} ${circumstance} ${rule} ${level} ${count}`);
            return {
              network,
              circumstance,
              rule,
              level,
              clean: rateOf(clean, 0),
              planted: copies.map((count) => ({ copies: count, found: rateOf(planted, count) })),
            };
          }),
        );
    }),
  );
}

/** Whether nothing was planted in a model: none of its audits is of a mark that was. */
function isClean({ audits }: StudyRow): boolean {
  return audits.every(({ copies }) => copies === 0);
}

function foundBy(rule: Rule, rows: readonly StudyRow[], copies: number, level: number, validity: ValidityTable, purpose: string): Share {
  const outcomes = rows.flatMap((row) =>
    row.audits
      .filter((audit) => audit.copies === copies)
      .map((audit) => {
        const counting = countingTests(validity, row, audit).filter((test) => agrees(validity, row, test));
        return { model: row.model.seed, happened: isEitherFound(rule, counting, audit, level) };
      }),
  );
  return shareOf(outcomes, purpose);
}

/** Whether a rule finds anything of a mark at `level` when `counting` count. */
export function isEitherFound(rule: Rule, counting: readonly CountingTest[], audit: AuditRow, level: number): boolean {
  if (rule === 'holm') return claims.some((claim) => isFoundByHolm(counting, audit, claim, level));
  const { whole } = closedVerdict(counting, audit, rule === 'initial-weights-first');
  return whole !== undefined && whole.p <= level;
}

/** Whether an audit finds a claim by the rule that verdicts followed before. */
export function isFoundByHolm(counting: readonly CountingTest[], audit: AuditRow, claim: Claim, level: number): boolean {
  const ruled = ruledTests(counting, audit);
  const adjusted = holmOverClaims(claims.map((one) => ruled.filter((test) => test.claim === one).map(({ p }) => p)));
  return adjusted[claims.indexOf(claim)].some((p) => p <= level);
}

/**
 * What closed testing makes of an audit's p-values when `counting` count; with the initial weights
 * going first where they were known and count. A row keeps no Monte-Carlo interval of p.
 */
export function closedVerdict(counting: readonly CountingTest[], { tests }: AuditRow, initialWeightsFirst: boolean): ClosedTesting {
  const pOf = (name: CountingTest['name']): BoundedP | undefined => {
    const p = counting.some((test) => test.name === name) ? tests[name]?.p : undefined;
    return p === undefined ? undefined : { p, interval: [p, p] };
  };
  const byClaim = claims.map((claim) => verdictTests.filter((test) => test.claim === claim).flatMap(({ name }) => pOf(name) ?? []));
  const first = initialWeightsFirst ? pOf(firstTest.name) : undefined;
  return closedTesting(byClaim, first && { first: { claim: claims.indexOf(firstTest.claim), test: first } });
}

const firstTest = testOf('initial-weights');
