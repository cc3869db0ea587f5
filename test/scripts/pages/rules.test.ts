import { describe, expect, it } from 'vitest';
import { candidates } from '../../../electron/jobs/study/row/candidates.js';
import { rulesTable } from '../../../scripts/pages/rules-table.js';
import { rowsOf } from '../../../scripts/pages/rows.js';
import type { NetworkKind } from '../../../shared/domain/study.js';
import type { AuditRow } from '../../../shared/domain/study-row.js';
import { isPositive } from '../../../scripts/pages/tables/false-alarms.js';
import { closedVerdict, isEitherFound, ruleRates, type Rule } from '../../../scripts/pages/tables/rules.js';
import { countingTests } from '../../../scripts/pages/tables/shipped-verdict.js';
import { claims } from '../../../shared/domain/verdict.js';
import { rowOf } from './synthetic-rows.js';

describe('rules on the rows that they were chosen on, all candidates counting', async () => {
  const rows = [...(await rowsOf('detection')), ...(await rowsOf('false-alarms'))];
  const found = (rule: Rule, network: NetworkKind, isAsked: (audit: AuditRow, study: string) => boolean) => {
    const own = rows
      .filter(({ model }) => model.network === network)
      .flatMap((row) => row.audits.filter((audit) => isAsked(audit, row.model.study)).map((audit) => ({ row, audit })));
    const alarms = own.filter(({ row, audit }) => isEitherFound(rule, countingTests(candidates, row, audit), audit, 0.05));
    return Math.round((1000 * alarms.length) / own.length) / 10;
  };
  const clean = (initialKnown: boolean) => (audit: AuditRow, study: string) =>
    study === 'false-alarms' && audit.initialKnown === initialKnown;
  const copies = (count: number, initialKnown: boolean) => (audit: AuditRow, study: string) =>
    study === 'detection' && audit.labelKnown && audit.copies === count && audit.initialKnown === initialKnown;

  it.each([
    ['mlp', { holm: [77.1, 3.3], closed: [85.4, 4.3] }],
    ['cnn-1', { holm: [75, 3.7], closed: [81.3, 4.3] }],
    ['normalised', { holm: [62.5, 2], closed: [75, 2.8] }],
  ] as const)('of 16 copies on %s and of none on clean ones they find so many percent, label known', (network, expected) => {
    for (const rule of ['holm', 'closed'] as const)
      expect([found(rule, network, copies(16, false)), found(rule, network, clean(false))]).toEqual(expected[rule]);
  });

  it('of 4 copies with the initial weights first, four fifths', () => {
    expect([found('initial-weights-first', 'mlp', copies(4, true)), found('initial-weights-first', 'mlp', clean(true))]).toEqual([
      79.2, 4.1,
    ]);
  });

  it('by Holm, what rows say that audits said', () => {
    for (const row of rows.filter(({ model, rule }) => model.study === 'detection' && rule === undefined)) {
      for (const audit of row.audits)
        expect(isEitherFound('holm', countingTests(candidates, row, audit), audit, 0.05)).toBe(
          claims.some((claim) => isPositive(audit.verdicts[claim])),
        );
    }
  });
});

describe('a rule on rows', () => {
  const tests = {
    'same-template-strings': { p: 0.02 },
    'distilled-text': { p: 0.6 },
    'distilled-kind': { p: 0.03 },
    'permuted-ink': { p: 0 },
  };
  const known = { ...tests, 'initial-weights': { p: 0.001 } };
  const rows = Array.from({ length: 20 }, (_, number) =>
    number < 10
      ? rowOf(number, [{ tests }, { tests: { ...tests, 'distilled-kind': { p: 0.9 }, 'same-template-strings': { p: 0.5 } } }])
      : rowOf(number, [
          { copies: 0, tests: { 'same-template-strings': { p: 1 }, 'distilled-kind': { p: number < 14 ? 0.001 : 0.7 } } },
          { copies: 16, tests },
          { copies: 16, initialKnown: true, tests: known },
        ]),
  );
  const rates = ruleRates(rows, candidates, [0.05, 0.01]);
  const rate = (rule: Rule, circumstance: string, level = 0.05) =>
    rates.find((one) => one.rule === rule && one.circumstance === circumstance && one.level === level);

  it('tells clean models from those in which other marks were planted', () => {
    expect(rate('closed', 'label known')).toMatchObject({
      clean: { models: 10, audits: 20, share: 0.5 },
      planted: [
        { copies: 0, found: { models: 10, share: 0.4 } },
        { copies: 16, found: { share: 1 } },
      ],
    });
    expect(rate('holm', 'label known')?.planted[1].found.share).toBe(0);
    expect(rate('closed', 'label known', 0.01)?.planted[1].found.share).toBe(0);
  });

  it('lets the initial weights go first only where they are known', () => {
    expect(rate('initial-weights-first', 'label known')).toBeUndefined();
    expect(rate('initial-weights-first', 'initial weights known', 0.01)?.planted[0].found).toMatchObject({ models: 10, share: 1 });
    const audit = rowOf(1, [{ initialKnown: true, tests: known }]).audits[0];
    const counting = countingTests(candidates, rows[0], audit);
    // Text: its own tests give 0.041 (the score of 0.02 is 15.89, that of 0.6 is -0.325); the kind is found by the weights alone.
    const [text, kind] = closedVerdict(counting, audit, true).claims;
    expect([text?.p.toFixed(3), kind?.p]).toEqual(['0.041', 0.001]);
    expect(closedVerdict(counting, audit, false).whole?.p).toBeCloseTo(0.0037, 3);
  });

  it('stands in a table for each level', () => {
    const text = rulesTable(rates);
    expect(text).toContain('Either claim at 5%:');
    expect(text).toContain('| MLP | label known | Closed testing, as Engram judges | 10 | 20 | 50% (');
    expect(text.match(/initial weights first/g)).toHaveLength(2);
  });
});
