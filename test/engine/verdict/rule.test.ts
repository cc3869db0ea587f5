import { describe, expect, it } from 'vitest';
import type { Reason } from '../../../shared/domain/reasons.js';
import { adjust, rule, type Circumstances, type RuledTest } from '../../../electron/engine/verdict/rule.js';

type ReasonCode = Reason['code'];

const quiet: Circumstances = { alpha: 0.05, labelKnown: true, forbidsText: [], forbidsNotDetected: [], limits: { text: [], kind: [] } };
const reasons = {
  'feature-unresolvable': { code: 'feature-unresolvable', greyLevels: 1 },
  'control-failed': { code: 'control-failed', controls: ['dense-clean'] },
  'references-tie': { code: 'references-tie' },
  'answers-do-not-move': { code: 'answers-do-not-move', stamped: 'mark' },
  'sampling-error': { code: 'sampling-error', samplingError: 2, deviation: 1, hosts: 100 },
  'too-few-texts': { code: 'too-few-texts', given: 9, needed: 19 },
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
    deciding: 'distilled-text',
  },
  {
    name: 'nor where the test says "signal" at most anyway',
    tests: [ruled(0.005, { pInterval: [0.001, 0.02], reach: 'signal' })],
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
  { name: 'Holm: the smaller of two p is doubled', tests: [ruled(0.006), ruled(0.5, kind)], verdict: 'signal' },
  { name: 'Holm: the larger is not', tests: [ruled(0.006), ruled(0.001, kind)], verdict: 'memorised' },
  {
    name: 'a second test of the claim doubles it again',
    tests: [ruled(0.012), ruled(0.5, { name: 'distilled-text' }), ruled(0.5, kind)],
    verdict: 'signal',
  },
  { name: 'and more', tests: [ruled(0.013), ruled(0.5, { name: 'distilled-text' }), ruled(0.5, kind)], verdict: 'not-detected' },
  {
    name: 'tests of the other claim double it once',
    tests: [ruled(0.02), ruled(0.5, kind), ruled(0.5, { ...kind, name: 'initial-weights' }), ruled(0.5, { ...kind, name: 'brought-kind' })],
    verdict: 'signal',
  },
  {
    name: 'a test that does not count neither decides nor costs',
    tests: [ruled(0.01), ruled(0.0001, { reach: 'nothing', name: 'distilled-text' })],
    verdict: 'memorised',
  },
  {
    name: 'bounds that straddle alpha',
    tests: [ruled(0.06, { pInterval: [0.03, 0.1] })],
    verdict: 'inconclusive',
    reasons: ['bounds-straddle'],
  },
  {
    name: 'corrected bounds that straddle alpha',
    tests: [ruled(0.03, { pInterval: [0.02, 0.05] })],
    tried: 2,
    verdict: 'inconclusive',
    reasons: ['bounds-straddle'],
  },
  { name: 'corrected bounds that do not', tests: [ruled(0.06, { pInterval: [0.03, 0.1] })], tried: 2, verdict: 'not-detected' },
  {
    name: 'a clear non-signal that stopped early does not straddle',
    tests: [ruled(0.06, { pInterval: [0.03, 0.1], stoppedEarly: true })],
    verdict: 'not-detected',
  },
  {
    name: 'a computed p does not straddle because another p was smaller',
    tests: [ruled(0.03), ruled(0.031, { name: 'distilled-text' })],
    circumstances: { alpha: 0.04 },
    verdict: 'not-detected',
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
    tests: [ruled(0.0001, { reach: 'signal' })],
    verdict: 'signal',
    reasons: ['family-not-studied'],
  },
  {
    name: 'a studied test carries the verdict past an unstudied one',
    tests: [ruled(0.0001, { reach: 'signal' }), ruled(0.004, { name: 'distilled-text' })],
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
    reasons: ['bounds-straddle', 'references-tie', 'sampling-error'],
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
    const ruling = rule('text', adjust(tests, tried), { ...quiet, ...circumstances });
    expect(ruling.verdict).toBe(verdict);
    expect(ruling.reasons.map(({ code }) => code)).toEqual(reasons);
    if (deciding) expect(ruling.deciding?.name).toBe(deciding);
  });
});

describe('the verdict on marks of this kind', () => {
  it('stands apart from that on the text', () => {
    const tests = adjust([ruled(0.9), ruled(0.001, kind)], 1);
    expect(rule('text', tests, quiet).verdict).toBe('not-detected');
    expect(rule('kind', tests, quiet).verdict).toBe('memorised');
  });

  it('does not mind a text that cannot be resolved', () => {
    const tests = adjust([ruled(0.001, kind)], 1);
    expect(rule('kind', tests, { ...quiet, forbidsText: [reason('feature-unresolvable')] }).verdict).toBe('memorised');
  });

  it('says that nothing was run for it', () => {
    expect(rule('kind', [], quiet).reasons).toEqual([{ code: 'no-counting-test' }]);
    expect(rule('text', [], quiet).reasons).toEqual([{ code: 'no-counting-test' }]);
  });
});

describe('corrected p-values', () => {
  const three = [
    ruled(0.03, { pInterval: [0.01, 0.07] }),
    ruled(0.002, kind),
    ruled(0.2, { name: 'distilled-text', pInterval: [0.15, 0.25] }),
  ];

  it('lie inside their intervals, in the order of p, and never above 1', () => {
    for (const tried of [1, 3, 100]) {
      const adjusted = adjust(three, tried);
      expect(adjusted.map(({ p }) => p)).toEqual([0.002, 0.03, 0.2]);
      for (const {
        pAdjusted,
        pAdjustedInterval: [low, high],
      } of adjusted) {
        expect(low).toBeLessThanOrEqual(pAdjusted);
        expect(pAdjusted).toBeLessThanOrEqual(high);
        expect(high).toBeLessThanOrEqual(1);
      }
    }
  });

  it('make no family-wise false alarm more often than stated', () => {
    // m uniform p-values: P(any corrected p <= alpha) = 1 - (1 - alpha / m)^m <= alpha.
    const levels = Array.from({ length: 2000 }, (_, index) => (index + 0.5) / 2000);
    const alarms = levels.filter((level) =>
      adjust([ruled(level), ruled((level * 7919) % 1, kind)], 1).some(({ pAdjusted }) => pAdjusted <= 0.05),
    );
    expect(alarms.length / levels.length).toBeGreaterThan(0.03);
    expect(alarms.length / levels.length).toBeLessThanOrEqual(0.055);
  });
});

it('reasons that forbid only "not detected" never turn a finding into less', () => {
  for (const code of ['control-failed', 'references-tie', 'answers-do-not-move', 'sampling-error'] as const) {
    expect(rule('text', adjust([ruled(0.04)], 1), { ...quiet, forbidsNotDetected: [reason(code)] }).verdict).toBe('signal');
    expect(rule('text', adjust([ruled(0.4)], 1), { ...quiet, forbidsNotDetected: [reason(code)] }).reasons).toEqual([reason(code)]);
  }
});
