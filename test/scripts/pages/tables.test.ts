import { describe, expect, it } from 'vitest';
import type { StudiedAudits } from '../../../electron/engine/verdict/studied-power.js';
import type { FamilyValidity, ValidityEntry, ValidityTable } from '../../../electron/engine/verdict/validity.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { candidates } from '../../../electron/jobs/study/row/candidates.js';
import { detectableEffectChecks } from '../../../scripts/pages/tables/detectable-effect.js';
import { effectSizes } from '../../../scripts/pages/tables/effects.js';
import { falseAlarmRates, shippedAlarmRates } from '../../../scripts/pages/tables/false-alarms.js';
import { designEffectOf, shareOf } from '../../../scripts/pages/tables/interval.js';
import { passingShare } from '../../../scripts/pages/tables/passing.js';
import { powerCurves } from '../../../scripts/pages/tables/power.js';
import { studiedAudits } from '../../../scripts/pages/tables/studied-audits.js';
import { isFoundBy } from '../../../scripts/pages/tables/shipped-verdict.js';
import { bounds, validityOf } from '../../../scripts/pages/tables/validity.js';
import type { AuditRow } from '../../../shared/domain/study-row.js';
import { judged } from '../../../shared/domain/verdict.js';
import { rowOf } from './synthetic-rows.js';

describe('a share of audits', () => {
  it('has no interval from one model', () => {
    expect(
      shareOf(
        [
          { model: 1, happened: true },
          { model: 1, happened: false },
        ],
        'one',
      ),
    ).toEqual({ models: 1, audits: 2, share: 0.5, interval: undefined });
  });

  it('that never happened is bounded by 3 in the number of models', () => {
    const { share, interval } = shareOf(
      Array.from({ length: 60 }, (_, index) => ({ model: index % 30, happened: false })),
      'never',
    );
    expect(share).toBe(0);
    expect(interval).toEqual([0, 0.1]);
  });

  it('that never happened is bounded by 3 in the independent audits, where it is known how far they depend on each other', () => {
    const never = Array.from({ length: 600 }, (_, index) => ({ model: index % 12, happened: false }));
    expect(shareOf(never, 'never', 2).interval).toEqual([0, 0.01]);
    expect(shareOf(never, 'never', 1000).interval).toEqual([0, 0.25]);
  });

  it('has a design effect of 1 where audits are independent, and of their number where those of a model are alike', () => {
    const share = (happened: (index: number) => boolean) =>
      shareOf(
        Array.from({ length: 1000 }, (_, index) => ({ model: Math.floor(index / 10), happened: happened(index) })),
        'design effect',
      );
    expect(designEffectOf(share((index) => Math.floor(index / 10) % 4 === 0)) ?? 0).toBeGreaterThan(8);
    expect(designEffectOf(share((index) => Math.floor(index / 10) % 4 === 0)) ?? 0).toBeLessThan(12);
    expect(designEffectOf(share((index) => index % 10 === 0))).toBe(1);
    expect(designEffectOf(share(() => false))).toBeUndefined();
  });

  it('varies by models, not by audits', () => {
    const outcomes = (models: number, each: number) =>
      Array.from({ length: models * each }, (_, index) => ({
        model: Math.floor(index / each),
        happened: Math.floor(index / each) % 2 === 0,
      }));
    const width = (models: number, each: number) => {
      const { interval = [0, 0] } = shareOf(outcomes(models, each), 'width');
      return interval[1] - interval[0];
    };
    expect(width(10, 50)).toBeGreaterThan(0.9 * width(10, 1));
    expect(width(40, 1)).toBeLessThan(0.6 * width(10, 50));
  });
});

