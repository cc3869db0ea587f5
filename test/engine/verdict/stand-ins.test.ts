import { describe, expect, test } from 'vitest';
import type { StandInAudit } from '../../../shared/domain/stand-ins.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import { comparedFor, sensitivityOf, supportOf } from '../../../electron/engine/verdict/stand-ins.js';
import { find, none, strong } from './find.js';

const audit = (copies: number, whole: Verdict, p = whole === 'not-detected' ? 0.6 : 0.004): StandInAudit => ({
  copies,
  verdicts: { whole, text: 'not-detected', kind: whole },
  tests: [
    { name: 'distilled-kind', p },
    { name: 'same-template-strings', p: 0.4 },
  ],
});
const times = (count: number, one: StandInAudit) => Array.from({ length: count }, () => one);

describe('clean stand-ins', () => {
  test('that keep quiet take nothing away, and neither do stand-ins that were not made', () => {
    for (const audits of [[], times(3, audit(0, 'not-detected'))]) {
      expect(supportOf(audits, 0.05, 1).limitOf('distilled-kind')).toBeUndefined();
      expect(supportOf(audits, 0.05, 1).forbidsNotDetected).toEqual([]);
    }
  });

  test('in which something is found take away the tests that found it, and no others', () => {
    const { limitOf } = supportOf([audit(0, 'signal')], 0.05, 1);
    expect(limitOf('distilled-kind')).toEqual({ keepsFrom: 'counting', reason: { code: 'stand-ins-alarmed', made: 1, alarms: 1 } });
    expect(limitOf('same-template-strings')).toBeUndefined();
  });

  // P(X >= 1) is .05 of one, .0975 of two; P(X >= 2) is .0072 of three and .0861 of ten.
  test.each([
    [1, 1, true],
    [1, 2, false],
    [2, 3, true],
    [2, 10, false],
    [3, 10, true],
  ])('%i alarms of %i are more than the level allows: %s', (alarms, made, loud) => {
    const audits = [...times(alarms, audit(0, 'memorised')), ...times(made - alarms, audit(0, 'not-detected'))];
    expect(supportOf(audits, 0.05, 1).limitOf('distilled-kind') !== undefined).toBe(loud);
  });

  test('are asked at the level of the audit, and its tests by what was tried', () => {
    expect(supportOf(times(1, audit(0, 'signal')), 0.01, 1).limitOf('distilled-kind')).toBeDefined();
    expect(supportOf(times(1, audit(0, 'signal', 0.03)), 0.05, 2).limitOf('distilled-kind')).toBeUndefined();
  });
});

describe('planted stand-ins', () => {
  test('of which the audit misses most forbid "not detected" once enough of them were made', () => {
    // The exact 95% interval of 0 of 2 reaches 84%, that of 0 of 3 reaches 71%.
    expect(supportOf(times(2, audit(64, 'not-detected')), 0.05, 1).forbidsNotDetected).toEqual([]);
    expect(supportOf(times(3, audit(64, 'inconclusive')), 0.05, 1).forbidsNotDetected).toEqual([
      { code: 'stand-ins-missed', copies: 64, made: 3, found: 0 },
    ]);
  });

  test('with fewer copies than the most may be missed', () => {
    const audits = [...times(5, audit(1, 'not-detected')), ...times(3, audit(64, 'signal'))];
    expect(supportOf(audits, 0.05, 1).forbidsNotDetected).toEqual([]);
  });

  test('count as found by the verdict on the whole, with an exact interval', () => {
    const audits = [...times(9, audit(16, 'memorised')), audit(16, 'not-detected'), audit(0, 'not-detected'), audit(4, 'signal')];
    const points = sensitivityOf(audits);
    expect(points.map(({ copies, made, found }) => [copies, made, found.whole, found.text])).toEqual([
      [0, 1, 0, 0],
      [4, 1, 1, 0],
      [16, 10, 9, 0],
    ]);
    // binomial.test(9, 10) of R: 0.5549839 to 0.9974714
    expect(points[2].interval[0]).toBeCloseTo(0.5549839, 6);
    expect(points[2].interval[1]).toBeCloseTo(0.9974714, 6);
  });
});

test('a verdict rests on what stand-ins leave', () => {
  const loud = supportOf([audit(0, 'signal')], 0.05, 1);
  const kind = ({ claims }: ReturnType<typeof find>) => claims.find(({ claim }) => claim === 'kind');
  expect(kind(find({ students: strong }))?.verdict).toBe('memorised');
  expect(kind(find({ students: strong }, { standIns: loud }))).toMatchObject({
    verdict: 'inconclusive',
    reasons: [{ code: 'stand-ins-alarmed', made: 1, alarms: 1 }],
  });
  const missed = supportOf(times(3, audit(64, 'not-detected')), 0.05, 1);
  expect(kind(find({ students: none }))?.verdict).toBe('not-detected');
  expect(kind(find({ students: none }, { standIns: missed }))).toMatchObject({
    verdict: 'inconclusive',
    reasons: [{ code: 'stand-ins-missed', copies: 64, made: 3, found: 0 }],
  });
  // What is found stays found, however little else would have been.
  expect(kind(find({ students: strong }, { standIns: missed }))?.verdict).toBe('memorised');
});

test('no family has been compared yet, and one that was is said to be', () => {
  expect(comparedFor('dense')).toBe('not-enough');
  expect(comparedFor('dense', [{ family: 'dense', compared: 'overstate' }])).toBe('overstate');
});
