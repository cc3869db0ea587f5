import type { TestResult } from '../../../shared/domain/audit-result.js';
import type { TestName } from '../../../shared/domain/comparisons.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import type { ArchitectureFamily, Claim } from '../../../shared/domain/verdict.js';
import { reachUnder, type Limit, type MeasuredLimit } from '../comparisons/limit.js';
import { verdictTests, type Measurements, type VerdictTest } from '../comparisons/table.js';
import { judge, multiplied, type Judgement, type RuledTest, type StudiedReason } from './rule.js';
import { noStandIns, type StandInSupport } from './stand-ins.js';
import { agreementFloor, isKeptByStudies, standingOf, startOf, type Standing, type ValidityTable } from './validity.js';

export interface Evaluation {
  readonly tests: readonly TestResult[];
  /** The tests that count, and what they come to. */
  readonly judgement: Judgement;
  /** Tests that were not run, and what kept them where it is not the want of what they need. */
  readonly notRun: readonly { readonly test: VerdictTest; readonly limit: MeasuredLimit | undefined }[];
  /** What keeps tests of a claim from running or counting, though what they need was given. */
  readonly limits: Readonly<Record<Claim, readonly Reason[]>>;
}

export interface EvaluationContext {
  readonly family: ArchitectureFamily;
  readonly label: number | undefined;
  readonly alpha: number;
  /** Texts x placements x labels tried. */
  readonly tried: number;
  readonly toPoints: (logOdds: number) => number;
  /** The table that ships, when left out. */
  readonly validity?: ValidityTable;
  /** What stand-ins of the model take away; nothing, when left out. */
  readonly standIns?: StandInSupport;
}

/** A test before it is run: whether it can be, and what it may decide. */
interface Prepared {
  readonly test: VerdictTest;
  readonly measured: unknown;
  readonly runs: boolean;
  /** What keeps it from running or counting by what was measured. */
  readonly limit: MeasuredLimit | undefined;
  readonly standing: Standing;
}

/** Runs every test that the measurements allow, says which count, and what those come to. */
export function evaluate(measurements: Measurements, context: EvaluationContext): Evaluation {
  const { label, alpha, tried, toPoints } = context;
  const prepared = verdictTests.map((test) => prepare(test, measurements, context));
  const ran = prepared.filter(({ runs }) => runs);
  const counting = ran.filter(({ standing }) => reachUnder(standing.limit) !== 'nothing').map(({ test }) => test);
  const asked = { feature: measurements.feature, label, attractedClass: measurements.seedMethod.scores.attractedClass, alpha, toPoints };
  const found = ran.map(({ test, measured, standing }) => {
    const { name, claim } = test;
    const { basis, limit } = standing;
    const reach = reachUnder(limit);
    // The correction decides what can be detected, so effects are stated for it.
    const { stoppedEarly = false, ...outcome } = test.evaluate(measured, { ...asked, trials: tried * multiplied(claim, counting) });
    const result: TestResult = {
      name,
      claim,
      counts: reach !== 'nothing',
      carries: reach,
      limit: limit?.reason,
      basis,
      ...outcome,
    };
    const ruled: RuledTest = { name, claim, reach, keptBy: studiedReason(limit), p: outcome.p, pInterval: outcome.pInterval, stoppedEarly };
    return { result, ruled };
  });
  return {
    tests: found.map(({ result }) => result),
    judgement: judge(
      found.map(({ ruled }) => ruled),
      tried,
    ),
    notRun: prepared
      .filter(({ runs }) => !runs)
      .map(({ test, limit }) => ({ test, limit: limit?.keepsFrom === 'running' ? limit : undefined })),
    limits: { text: limitsOf('text', prepared, measurements, context), kind: limitsOf('kind', prepared, measurements, context) },
  };
}

function studiedReason(limit: Limit | undefined): StudiedReason | undefined {
  const reason = limit?.reason;
  return reason?.code === 'family-not-studied' || reason?.code === 'false-alarms-unsettled' ? reason : undefined;
}

function prepare(
  test: VerdictTest,
  measurements: Measurements,
  { family, label, validity, standIns = noStandIns }: EvaluationContext,
): Prepared {
  const measured: unknown = measurements[test.comparison];
  const start = startIn(measurements, test.name);
  const limit = test.limit?.(measured, agreementFloor(test.name, family, start, validity)) ?? standIns.limitOf(test.name);
  return {
    test,
    measured,
    runs: measured !== undefined && (test.isIn?.(measured) ?? true) && limit?.keepsFrom !== 'running',
    limit,
    standing: standingHere(standingOf(test.name, family, start, validity), limit, label),
  };
}

/** What a test is worth in this audit, where the studies would let it count. */
function standingHere(studied: Standing, limit: MeasuredLimit | undefined, label: number | undefined): Standing {
  if (reachUnder(studied.limit) === 'nothing') return studied;
  if (limit !== undefined) return { basis: studied.basis, limit };
  if (label !== undefined || studied.limit !== undefined) return studied;
  return { basis: studied.basis, limit: { keepsFrom: 'memorised', reason: { code: 'label-unknown' } } };
}

function limitsOf(claim: Claim, prepared: readonly Prepared[], measurements: Measurements, context: EvaluationContext): Reason[] {
  const own = prepared.filter(({ test }) => test.claim === claim);
  // What keeps two tests for the same reason is said once.
  const reasons = new Map(own.flatMap(({ limit }) => (limit ? [[JSON.stringify(limit.reason), limit.reason] as const] : [])));
  return [...reasons.values(), ...keptByStudies(own, measurements, context)];
}

/** Where the studies keep tests of a claim from the verdict: that they do, and which tests can still count. */
function keptByStudies(own: readonly Prepared[], measurements: Measurements, { family, validity }: EvaluationContext): Reason[] {
  const tests = own.map(({ test }) => test);
  const kept = tests.filter(({ name }) => isKeptByStudies(name, family, startIn(measurements, name), validity));
  if (kept.length === 0) return [];
  const left = tests.filter(({ name }) => reachUnder(standingOf(name, family, startIn(measurements, name), validity).limit) !== 'nothing');
  return [{ code: 'false-alarms-too-many', left: left.map(({ name }) => name) }];
}

/** Tests that were given the initial weights are judged by audits that were given them. */
function startIn({ students }: Measurements, name: TestName): StudentStart {
  return startOf(name, students?.start ?? 'anew');
}
