import { describe, expect, it } from 'vitest';
import type { Reason, ReasonCode } from '../../../shared/domain/reasons.js';
import { claims, judged } from '../../../shared/domain/verdict.js';
import { judge, rule, type Circumstances, type RuledTest } from '../../../electron/engine/verdict/rule.js';

const quiet: Circumstances = { alpha: 0.05, labelKnown: true, forbidsText: [], forbidsNotDetected: [], limits: { text: [], kind: [] } };
const reasons = {
  'feature-unresolvable': { code: 'feature-unresolvable', greyLevels: 1 },
  'control-failed': { code: 'control-failed', controls: ['dense-clean'] },
  'references-tie': { code: 'references-tie' },
  'answers-do-not-move': { code: 'answers-do-not-move', stamped: 'mark' },
  'sampling-error': { code: 'sampling-error', samplingError: 2, deviation: 1, hosts: 100 },
  'too-few-texts': { code: 'too-few-texts', given: 9, needed: 19 },
  'no-other-place': { code: 'no-other-place' },
  'agreement-too-low': { code: 'agreement-too-low', agreement: 0.5, needed: 0.9 },
} as const satisfies Partial<Record<ReasonCode, Reason>>;
const reason = (code: keyof typeof reasons): Reason => reasons[code];

/** A test of the text that counts in full, with an exact p unless told otherwise. */
function ruled(p: number, change: Partial<RuledTest> = {}): RuledTest {
  return {
    name: 'same-template-strings',
    claim: 'text',
    reach: 'memorised',
    stoppedEarly: false,
    p,
    pInterval: [p, p],
    ...change,
  };
}

interface Row {
  readonly name: string;
  readonly tests: readonly RuledTest[];
  readonly tried?: number;
  readonly circumstances?: Partial<Circumstances>;
  readonly verdict: string;
  readonly reasons?: readonly ReasonCode[];
  readonly deciding?: RuledTest['name'];
}

const kind = { claim: 'kind', name: 'distilled-kind' } as const;

