import type { AuditResult, ClaimResult, ControlResult, TestResult } from '../../../shared/domain/audit-result.js';
import { claims, type ArchitectureFamily, type Claim, type Reason } from '../../../shared/domain/verdict.js';
import { seedMethodOf } from '../comparisons/seed-method/statistic.js';
import { attractedClassOf, exposureOf } from '../comparisons/strings/beside.js';
import type { Measurements } from '../comparisons/table.js';
import { mean } from '../statistics/moments.js';
import { circumstancesOf, type CircumstancesInput } from './circumstances.js';
import { evaluate, type Evaluation } from './evaluate.js';
import { rule } from './rule.js';
import { studiedPower, type StudiedAudits } from './studied-power.js';
import { startOf, type ValidityTable } from './validity.js';
import { claimSentence, detectableEffectOf, nextStep, studiedSentence } from './wording.js';

export interface FindingsInput {
  readonly measurements: Measurements;
  readonly family: ArchitectureFamily;
  readonly label: number | undefined;
  readonly alpha: number;
  readonly tried: number;
  readonly controls: readonly ControlResult[];
  readonly legibility: CircumstancesInput['legibility'];
  readonly answers?: CircumstancesInput['answers'];
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
  'effect' | 'claims' | 'tests' | 'attractedClass' | 'exposure' | 'seedMethod' | 'notTested' | 'baseRateNote'
>;

/** Tests, verdicts, effect and everything shown beside them, from the measurements. */
export function findingsOf(input: FindingsInput): Findings {
  const { measurements, family, label, alpha, tried, controls, legibility, lacksRoom, validity } = input;
  const toPoints = pointsAt(measurements.seedMethod.cleanLogOdds);
  const evaluation = evaluate(measurements, { family, label, alpha, tried, toPoints, validity });
  const limits = lacksRoom ? { ...evaluation.limits, kind: [...evaluation.limits.kind, noRoom] } : evaluation.limits;
  const circumstances = circumstancesOf({
    measurements,
    alpha,
    labelKnown: label !== undefined,
    controls,
    legibility,
    answers: input.answers,
    limits,
  });
  const claimResults = claims.map((claim): ClaimResult => {
    const ruling = rule(claim, evaluation.adjusted, circumstances);
    return {
      claim,
      verdict: ruling.verdict,
      sentence: claimSentence(claim, ruling, { tests: evaluation.tests, labelKnown: label !== undefined }),
      reasons: [...ruling.reasons],
      pAdjusted: ruling.deciding?.pAdjusted,
      decidingTest: ruling.deciding?.name,
      // Where no image moves the answers, what a mark would have to do says nothing of marks.
      detectableEffect: input.answers?.alike ? undefined : detectableEffectOf(claim, evaluation.tests),
      studied: studiedIn(claim, evaluation.adjusted, input),
      nextStep: nextStep(ruling.verdict),
    };
  });
  return {
    effect: effectOf(measurements),
    claims: claimResults,
    tests: input.answers?.alike ? evaluation.tests.map(({ detectableEffect: _effect, ...test }) => test) : [...evaluation.tests],
    attractedClass: attractedClassOf(measurements),
    exposure: exposureOf(measurements),
    seedMethod: seedMethodOf(measurements.seedMethod),
    notTested: evaluation.notRun.map((notRun) => notRunSentence(notRun, lacksRoom)),
    baseRateNote: baseRateNote(alpha),
  };
}

function studiedIn(
  claim: Claim,
  counting: Evaluation['adjusted'],
  { measurements, family, label, alpha, tried, studied: table }: FindingsInput,
): ClaimResult['studied'] {
  const tests = counting.map(({ name }) => ({ name, start: startOf(name, measurements.students?.start ?? 'anew') }));
  const studied = studiedPower(claim, { family, tests, labelKnown: label !== undefined, alpha, tried }, table);
  return studied && { ...studied, sentence: studiedSentence(studied) };
}

const noRoom: Reason = {
  code: 'too-few-references',
  sentence: 'Reference models were given, but the mark leaves too few other places in the image to compare with.',
};

function notRunSentence({ test, limit }: Evaluation['notRun'][number], lacksRoom: boolean): string {
  const { name, claim, needs, comparesPlaces } = test;
  const takes = lacksRoom && comparesPlaces ? 'more room: the mark leaves too few other places in the image to compare with' : needs;
  return `${testWords[name]} (${claimWords[claim]}) was not run: ${limit ? lowerFirst(limit.sentence) : `it takes ${takes}.`}`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const claimWords: Record<Claim, string> = { text: 'this text', kind: 'marks of this kind' };

export const testWords: Record<TestResult['name'], string> = {
  'same-template-strings': 'Rank among texts of the same template',
  'distilled-text': 'Comparison with distilled references, text against texts',
  'distilled-kind': 'Comparison with distilled references',
  'brought-text': 'Comparison with brought models, text against texts',
  'brought-kind': 'Comparison with brought models',
  'pixel-probes': 'Pixel probes',
  'initial-weights': 'Comparison with the initial weights',
  'permuted-ink': 'Rank among its own pixels shuffled',
};

/** Mean change of probability, in points of 100, that a shift in log-odds makes at given log-odds. */
function pointsAt(cleanLogOdds: Float64Array): (logOdds: number) => number {
  const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
  return (logOdds) => 100 * mean(cleanLogOdds.map((value) => sigmoid(value + logOdds) - sigmoid(value)));
}

function effectOf({ feature, effectClass, strings, students }: Measurements): AuditResult['effect'] {
  const points = (probability: Float64Array) => 100 * probability[effectClass];
  const own = points(feature.probability);
  const base = { class: effectClass, logOdds: feature.logOdds[effectClass], probabilityPoints: own, decisionFlips: feature.flips };
  const opening = `The feature moves the answer toward class ${effectClass} by ${signed(own)} points`;
  if (students) {
    const [, ...references] = students.placements.probability;
    const [, ...flips] = students.placements.flips;
    const comparable = mean(Float64Array.from(references, points));
    const words = 'the same mark on reference models distilled from this one';
    return {
      ...base,
      sentence: `${opening}; ${words} by ${signed(comparable)}.`,
      comparable: words,
      comparableProbabilityPoints: comparable,
      comparableDecisionFlips: mean(Float64Array.from(flips)),
    };
  }
  if (strings) {
    const comparable = mean(Float64Array.from(strings.strings, (response) => points(response.probability)));
    const words = 'comparable texts on this model';
    return {
      ...base,
      sentence: `${opening}; ${words} by ${signed(comparable)} on average.`,
      comparable: words,
      comparableProbabilityPoints: comparable,
      comparableDecisionFlips: mean(Float64Array.from(strings.strings, ({ flips }) => flips)),
    };
  }
  return { ...base, sentence: `${opening}.` };
}

function signed(points: number): string {
  const digits = Math.abs(points) >= 10 ? 0 : 1;
  return `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(digits)}`;
}

/** What a p means where leaks are rare: of 100 flagged models, how many carry a leak. */
function baseRateNote(alpha: number): string {
  const rare = 0.05;
  const power = 0.8;
  const share = (rare * power) / (rare * power + (1 - rare) * alpha);
  return `If 5 in 100 audited models carry such a leak and a test at ${alpha} finds 8 in 10 of them, ${Math.round(share * 100)} of 100 signals are leaks: a signal calls for a repeat, not for a conclusion.`;
}
