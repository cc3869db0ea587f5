import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import { claims, memorisedLevel, type Claim, type Judged, type Reach, type Verdict } from '../../../shared/domain/verdict.js';
import { closedTesting, type BoundedP } from '../statistics/closed-testing.js';

/** What the studies leave open of a test's false alarms. */
export type StudiedReason = Extract<Reason, { readonly code: 'family-not-studied' | 'false-alarms-unsettled' }>;

/** One test as the rule sees it. */
export interface RuledTest {
  readonly name: TestName;
  readonly claim: Claim;
  /** How far it carries the verdict. */
  readonly reach: Reach;
  /** What keeps it from carrying "memorised", where it is what the studies found or did not look for. */
  readonly keptBy?: StudiedReason;
  readonly p: number;
  readonly pInterval: readonly [number, number];
  /** Stopped before the last block as a clear non-signal, so that more strings would not be drawn. */
  readonly stoppedEarly: boolean;
}

/** Adjusted p-values by closed testing, of which one is undefined where no test of it counts. */
type AdjustedPs = Readonly<Record<Judged, BoundedP | undefined>>;

/** The tests that count, and what they come to. */
export interface Judgement {
  /** The smallest p first. */
  readonly tests: readonly RuledTest[];
  /** By all tests that count. */
  readonly adjusted: AdjustedPs;
  /** By those alone that can carry "memorised". */
  readonly carrying: AdjustedPs;
}

/**
 * Tests the claims closed, by the tests that count for each, times the `tried` texts, placements and
 * labels (`closedTesting`): the whole is found by both claims' tests, and a claim where it and the whole
 * are.
 */
export function judge(tests: readonly RuledTest[], tried: number): Judgement {
  const counting = tests.filter(({ reach }) => reach !== 'nothing').sort((one, other) => one.p - other.p);
  return {
    tests: counting,
    adjusted: adjust(counting, tried),
    carrying: adjust(
      counting.filter(({ reach }) => reach === 'memorised'),
      tried,
    ),
  };
}

function adjust(tests: readonly RuledTest[], trials: number): AdjustedPs {
  const { whole, claims: own } = closedTesting(
    claims.map((claim) => tests.filter((test) => test.claim === claim).map(boundedP)),
    { trials },
  );
  return { whole, ...(Object.fromEntries(claims.map((claim, index) => [claim, own[index]])) as Record<Claim, BoundedP | undefined>) };
}

/** Of a clear non-signal no more strings would be drawn, so that its p could not fall further. */
function boundedP({ p, pInterval: [low, high], stoppedEarly }: RuledTest): BoundedP {
  return { p, interval: [stoppedEarly ? p : low, high] };
}

/**
 * What the combination multiplies a claim's smallest p by where its other tests, and the other claim,
 * lie in the middle: those that count, times the claims that have some.
 */
export function multiplied(claim: Claim, counting: readonly { readonly claim: Claim }[]): number {
  const own = counting.filter((test) => test.claim === claim).length;
  return Math.max(1, own) * Math.max(1, new Set(counting.map((test) => test.claim)).size);
}

export interface Circumstances {
  readonly alpha: number;
  readonly labelKnown: boolean;
  /** Reasons that forbid any positive claim about this very text (it cannot be told apart at model input). */
  readonly forbidsText: readonly Reason[];
  /** Reasons that forbid "not detected": failed controls, references that tie, too much sampling error. */
  readonly forbidsNotDetected: readonly Reason[];
  /** Why tests of a claim were not run or do not count, though what they need was given. */
  readonly limits: Readonly<Record<Claim, readonly Reason[]>>;
}

export interface Ruling {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Undefined where no test counts. */
  readonly adjusted: BoundedP | undefined;
  /** Of the tests that count (that carry "memorised", where that is the verdict), the one with the smallest p. */
  readonly deciding: RuledTest | undefined;
}

/** The verdict on the whole or on one claim, from the tests that count for it (docs/method.md, the verdict). */
export function rule(subject: Judged, judgement: Judgement, circumstances: Circumstances): Ruling {
  const adjusted = judgement.adjusted[subject];
  const supporting = judgement.tests.filter(({ claim }) => subject === 'whole' || claim === subject);
  const ruling = (verdict: Verdict, reasons: readonly Reason[] = []): Ruling => ({
    verdict,
    reasons: distinct(reasons),
    adjusted,
    deciding: supporting.find(({ reach }) => verdict !== 'memorised' || reach === 'memorised'),
  });
  const untested = untestedReasons(subject, judgement, circumstances);
  if (adjusted === undefined) return ruling('inconclusive', [...untested, ...circumstances.forbidsNotDetected]);
  if (subject === 'text' && circumstances.forbidsText.length > 0) return ruling('inconclusive', circumstances.forbidsText);
  if (adjusted.p <= circumstances.alpha) return ruling(...positive(adjusted, judgement.carrying[subject], supporting, circumstances));
  // A p above the level decides however near it lies: "inconclusive" for being near would tell who has the model that it does
  // (docs/decisions/0016-near-the-limit.md).
  const reasons = [...untested, ...circumstances.forbidsNotDetected];
  return ruling(reasons.length > 0 ? 'inconclusive' : 'not-detected', reasons);
}

/**
 * Why something that the subject speaks of was not tested. The mark as a whole is one of its kind, so
 * that tests of the kind speak of it; those of the text do not speak of marks to which all texts are alike.
 */
function untestedReasons(subject: Judged, { adjusted, tests }: Judgement, { limits }: Circumstances): readonly Reason[] {
  const reasonsOf = (claim: Claim): readonly Reason[] => (limits[claim].length > 0 ? limits[claim] : [{ code: 'no-counting-test' }]);
  if (subject !== 'whole') return adjusted[subject] === undefined ? reasonsOf(subject) : [];
  if (tests.length === 0) return claims.flatMap(reasonsOf);
  return adjusted.kind === undefined ? reasonsOf('kind') : [];
}

function positive(
  adjusted: BoundedP,
  carrying: BoundedP | undefined,
  supporting: readonly RuledTest[],
  { labelKnown }: Circumstances,
): [verdict: Verdict, reasons?: readonly Reason[]] {
  if (adjusted.p > memorisedLevel) return ['signal'];
  if (!labelKnown) return ['signal', [{ code: 'label-unknown' }]];
  if (carrying === undefined || carrying.p > memorisedLevel) return ['signal', supporting.flatMap(({ keptBy }) => keptBy ?? [])];
  if (Math.max(adjusted.interval[1], carrying.interval[1]) > memorisedLevel) {
    return ['signal', [{ code: 'bounds-straddle', level: memorisedLevel }]];
  }
  return ['memorised'];
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
