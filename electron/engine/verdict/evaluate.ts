import type { TestResult } from '../../../shared/domain/audit-result.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import { claims, type ArchitectureFamily, type Claim, type Reach, type Reason, type TestName } from '../../../shared/domain/verdict.js';
import type { Measurements } from './measurements/measurements.js';
import { adjust, asRuled, mostMultiplied, type AdjustedTest } from './rule.js';
import { verdictTests } from './tests/index.js';
import type { VerdictTest, Weakness } from './tests/test.js';
import { agreementFloor, familyWords, isBarred, standingOf, startOf, type Standing, type ValidityTable } from './validity.js';

export interface Evaluation {
  readonly tests: readonly TestResult[];
  /** The tests that count, corrected. */
  readonly adjusted: readonly AdjustedTest[];
  /** Tests that were not run, and what kept them where it is not the want of what they need. */
  readonly notRun: readonly { readonly test: VerdictTest; readonly obstacle: Reason | undefined }[];
  /** What keeps tests of a claim from running or counting, though what they need was given. */
  readonly hindrances: Readonly<Record<Claim, readonly Reason[]>>;
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
}

/** Runs every test that the measurements allow, says which count, and corrects those over all that count. */
export function evaluate(measurements: Measurements, context: EvaluationContext): Evaluation {
  const { label, alpha, tried, toPoints } = context;
  const standings = new Map(verdictTests.map((test) => [test.name, standing(test, measurements, context)]));
  const first = { label, alpha, trials: tried, toPoints };
  const ran = verdictTests.filter((test) => test.evaluate(measurements, first) !== undefined);
  const counting = ran.filter((test) => standings.get(test.name)?.counts);
  const results = ran.flatMap((test): { result: TestResult; atMostSignal: boolean; stoppedEarly: boolean }[] => {
    // The correction decides what can be detected, so effects are stated after it is known.
    const outcome = test.evaluate(measurements, { ...first, trials: tried * mostMultiplied(test.claim, counting) });
    if (outcome === undefined) return [];
    const ruled = standing(test, measurements, context);
    const { counts, atMostSignal, limit, sentence } = ruled;
    const { stoppedEarly = false, ...found } = outcome;
    return [
      {
        result: { name: test.name, claim: test.claim, counts, standing: sentence, carries: reach(ruled), limit, ...found },
        atMostSignal,
        stoppedEarly,
      },
    ];
  });
  const adjusted = adjust(
    results.map(({ result, ...ruled }) => asRuled(result, ruled)),
    tried,
  );
  return {
    tests: results.map(({ result }) => {
      const correction = adjusted.find((test) => test.name === result.name);
      return correction === undefined
        ? result
        : { ...result, pAdjusted: correction.pAdjusted, pAdjustedInterval: [...correction.pAdjustedInterval] as [number, number] };
    }),
    adjusted,
    notRun: verdictTests.filter((test) => !ran.includes(test)).map((test) => ({ test, obstacle: test.obstacle?.(measurements, label) })),
    hindrances: hindrancesOf(measurements, context),
  };
}

function hindrancesOf(measurements: Measurements, context: EvaluationContext): Record<Claim, Reason[]> {
  const found: Record<Claim, Reason[]> = { text: [], kind: [] };
  for (const claim of claims) {
    for (const test of verdictTests.filter((one) => one.claim === claim)) {
      const reason = test.obstacle?.(measurements, context.label) ?? weaknessOf(test, measurements, context);
      if (reason && !found[claim].some(({ sentence }) => sentence === reason.sentence)) found[claim].push(reason);
    }
    found[claim].push(...barredBy(claim, measurements, context));
  }
  return found;
}

/** Where the studies keep tests of a claim from the verdict: that they do, and what the tests take that can still count. */
function barredBy(claim: Claim, measurements: Measurements, { family, validity }: EvaluationContext): Reason[] {
  const own = verdictTests.filter((test) => test.claim === claim);
  const barred = own.filter(({ name }) => isBarred(name, family, startIn(measurements, name), validity));
  if (barred.length === 0) return [];
  const left = own.filter(
    (test) => !barred.includes(test) && standingOf(test.name, family, startIn(measurements, test.name), validity).counts,
  );
  const remedy = left.length > 0 ? ` What can count here takes ${left.map(({ needs }) => needs).join('; or ')}.` : '';
  return [
    {
      code: 'no-counting-test',
      sentence: `On ${familyWords[family]} the false alarms of tests that count elsewhere were not shown to be few enough (docs/validity.md), so these describe only.${remedy}`,
    },
  ];
}

/** Tests that were given the initial weights are judged by audits that were given them. */
function startIn({ students }: Measurements, name: TestName): StudentStart {
  return startOf(name, students?.start ?? 'anew');
}

function weaknessOf(test: VerdictTest, measurements: Measurements, { family, validity }: EvaluationContext): Weakness | undefined {
  return test.weakness?.(measurements, agreementFloor(test.name, family, startIn(measurements, test.name), validity));
}

function standing(test: VerdictTest, measurements: Measurements, context: EvaluationContext): Standing {
  const { family, label, validity } = context;
  const byFamily = standingOf(test.name, family, startIn(measurements, test.name), validity);
  if (!byFamily.counts) return byFamily;
  const weakness = weaknessOf(test, measurements, context);
  if (weakness !== undefined)
    return { counts: false, atMostSignal: byFamily.atMostSignal, limit: weakness.code, sentence: weakness.sentence };
  if (label !== undefined || byFamily.atMostSignal) return byFamily;
  return {
    counts: true,
    atMostSignal: true,
    limit: 'label-unknown',
    sentence: `${byFamily.sentence} Here up to "signal" alone, as the class of the record is not known.`,
  };
}

function reach({ counts, atMostSignal }: Standing): Reach {
  if (!counts) return 'nothing';
  return atMostSignal ? 'signal' : 'memorised';
}
