import type { TestName } from '../../../shared/domain/comparisons.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import { claims, memorisedLevel, type Claim, type Reach, type Verdict } from '../../../shared/domain/verdict.js';
import { holmOverClaims } from '../statistics/multiplicity.js';

/** One test as the rule sees it. */
export interface RuledTest {
  readonly name: TestName;
  readonly claim: Claim;
  /** How far it carries the verdict. */
  readonly reach: Reach;
  readonly p: number;
  readonly pInterval: readonly [number, number];
  /** Stopped before the last block as a clear non-signal, so that more strings would not be drawn. */
  readonly stoppedEarly: boolean;
}

export interface AdjustedTest extends RuledTest {
  readonly pAdjusted: number;
  readonly pAdjustedInterval: readonly [number, number];
}

/**
 * Corrects the tests that count, claim by claim and over the claims, times the `tried` texts, placements
 * and labels (`holmOverClaims`); the smallest p comes first. A corrected p never falls when any p rises,
 * so correcting all lower and all upper ends bounds it.
 */
export function adjust(tests: readonly RuledTest[], tried: number): AdjustedTest[] {
  const byClaim = claims.map((claim) => tests.filter((test) => test.reach !== 'nothing' && test.claim === claim));
  const correct = (pOf: (test: RuledTest) => number) =>
    holmOverClaims(
      byClaim.map((own) => own.map(pOf)),
      tried,
    );
  const corrected = correct(({ p }) => p);
  const lowest = correct(({ p, pInterval: [low] }) => Math.min(p, low));
  const highest = correct(({ p, pInterval: [, high] }) => Math.max(p, high));
  return byClaim
    .flatMap((own, claim) =>
      own.map((test, index): AdjustedTest => ({
        ...test,
        pAdjusted: corrected[claim][index],
        pAdjustedInterval: [lowest[claim][index], highest[claim][index]],
      })),
    )
    .sort((one, other) => one.p - other.p);
}

/** What the correction multiplies the smallest p of a claim's tests by at most: those that count, times the claims that have some. */
export function mostMultiplied(claim: Claim, counting: readonly { readonly claim: Claim }[]): number {
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
  readonly deciding: AdjustedTest | undefined;
}

/** The verdict on one claim, from the tests that count for it (docs/method.md, the verdict). */
export function rule(claim: Claim, tests: readonly AdjustedTest[], circumstances: Circumstances): Ruling {
  const supporting = tests.filter((test) => test.claim === claim);
  if (supporting.length === 0) {
    const limits = circumstances.limits[claim];
    const missing: readonly Reason[] = limits.length > 0 ? limits : [{ code: 'no-counting-test' }];
    return { verdict: 'inconclusive', reasons: [...missing, ...circumstances.forbidsNotDetected], deciding: undefined };
  }
  const deciding = supporting.reduce((best, test) => (test.pAdjusted < best.pAdjusted ? test : best));
  if (claim === 'text' && circumstances.forbidsText.length > 0) {
    return { verdict: 'inconclusive', reasons: circumstances.forbidsText, deciding };
  }
  if (deciding.pAdjusted <= circumstances.alpha) return positive(supporting, deciding, circumstances);
  const straddling = supporting.some((test) => !test.stoppedEarly && test.pAdjustedInterval[0] <= circumstances.alpha);
  const reasons = [...(straddling ? [straddles(circumstances.alpha)] : []), ...circumstances.forbidsNotDetected];
  return { verdict: reasons.length > 0 ? 'inconclusive' : 'not-detected', reasons, deciding };
}

function positive(supporting: readonly AdjustedTest[], deciding: AdjustedTest, { labelKnown }: Circumstances): Ruling {
  const strong = supporting.filter((test) => test.pAdjusted <= memorisedLevel);
  if (strong.length === 0) return { verdict: 'signal', reasons: [], deciding };
  if (!labelKnown) return { verdict: 'signal', reasons: [{ code: 'label-unknown' }], deciding };
  const studied = strong.filter(({ reach }) => reach === 'memorised');
  if (studied.length === 0) return { verdict: 'signal', reasons: [{ code: 'family-not-studied' }], deciding };
  const sure = studied.find(({ pAdjustedInterval: [, high] }) => high <= memorisedLevel);
  if (sure === undefined) return { verdict: 'signal', reasons: [straddles(memorisedLevel)], deciding };
  return { verdict: 'memorised', reasons: [], deciding: sure };
}

function straddles(level: number): Reason {
  return { code: 'bounds-straddle', level };
}