describe('false alarms', () => {
  const rows = Array.from({ length: 25 }, (_, number) =>
    rowOf(number, [
      {
        tests: { 'distilled-kind': { p: number === 0 ? 0.009 : 0.5 }, 'permuted-ink': { p: 0.04 } },
        verdicts: { text: 'not-detected', kind: number === 0 ? 'signal' : 'not-detected' },
        m: 1,
        seedP: number < 5 ? 0.01 : 0.2,
      },
      { tests: { 'distilled-kind': { p: 0.6 } }, m: -1, seedP: 0.001 },
      { initialKnown: true, tests: { 'distilled-kind': { p: 0.02 } } },
    ]),
  );
  const rates = falseAlarmRates(rows);
  const rate = (alarm: string, initialKnown = false) => rates.find((one) => one.alarm === alarm && one.initialKnown === initialKnown);

  it('are counted where a test was run, at both levels', () => {
    expect(rate('distilled-kind')).toMatchObject({ at05: { models: 25, audits: 50, share: 0.02 }, at01: { share: 0.02 } });
    expect(rate('permuted-ink')).toMatchObject({ at05: { audits: 25, share: 1 }, at01: { share: 0 } });
    expect(rate('verdict-kind')).toMatchObject({ at05: { share: 0.02 }, at01: undefined });
    // By the p-values: the audits had said "signal".
    expect(rate('memorised')?.at05.share).toBe(0.02);
  });

  it('of verdicts are those of the tests that count', () => {
    const shipped = shippedAlarmRates(rows, candidates).filter(({ initialKnown }) => !initialKnown);
    expect(shipped.map(({ alarm, at05, at01 }) => [alarm, at05.audits, at05.share, at01])).toEqual([
      ['shipped-whole', 50, 0.02, undefined],
      ['shipped-text', 0, Number.NaN, undefined],
      ['shipped-kind', 50, 0.02, undefined],
    ]);
  });

  it('of the seed rule need M above 0', () => {
    expect(rate('seed-rule')?.at05.share).toBe(0.1);
  });

  it('of audits that were given the initial weights are kept apart', () => {
    expect(rate('distilled-kind', true)).toMatchObject({ at05: { audits: 25, share: 1 }, at01: { share: 0 } });
  });

  it('decide which tests count', () => {
    const validity = validityOf(rates, rows, false);
    expect(validity.dense['distilled-kind']).toMatchObject({ falseAlarms: 'unsettled', models: 25, audits: 50, at05: 0.02 });
    expect(validityOf(rates, rows, true).dense['distilled-kind']?.falseAlarms).toBe('beyond');
    expect(validityOf(falseAlarmRates(rows.slice(0, 14)), rows.slice(0, 14), false).dense['permuted-ink']?.falseAlarms).toBe('unknown');
    const quiet = Array.from({ length: 200 }, (_, number) =>
      rowOf(
        number,
        Array.from({ length: 10 }, (_, mark) => ({ tests: { 'distilled-text': { p: mark === 0 && number % 5 === 0 ? 0.03 : 0.5 } } })),
      ),
    );
    expect(validityOf(falseAlarmRates(quiet), quiet, false).dense['distilled-text']).toMatchObject({
      falseAlarms: 'within',
      at05: 0.02,
      at01: 0,
      agreement: 0.95,
    });
    expect(validity.dense['permuted-ink']).not.toHaveProperty('agreement');
    // One alarm in fifty does not settle a test at 1%, and an alarm in each audit does.
    expect(validity.dense['permuted-ink']?.falseAlarms).toBe('beyond');
  });
});

describe('the share of studies that a test passes', () => {
  it('is that of simulated studies', () => {
    const [studies, audits] = [3000, 750];
    const generator = new Generator(1, 'passing studies');
    const upper = (alarms: number) => alarms / audits + 1.6449 * Math.sqrt(((alarms / audits) * (1 - alarms / audits)) / audits);
    let passed = 0;
    for (let study = 0; study < studies; study++) {
      const p = Float64Array.from({ length: audits }, () => generator.uniform());
      const [at05, at01] = [0.05, 0.01].map((level) => upper(p.filter((value) => value < level).length));
      if (at05 <= bounds.at05 && at01 <= bounds.at01) passed++;
    }
    expect(Math.abs(passed / studies - passingShare(audits, 0.05))).toBeLessThan(3.5 * Math.sqrt(0.25 / studies));
  });

  it('goes to one below the bounds and to none above as studies grow', () => {
    expect(passingShare(10_000, 0.05)).toBeGreaterThan(0.999);
    expect(passingShare(10_000, 0.075)).toBeLessThan(0.001);
    expect(passingShare(5000, 0.065)).toBeCloseTo(0.05, 1);
  });
});

