import type { TestResult } from '../../../shared/domain/audit-result.js';
import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { Measurements } from './measurements/measurements.js';
import { adjust, asRuled, type AdjustedTest } from './rule.js';
import { verdictTests } from './tests/index.js';
import type { VerdictTest } from './tests/test.js';
import { standingOf } from './validity.js';

export interface Evaluation {
  readonly tests: readonly TestResult[];
  /** The tests that count, corrected. */
  readonly adjusted: readonly AdjustedTest[];
  /** Tests that were not run, and what they would take. */
  readonly notRun: readonly VerdictTest[];
}

export interface EvaluationContext {
  readonly family: ArchitectureFamily;
  readonly label: number | undefined;
  readonly alpha: number;
  /** Texts x placements x labels tried. */
  readonly tried: number;
  readonly toPoints: (logOdds: number) => number;
}

/** Runs every test that the measurements allow, says which count, and corrects those over all that count. */
export function evaluate(measurements: Measurements, context: EvaluationContext): Evaluation {
  const { family, label, alpha, tried, toPoints } = context;
  const standings = new Map(verdictTests.map((test) => [test.name, standing(test, measurements, family)]));
  const first = { label, alpha, trials: tried, toPoints };
  const ran = verdictTests.filter((test) => test.evaluate(measurements, first) !== undefined);
  const counting = ran.filter((test) => standings.get(test.name)?.counts).length;
  const results = ran.flatMap((test): { result: TestResult; atMostSignal: boolean }[] => {
    // The correction decides what can be detected, so effects are stated after it is known.
    const outcome = test.evaluate(measurements, { ...first, trials: tried * Math.max(1, counting) });
    const { counts, sentence, atMostSignal } = standing(test, measurements, family);
    return outcome === undefined ? [] : [{ result: { name: test.name, claim: test.claim, counts, standing: sentence, ...outcome }, atMostSignal }];
  });
  const adjusted = adjust(
    results.map(({ result, atMostSignal }) => asRuled(result, atMostSignal)),
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
    notRun: verdictTests.filter((test) => !ran.includes(test)),
  };
}

function standing(test: VerdictTest, measurements: Measurements, family: ArchitectureFamily): { counts: boolean; atMostSignal: boolean; sentence: string } {
  const byFamily = standingOf(test.name, family);
  const weakness = test.weakness?.(measurements);
  return weakness === undefined || !byFamily.counts ? byFamily : { counts: false, atMostSignal: byFamily.atMostSignal, sentence: weakness };
}