const rows: readonly Row[] = [
  { name: 'p of .01 is memorised', tests: [ruled(0.01)], verdict: 'memorised' },
  { name: 'p just above .01 is a signal', tests: [ruled(0.0101)], verdict: 'signal' },
  {
    name: 'a Monte-Carlo bound above .01 keeps it a signal, and says so',
    tests: [ruled(0.005, { pInterval: [0.001, 0.02] })],
    verdict: 'signal',
    reasons: ['bounds-straddle'],
  },
  {
    name: 'that bound is no matter beside a p that is sure',
    tests: [ruled(0.004, { pInterval: [0.001, 0.02] }), ruled(0.005, { name: 'distilled-text' })],
    verdict: 'memorised',
    deciding: 'same-template-strings',
  },
  {
    name: 'nor where the test says "signal" at most anyway',
    tests: [ruled(0.005, { pInterval: [0.001, 0.02], reach: 'signal', keptBy: { code: 'family-not-studied' } })],
    verdict: 'signal',
    reasons: ['family-not-studied'],
  },
  { name: 'a Monte-Carlo bound of .01 does not', tests: [ruled(0.0005, { pInterval: [0, 0.01] })], verdict: 'memorised' },
  { name: 'p of alpha is a signal', tests: [ruled(0.05)], verdict: 'signal' },
  { name: 'p above alpha is not detected', tests: [ruled(0.051)], verdict: 'not-detected' },
  { name: 'the spec sets alpha', tests: [ruled(0.051)], circumstances: { alpha: 0.1 }, verdict: 'signal' },
  { name: 'a strict alpha does not loosen "memorised"', tests: [ruled(0.008)], circumstances: { alpha: 0.001 }, verdict: 'not-detected' },
  { name: 'what was tried multiplies p', tests: [ruled(0.008)], tried: 2, verdict: 'signal' },
  { name: 'what was tried can take a signal away', tests: [ruled(0.04)], tried: 2, verdict: 'not-detected' },
  { name: 'another claim in the middle takes half', tests: [ruled(0.006), ruled(0.5, kind)], verdict: 'signal' },
  { name: 'another claim that is found takes nothing', tests: [ruled(0.006), ruled(0.001, kind)], verdict: 'memorised' },
  {
    name: 'a second test of the claim in the middle takes half again',
    tests: [ruled(0.012), ruled(0.5, { name: 'distilled-text' }), ruled(0.5, kind)],
    verdict: 'signal',
  },
  { name: 'and more', tests: [ruled(0.013), ruled(0.5, { name: 'distilled-text' }), ruled(0.5, kind)], verdict: 'not-detected' },
  {
    name: 'tests of the other claim take half together',
    tests: [ruled(0.02), ruled(0.5, kind), ruled(0.5, { ...kind, name: 'initial-weights' }), ruled(0.5, { ...kind, name: 'brought-kind' })],
    verdict: 'signal',
  },
  {
    name: 'a test that does not count neither decides nor costs',
    tests: [ruled(0.01), ruled(0.0001, { reach: 'nothing', name: 'distilled-text' })],
    verdict: 'memorised',
  },
  {
    name: 'a p above alpha decides, though its bounds straddle alpha',
    tests: [ruled(0.06, { pInterval: [0.03, 0.1] })],
    verdict: 'not-detected',
  },
  {
    name: 'and so does a corrected p',
    tests: [ruled(0.03, { pInterval: [0.02, 0.05] })],
    tried: 2,
    verdict: 'not-detected',
  },
  { name: 'corrected bounds that do not', tests: [ruled(0.06, { pInterval: [0.03, 0.1] })], tried: 2, verdict: 'not-detected' },
  {
    name: 'a clear non-signal that stopped early does not straddle',
    tests: [ruled(0.06, { pInterval: [0.03, 0.1], stoppedEarly: true })],
    verdict: 'not-detected',
  },
  {
    name: 'two tests that agree stand together',
    tests: [ruled(0.03), ruled(0.031, { name: 'distilled-text' })],
    circumstances: { alpha: 0.031 },
    verdict: 'signal',
  },
  {
    name: 'an unknown label keeps it a signal',
    tests: [ruled(0.0001)],
    circumstances: { labelKnown: false },
    verdict: 'signal',
    reasons: ['label-unknown'],
  },
  {
    name: 'an unknown label says nothing of a plain signal',
    tests: [ruled(0.03)],
    circumstances: { labelKnown: false },
    verdict: 'signal',
  },
  {
    name: 'an unstudied family keeps it a signal',
    tests: [ruled(0.0001, { reach: 'signal', keptBy: { code: 'family-not-studied' } })],
    verdict: 'signal',
    reasons: ['family-not-studied'],
  },
  {
    name: 'a studied test carries the verdict past an unstudied one',
    tests: [ruled(0.0001, { reach: 'signal', keptBy: { code: 'family-not-studied' } }), ruled(0.004, { name: 'distilled-text' })],
    verdict: 'memorised',
    deciding: 'distilled-text',
  },
  {
    name: 'an unresolvable text is never claimed',
    tests: [ruled(0.0001)],
    circumstances: { forbidsText: [reason('feature-unresolvable')] },
    verdict: 'inconclusive',
    reasons: ['feature-unresolvable'],
  },
  {
    name: 'nor ruled out',
    tests: [ruled(0.9)],
    circumstances: { forbidsText: [reason('feature-unresolvable')] },
    verdict: 'inconclusive',
    reasons: ['feature-unresolvable'],
  },
  {
    name: 'a failed control takes "not detected" away',
    tests: [ruled(0.9)],
    circumstances: { forbidsNotDetected: [reason('control-failed')] },
    verdict: 'inconclusive',
    reasons: ['control-failed'],
  },
  {
    name: 'and leaves a finding',
    tests: [ruled(0.001)],
    circumstances: { forbidsNotDetected: [reason('control-failed')] },
    verdict: 'memorised',
  },
  {
    name: 'every reason is given',
    tests: [ruled(0.06, { pInterval: [0.03, 0.1] })],
    circumstances: { forbidsNotDetected: [reason('references-tie'), reason('sampling-error')] },
    verdict: 'inconclusive',
    reasons: ['references-tie', 'sampling-error'],
  },
  { name: 'without a test for the claim', tests: [ruled(0.0001, kind)], verdict: 'inconclusive', reasons: ['no-counting-test'] },
  {
    name: 'with tests that do not count',
    tests: [ruled(0.0001, { reach: 'nothing' })],
    verdict: 'inconclusive',
    reasons: ['no-counting-test'],
  },
  {
    name: 'with tests that cannot count, why',
    tests: [ruled(0.0001, { reach: 'nothing' })],
    circumstances: { limits: { text: [reason('too-few-texts')], kind: [] }, forbidsNotDetected: [reason('control-failed')] },
    verdict: 'inconclusive',
    reasons: ['too-few-texts', 'control-failed'],
  },
  {
    name: 'a hindered test beside one that counts is no matter',
    tests: [ruled(0.9)],
    circumstances: { limits: { text: [reason('agreement-too-low')], kind: [] } },
    verdict: 'not-detected',
  },
];