describe('power', () => {
  const rows = Array.from({ length: 10 }, (_, number) =>
    rowOf(number, [
      { copies: 0, tests: { 'distilled-kind': { p: 0.5, effect: 0.1, detectable: 2 } } },
      { copies: 4, tests: { 'distilled-kind': { p: number < 4 ? 0.01 : 0.4, effect: 1, detectable: 2 } } },
      {
        copies: 16,
        tests: { 'distilled-kind': { p: number < 9 ? 0.01 : 0.4, effect: 3, detectable: 2 } },
        verdicts: { text: 'not-detected', kind: 'memorised' },
      },
      { copies: 16, labelKnown: false, tests: { 'distilled-kind': { p: 0.2 } } },
      { copies: 4, initialKnown: true, tests: { 'distilled-kind': { p: 0.001 } } },
    ]),
  );
  const curves = powerCurves(rows, candidates);
  const curve = (circumstance: string, finder = 'distilled-kind') =>
    curves.find((one) => one.circumstance === circumstance && one.finder === finder);

  it('is the share of marks found, by copies', () => {
    expect(curve('label known')?.points.map(({ copies, power }) => [copies, power.share])).toEqual([
      [0, 0],
      [4, 0.4],
      [16, 0.9],
    ]);
    // By the p-values, whatever audits said.
    expect(curve('label known', 'verdict-kind')?.points[2].power.share).toBe(0.9);
    expect(curve('label known', 'shipped-kind')?.points[1].power.share).toBe(0.4);
    expect(curve('label unknown')?.points[2].power).toMatchObject({ audits: 10, share: 0 });
  });

  it('gives the detection limit, and none from what nobody leaked', () => {
    expect(curve('label known')?.limit).toBe(16);
    expect(curve('label unknown')?.limit).toBeUndefined();
    expect(curve('initial weights known')).toMatchObject({ limit: 4, sureLimit: undefined });
  });

  it('stands beside how large effects are', () => {
    expect(effectSizes(rows).map(({ copies, meanRatio, marks }) => [copies, meanRatio, marks])).toEqual([
      [0, 0.05, 10],
      [4, 0.5, 10],
      [16, 1.5, 10],
    ]);
  });
});

describe('the verdict by the tests that count', () => {
  const entry = (falseAlarms: ValidityEntry['falseAlarms'], agreement = 0): ValidityEntry => ({
    falseAlarms,
    agreement,
    at05: 0,
    at01: 0,
    upper05: 0,
    upper01: 0,
    models: 15,
    audits: 750,
  });
  const tableOf = (tests: FamilyValidity['dense']): ValidityTable => {
    const families: FamilyValidity = {
      dense: tests,
      convolutional: {},
      'convolutional-normalised': {},
      'convolutional-pooled': {},
      other: {},
    };
    return { anew: families, initial: { ...families, dense: {} } };
  };
  const found = (validity: ValidityTable, tests: AuditRow['tests'], initialKnown = false) => {
    const row = rowOf(1, [{ tests, initialKnown }]);
    return judged.map((subject) => isFoundBy(validity, row, row.audits[0], subject));
  };
  const tests = { 'same-template-strings': { p: 0.02 }, 'distilled-text': { p: 0.02 }, 'distilled-kind': { p: 0.02 } };

  it('is corrected for the tests that count, and for those alone', () => {
    // Beside tests and a claim in the middle, a p of .02 becomes .08 with two tests of the text, and .04 with one.
    const middling = { 'same-template-strings': { p: 0.5 }, 'distilled-text': { p: 0.02 }, 'distilled-kind': { p: 0.5 } };
    expect(found(candidates, tests)).toEqual([true, true, true]);
    expect(found(candidates, middling)).toEqual([false, false, false]);
    expect(found(tableOf({ 'same-template-strings': entry('beyond') }), middling)).toEqual([true, true, false]);
  });

  it('says nothing of a claim for which no test counts', () => {
    const barred = tableOf({ 'distilled-kind': entry('beyond') });
    expect(found(barred, tests)).toEqual([true, true, undefined]);
    expect(found(barred, { 'distilled-kind': { p: 0.001 } })).toEqual([undefined, undefined, undefined]);
  });

  it('finds nothing where students agree too little', () => {
    expect(found(tableOf({ 'distilled-kind': entry('within', 0.9) }), { 'distilled-kind': { p: 0.001 } })).toEqual([true, undefined, true]);
    const disagreeing = { ...rowOf(1, [{ tests: { 'distilled-kind': { p: 0.001 } } }]), agreement: 0.89 };
    expect(isFoundBy(tableOf({ 'distilled-kind': entry('within', 0.9) }), disagreeing, disagreeing.audits[0], 'kind')).toBe(false);
    expect(isFoundBy(tableOf({ 'distilled-kind': entry('within', 0.88) }), disagreeing, disagreeing.audits[0], 'kind')).toBe(true);
  });

  it('judges comparisons that start from the initial weights by audits that were given them', () => {
    const barred = tableOf({ 'distilled-kind': entry('beyond'), 'initial-weights': entry('within') });
    expect(found(barred, { 'distilled-kind': { p: 0.001 } }, true)).toEqual([true, undefined, true]);
    expect(found(barred, { 'initial-weights': { p: 0.001 } }, true)).toEqual([undefined, undefined, undefined]);
  });
});

