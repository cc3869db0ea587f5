import type { TestResult } from '../../../../shared/domain/audit-result.js';
import type { Claim, LimitCode, Reason, TestName } from '../../../../shared/domain/verdict.js';
import type { Measurements } from '../measurements/measurements.js';

/** What a test may ask beside the measurements. */
export interface TestContext {
  readonly label: number | undefined;
  readonly alpha: number;
  /** What the correction multiplies the claim's smallest p by at most: its tests that count times the claims that have some, times things tried. */
  readonly trials: number;
  /** Change of probability, in points, that a shift in log-odds makes at the hosts' clean answers. */
  readonly toPoints: (logOdds: number) => number;
}

/** Why a test does not count, by the kind of thing that keeps it from it. */
export type Weakness = Reason & { readonly code: LimitCode };

/** What a test found, before anyone asks whether it counts. */
export interface TestOutcome extends Pick<
  TestResult,
  'statistic' | 'unit' | 'p' | 'pInterval' | 'references' | 'details' | 'detectableEffect'
> {
  /** A sequential test that stopped before its last block. */
  readonly stoppedEarly?: boolean;
}

/** One test of the verdict: what it needs, which claim it supports, how it reads the measurements. */
export interface VerdictTest {
  readonly name: TestName;
  readonly claim: Claim;
  /** What it takes to run it, for a reader who did not give it. */
  readonly needs: string;
  /** Undefined where the measurements lack what the test needs. */
  evaluate(measurements: Measurements, context: TestContext): TestOutcome | undefined;
  /** Why the test cannot be run on measurements that were taken for it; undefined where it can. */
  obstacle?(measurements: Measurements, label: number | undefined): Reason | undefined;
  /** Why what was measured is too weak to count; undefined where it counts. `leastAgreement` is what references owe the model. */
  weakness?(measurements: Measurements, leastAgreement: number): Weakness | undefined;
}