describe('the verdict on a text', () => {
  it.each(rows)('$name: $verdict', ({ tests, tried = 1, circumstances, verdict, reasons = [], deciding }) => {
    const ruling = rule('text', judge(tests, tried), { ...quiet, ...circumstances });
    expect(ruling.verdict).toBe(verdict);
    expect(ruling.reasons.map(({ code }) => code)).toEqual(reasons);
    if (deciding) expect(ruling.deciding?.name).toBe(deciding);
  });
});

describe('the verdict on marks of this kind', () => {
  it('stands apart from that on the text', () => {
    const tests = judge([ruled(0.9), ruled(0.001, kind)], 1);
    expect(rule('text', tests, quiet).verdict).toBe('not-detected');
    expect(rule('kind', tests, quiet).verdict).toBe('memorised');
  });

  it('does not mind a text that cannot be resolved', () => {
    const tests = judge([ruled(0.001, kind)], 1);
    expect(rule('kind', tests, { ...quiet, forbidsText: [reason('feature-unresolvable')] }).verdict).toBe('memorised');
  });

  it('says so where nothing was run for it', () => {
    for (const claim of claims) expect(rule(claim, judge([], 1), quiet).reasons).toEqual([{ code: 'no-counting-test' }]);
  });
});

describe('the verdict on the mark as a whole', () => {
  const whole = (tests: readonly RuledTest[], circumstances: Partial<Circumstances> = {}) => {
    const { verdict, reasons, deciding } = rule('whole', judge(tests, 1), { ...quiet, ...circumstances });
    return [verdict, reasons.map(({ code }) => code), deciding?.name];
  };

  it('is found by either claim', () => {
    expect(whole([ruled(0.9), ruled(0.001, kind)])).toEqual(['memorised', [], 'distilled-kind']);
    expect(whole([ruled(0.015), ruled(0.9, kind)])).toEqual(['signal', [], 'same-template-strings']);
  });

  it('is found by both where neither would do for "memorised"', () => {
    const tests = [ruled(0.012), ruled(0.0095, kind)];
    expect(rule('text', judge(tests, 1), quiet).verdict).toBe('signal');
    expect(rule('kind', judge(tests, 1), quiet).verdict).toBe('signal');
    expect(judge(tests, 1).adjusted.whole?.p).toBeCloseTo(0.0106, 4);
  });

  it('is ruled out by tests of its kind, as it is one of them, and not by those of its text alone', () => {
    expect(whole([ruled(0.9), ruled(0.9, kind)])).toEqual(['not-detected', [], 'same-template-strings']);
    expect(whole([ruled(0.9, kind)])).toEqual(['not-detected', [], 'distilled-kind']);
    expect(whole([ruled(0.9)])).toEqual(['inconclusive', ['no-counting-test'], 'same-template-strings']);
    const limits = { text: [], kind: [{ code: 'no-other-place' } as const] };
    expect(whole([ruled(0.9)], { limits })).toEqual(['inconclusive', ['no-other-place'], 'same-template-strings']);
    expect(whole([ruled(0.01)])).toEqual(['memorised', [], 'same-template-strings']);
  });

  it('says each reason once where no test counts', () => {
    expect(whole([])).toEqual(['inconclusive', ['no-counting-test'], undefined]);
    const limits = { text: [reason('agreement-too-low')], kind: [reason('agreement-too-low'), reason('no-other-place')] };
    expect(whole([ruled(0.001, { reach: 'nothing' })], { limits })).toEqual([
      'inconclusive',
      ['agreement-too-low', 'no-other-place'],
      undefined,
    ]);
  });

  it('does not mind a text that cannot be resolved', () => {
    expect(whole([ruled(0.001)], { forbidsText: [reason('feature-unresolvable')] })[0]).toBe('memorised');
  });

  it('is a signal at most where only tests that say no more would make it more', () => {
    const weak = { ...kind, reach: 'signal', keptBy: { code: 'family-not-studied' } } as const;
    expect(whole([ruled(0.2), ruled(0.0001, weak)])).toEqual(['signal', ['family-not-studied'], 'distilled-kind']);
    expect(whole([ruled(0.002), ruled(0.0001, weak)])).toEqual(['memorised', [], 'same-template-strings']);
  });
});