describe('what is found by each set of tests', () => {
  const audits = (found: boolean) => [
    { copies: 0, tests: { 'distilled-text': { p: 0.001 }, 'distilled-kind': { p: 0.001 } } },
    { copies: 4, tests: { 'distilled-text': { p: found ? 0.02 : 0.4 }, 'distilled-kind': { p: 0.4 } } },
    { copies: 16, tests: { 'distilled-text': { p: 0.4 }, 'distilled-kind': { p: found ? 0.04 : 0.4 } } },
    {
      copies: 4,
      initialKnown: true,
      tests: { 'distilled-text': { p: 0.4 }, 'distilled-kind': { p: 0.001 }, 'initial-weights': { p: 0.4 } },
    },
  ];
  const rows = Array.from({ length: 20 }, (_, number) => rowOf(number, audits(number < 10)));
  const powerBy = (studied: readonly StudiedAudits[], ...names: string[]) =>
    studied.find(({ tests }) => tests.map(({ name, start }) => `${name} ${start}`).join() === names.join());

  it('is corrected for these alone', () => {
    const studied = studiedAudits(rows, candidates);
    expect(powerBy(studied, 'distilled-text anew')).toEqual({
      family: 'dense',
      tests: [{ name: 'distilled-text', start: 'anew' }],
      labelKnown: true,
      models: 20,
      trainingImages: 100,
      copies: [4, 16],
      power: { whole: [0.5, 0], text: [0.5, 0] },
    });
    expect(powerBy(studied, 'distilled-text anew', 'distilled-kind anew')?.power).toEqual({
      whole: [0.5, 0],
      text: [0.5, 0],
      kind: [0, 0],
    });
    expect(powerBy(studied, 'distilled-kind anew')?.power).toEqual({ whole: [0, 0.5], kind: [0, 0.5] });
    expect(powerBy(studied, 'distilled-kind initial')?.power).toEqual({ whole: [1], kind: [1] });
  });

  it('is that of models whose students agree, where a comparison with them counts', () => {
    const disagreeing = rows.map((row) => ({ ...row, agreement: row.model.number < 3 ? 0.5 : 0.95 }));
    const strict: ValidityTable = { anew: { ...candidates.anew, dense: {} }, initial: candidates.initial };
    expect(powerBy(studiedAudits(disagreeing, strict), 'distilled-text anew')).toMatchObject({ models: 17, power: { text: [0.412, 0] } });
    expect(studiedAudits(disagreeing.slice(0, 17), strict).filter(({ tests }) => tests.some(({ start }) => start === 'anew'))).toEqual([]);
  });
});

it('the detectable effect, laid upon clean marks, finds those whose nature does not pull the other way', () => {
  // Half of 5% is left to either claim: t's 2.5% quantile on 6 degrees of freedom is 2.447 and the power's 0.842, so a unit is detectable / 3.289.
  const marks = [-3, -1, -0.8, 0, 0.5].map((units) => ({
    tests: { 'same-template-strings': { p: 0.79, effect: 0 }, 'distilled-kind': { p: 0.5, detectable: 3.289, effect: units } },
  }));
  const checks = detectableEffectChecks([rowOf(1, marks), rowOf(2, marks)]);
  expect(checks.map(({ test, found }) => [test, found.share])).toEqual([
    ['same-template-strings', 1],
    ['distilled-kind', 0.6],
  ]);
});

it('the detectable effect is checked at the level that the other tests of its claim leave', () => {
  // Two tests of the text leave 1.25% to each: 2.969 and 0.842. One of the kind has 2.5%, as above.
  const marks = [-1, -0.8].map((units) => ({
    tests: {
      'same-template-strings': { p: 0.81, effect: 0, detectable: 1 },
      'distilled-text': { p: 0.5, detectable: 3.811, effect: units },
      'distilled-kind': { p: 0.5, detectable: 3.289, effect: units },
    },
  }));
  expect(detectableEffectChecks([rowOf(1, marks)]).map(({ found }) => found.share)).toEqual([0, 0.5, 0.5]);
  // With the comparison with initial weights there are two of the kind as well: a unit is 3.289 / 3.811, and -0.8 lies below -0.842 of it.
  const informed = marks.map(({ tests }) => ({ initialKnown: true, tests: { ...tests, 'initial-weights': { p: 0.5 } } }));
  const kind = detectableEffectChecks([rowOf(1, informed)]).find(({ test }) => test === 'distilled-kind');
  expect(kind?.found.share).toBe(0);
});
