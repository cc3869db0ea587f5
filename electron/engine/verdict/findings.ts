import type { AuditResult, Conclusion, ControlResult, TestResult } from '../../../shared/domain/audit-result.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import { claims, type ArchitectureFamily, type Judged } from '../../../shared/domain/verdict.js';
import { seedMethodOf } from '../comparisons/seed-method/statistic.js';
import { attractedClassOf, exposureOf } from '../comparisons/strings/beside.js';
import type { Measurements } from '../comparisons/table.js';
import { mean } from '../statistics/moments.js';
import { circumstancesOf, type CircumstancesInput } from './circumstances.js';
import { evaluate, type Evaluation } from './evaluate.js';
import { rule } from './rule.js';
import { noStandIns, type StandInSupport } from './stand-ins.js';
import { studiedPower, type StudiedAudits } from './studied-power.js';
import { startOf, type ValidityTable } from './validity.js';

export interface FindingsInput {
  readonly measurements: Measurements;
  readonly family: ArchitectureFamily;
  readonly label: number | undefined;
  readonly alpha: number;
  readonly tried: number;
  readonly controls: readonly ControlResult[];
  readonly legibility: CircumstancesInput['legibility'];
  readonly answers?: CircumstancesInput['answers'];
  /** What stand-ins of the model take away; nothing, when left out. */
  readonly standIns?: StandInSupport;
  /** Reference models were given, but the image has too little room for the placements they are compared at. */
  readonly lacksRoom: boolean;
  /** Which tests count for which family; the table that ships, when left out. */
  readonly validity?: ValidityTable;
  /** What the studies found of audits; the table that ships, when left out. */
  readonly studied?: readonly StudiedAudits[];
}

/** The part of a result that follows from the measurements alone. */
export type Findings = Pick<
  AuditResult,
  'effect' | 'rule' | 'whole' | 'claims' | 'tests' | 'attractedClass' | 'exposure' | 'seedMethod' | 'notTested'
>;

/** Tests, verdicts, effect and everything shown beside them, from the measurements. */
export function findingsOf(input: FindingsInput): Findings {
  const { measurements, family, label, alpha, tried, controls, legibility, lacksRoom, validity, standIns = noStandIns } = input;
  const toPoints = pointsAt(measurements.seedMethod.cleanLogOdds);
  const evaluation = evaluate(measurements, { family, label, alpha, tried, toPoints, validity, standIns });
  const limits = lacksRoom ? { ...evaluation.limits, kind: [...evaluation.limits.kind, noRoom] } : evaluation.limits;
  const circumstances = circumstancesOf({
    measurements,
    alpha,
    labelKnown: label !== undefined,
    controls,
    legibility,
    answers: input.answers,
    standIns,
    limits,
  });
  const conclude = (subject: Judged): Conclusion => {
    const { verdict, reasons, adjusted, deciding } = rule(subject, evaluation.judgement, circumstances);
    return {
      verdict,
      reasons: [...reasons],
      pAdjusted: adjusted?.p,
      pAdjustedInterval: adjusted && [adjusted.interval[0], adjusted.interval[1]],
      decidingTest: deciding?.name,
      // Where no image moves the answers, what a mark would have to do says nothing of marks.
      detectableEffect: input.answers?.alike ? undefined : detectableEffectOf(subject, evaluation.tests),
      studied: studiedIn(subject, evaluation.judgement.tests, input),
    };
  };
  return {
    effect: effectOf(measurements),
    rule: 'closed-testing',
    whole: conclude('whole'),
    claims: claims.map((claim) => ({ claim, ...conclude(claim) })),
    tests: input.answers?.alike ? evaluation.tests.map(({ detectableEffect: _effect, ...test }) => test) : [...evaluation.tests],
    attractedClass: attractedClassOf(measurements),
    exposure: exposureOf(measurements),
    seedMethod: seedMethodOf(measurements.seedMethod),
    notTested: evaluation.notRun.map((notRun) => notTestedFor(notRun, lacksRoom)),
  };
}

function studiedIn(
  subject: Judged,
  counting: Evaluation['judgement']['tests'],
  { measurements, family, label, alpha, tried, studied: table }: FindingsInput,
): Conclusion['studied'] {
  const tests = counting.map(({ name }) => ({ name, start: startOf(name, measurements.students?.start ?? 'anew') }));
  return studiedPower(subject, { family, tests, labelKnown: label !== undefined, alpha, tried }, table);
}

const noRoom = { code: 'no-other-place' } as const satisfies Reason;

function notTestedFor(
  { test: { name, comparesPlaces }, limit }: Evaluation['notRun'][number],
  lacksRoom: boolean,
): AuditResult['notTested'][number] {
  return { test: name, limit: limit?.reason ?? (lacksRoom && comparesPlaces ? noRoom : undefined) };
}

/** The smallest detectable effect: the least of the tests that count. */
function detectableEffectOf(subject: Judged, tests: readonly TestResult[]): Conclusion['detectableEffect'] {
  const effects = tests
    .filter((test) => (subject === 'whole' || test.claim === subject) && test.counts)
    .flatMap(({ detectableEffect }) => detectableEffect ?? []);
  return effects.length === 0 ? undefined : effects.reduce((least, effect) => (effect.logOdds < least.logOdds ? effect : least));
}

/** Mean change of probability, in points of 100, that a shift in log-odds makes at given log-odds. */
function pointsAt(cleanLogOdds: Float64Array): (logOdds: number) => number {
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  return (logOdds) => 100 * mean(cleanLogOdds.map((value) => sigmoid(value + logOdds) - sigmoid(value)));
}

function effectOf({ feature, effectClass, strings, students }: Measurements): AuditResult['effect'] {
  const points = (probability: Float64Array) => 100 * probability[effectClass];
  const own = points(feature.probability);
  const base = { class: effectClass, logOdds: feature.logOdds[effectClass], probabilityPoints: own, decisionFlips: feature.flips };
  if (students) {
    const [, ...references] = students.placements.probability;
    const [, ...flips] = students.placements.flips;
    const comparable = mean(Float64Array.from(references, points));
    return {
      ...base,
      comparable: 'distilled-references',
      comparableProbabilityPoints: comparable,
      comparableDecisionFlips: mean(Float64Array.from(flips)),
    };
  }
  if (strings) {
    const comparable = mean(Float64Array.from(strings.strings, (response) => points(response.probability)));
    return {
      ...base,
      comparable: 'same-template-strings',
      comparableProbabilityPoints: comparable,
      comparableDecisionFlips: mean(Float64Array.from(strings.strings, ({ flips }) => flips)),
    };
  }
  return base;
}