describe('corrected p-values', () => {
  const three = [
    ruled(0.03, { pInterval: [0.01, 0.07] }),
    ruled(0.002, kind),
    ruled(0.2, { name: 'distilled-text', pInterval: [0.15, 0.25] }),
  ];

  it('are those of the Cauchy combination within claims and over them', () => {
    const cauchy = (...values: readonly number[]) =>
      0.5 - Math.atan(values.reduce((sum, p) => sum + Math.tan((0.5 - p) * Math.PI), 0) / values.length) / Math.PI;
    const text = cauchy(0.03, 0.2);
    const whole = cauchy(text, 0.002);
    const { adjusted } = judge(three, 1);
    for (const [found, expected] of [
      [adjusted.whole, whole],
      [adjusted.text, Math.max(text, whole)],
      [adjusted.kind, Math.max(0.002, whole)],
    ] as const)
      expect(found?.p).toBeCloseTo(expected, 12);
  });

  it('lie inside their intervals, in the order of p, and never above 1', () => {
    for (const tried of [1, 3, 100]) {
      const { tests, adjusted } = judge(three, tried);
      expect(tests.map(({ p }) => p)).toEqual([0.002, 0.03, 0.2]);
      for (const subject of judged) {
        const { p, interval } = adjusted[subject] ?? { p: Number.NaN, interval: [0, 0] };
        expect(interval[0]).toBeLessThanOrEqual(p);
        expect(p).toBeLessThanOrEqual(interval[1]);
        expect(interval[1]).toBeLessThanOrEqual(1);
        expect(p).toBeGreaterThanOrEqual(adjusted.whole?.p ?? 1);
      }
    }
  });

  it('make no family-wise false alarm more often than stated', () => {
    // Of independent uniform p-values the combined one is uniform, too.
    const levels = Array.from({ length: 2000 }, (_, index) => (index + 0.5) / 2000);
    const alarms = levels.filter((level) => (judge([ruled(level), ruled((level * 7919) % 1, kind)], 1).adjusted.whole?.p ?? 1) <= 0.05);
    expect(alarms.length / levels.length).toBeGreaterThan(0.045);
    expect(alarms.length / levels.length).toBeLessThanOrEqual(0.055);
  });
});

it('reasons that forbid only "not detected" never turn a finding into less', () => {
  for (const code of ['control-failed', 'references-tie', 'answers-do-not-move', 'sampling-error'] as const) {
    expect(rule('text', judge([ruled(0.04)], 1), { ...quiet, forbidsNotDetected: [reason(code)] }).verdict).toBe('signal');
    expect(rule('text', judge([ruled(0.4)], 1), { ...quiet, forbidsNotDetected: [reason(code)] }).reasons).toEqual([reason(code)]);
  }
});
