import type { TestResult } from '../../../shared/domain/audit-result.js';
import { testFacts, type TestFacts, type TestName } from '../../../shared/domain/comparisons.js';
import type { Response } from '../scoring/response.js';
import type { MeasuredLimit } from './limit.js';
import type { MeasureContext } from './measure-request.js';
import type { MeasurePhase } from './phases.js';
import type { Plan, PlanRequest } from './plan.js';
import type { PlannedAudit } from './planned-audit.js';

/**
 * One way to compare the feature with something that was not memorised: what it takes to plan and to
 * measure it, and the tests that read what was measured. A folder each; `table.ts` lists them all.
 */
export interface Comparison<Name extends string, Measured> {
  readonly name: Name;
  readonly phase: MeasurePhase;
  /** Its part of a plan. */
  readonly planning?: Planning;
  /** Images that measuring it goes through. */
  cost(planned: PlannedAudit): number;
  /** Networks that score each of them: the audited one alone, when left out. */
  networks?(planned: PlannedAudit): number;
  /** What was measured; undefined, where `Measured` allows it, for want of what it needs. */
  measure(context: MeasureContext): Promise<Measured>;
  /** The class that the feature draws answers to by what was measured: what an audit without a label is about. */
  attractedClass?(feature: Response, measured: Measured): number | undefined;
  /** In the order in which a result lists them; none where it only describes. */
  readonly tests: readonly ComparisonTest<NonNullable<Measured>>[];
}

export interface Planning {
  /** Share of the time budget. */
  readonly share: Readonly<Record<PlanRequest['level'], number>>;
  /** The counts that fit into so many images, beside those that comparisons before it have planned. */
  counts(request: PlanRequest, images: number, planned: Plan): Partial<Plan>;
}

/** What a test may ask beside what its comparison measured. */
export interface TestContext {
  /** The audited model's response to the feature at its place. */
  readonly feature: Response;
  readonly label: number | undefined;
  /** The class whose probability gains most under the feature. */
  readonly attractedClass: number;
  readonly alpha: number;
  /** What the correction multiplies the claim's smallest p by at most: its tests that count times the claims that have some, times things tried. */
  readonly trials: number;
  /** Change of probability, in points, that a shift in log-odds makes at the hosts' clean answers. */
  readonly toPoints: (logOdds: number) => number;
}

/** What a test found, before anyone asks whether it counts. */
export interface TestOutcome extends Pick<
  TestResult,
  'statistic' | 'unit' | 'p' | 'pInterval' | 'references' | 'details' | 'detectableEffect'
> {
  /** A sequential test that stopped before its last block. */
  readonly stoppedEarly?: boolean;
}

/** How a test reads what its comparison measured, and how far it may be trusted where no study has looked. */
interface Reading<Measured> {
  /**
   * On networks that no study covers: its p `holds` by construction, it `signals` at most, or it only `describes`.
   */
  readonly unstudied: 'holds' | 'signals' | 'describes';
  /** Which audits of a study judge it: those whose students start as its own do, or those given, or not given, the initial weights. */
  readonly studiedWith: 'students' | 'anew' | 'initial';
  /** Whether the plan has what it needs: where measuring costs something, when left out. */
  isPlanned?(planned: PlannedAudit): boolean;
  /** Whether it compares places of the image, which takes room for the mark elsewhere. */
  readonly comparesPlaces?: true;
  /** Whether what it reads is among what was measured; always, when left out. */
  isIn?(measured: Measured): boolean;
  /** What keeps it from running or counting, by what was measured; undefined where nothing does. `leastAgreement` is what references owe the model. */
  limit?(measured: Measured | undefined, leastAgreement: number): MeasuredLimit | undefined;
  evaluate(measured: Measured, context: TestContext): TestOutcome;
}

/** One test of a comparison. */
export interface ComparisonTest<Measured> extends Reading<Measured>, TestFacts {
  readonly name: TestName;
}

/** A test: what window and report know of it, too, and how it reads what was measured. */
export function comparisonTest<Measured>(name: TestName, reading: Reading<Measured>): ComparisonTest<Measured> {
  return { name, ...testFacts[name], ...reading };
}
