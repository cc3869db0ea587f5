import type { AuditResult, RunRecord } from '../../../shared/domain/audit-result.js';
import type { KeptConclusion, KeptResult } from '../../../shared/domain/kept-result.js';
import type { AuditSpec } from '../../../shared/domain/audit-spec.js';
import { writtenIn, type Case } from '../../../shared/domain/case.js';
import {
  findingSchema,
  findingVersion,
  type Finding,
  type History,
  type PBand,
  type PublicConclusion,
} from '../../../shared/domain/finding.js';
import { histogramTest, testNames } from '../../../shared/domain/comparisons.js';
import { memorisedLevel, type Verdict } from '../../../shared/domain/verdict.js';
import { EvidenceError } from '../error.js';
import { commitmentsOf } from './commitments.js';
import { stepNear, stepUp } from './ladder.js';
import { templateOf } from '../../../shared/domain/feature.js';
import { refusePrivateText } from './private-text.js';

/** None, the fewest that make a null of many classes, as many as it takes at most, and as many as one of few classes needs. */
const placeSteps = [0, 3, 7, 20];

export interface FindingInput {
  readonly result: KeptResult;
  readonly run: RunRecord;
  readonly spec: AuditSpec;
  readonly text: string | undefined;
  readonly case: Case;
  readonly history: History;
  /** Root of the salts of the commitments, from `createSalt`; kept inside. */
  readonly salt: string;
  /** What the team releases beyond the rest; nothing unless asked. */
  readonly release?: { readonly label?: boolean; readonly privateText?: boolean };
}

/**
 * The public finding of a full result: the one way out of it (shared/domain/finding.ts says why each
 * number is as coarse as it is).
 * @throws EvidenceError `finding-holds-private-text`
 */
export function findingOf(input: FindingInput): Finding {
  const { result, run, spec, text, release = {} } = input;
  const { alpha } = result.plan;
  const { placement, stampAt } = spec.feature;
  const positive = new Set(result.claims.filter(({ verdict }) => isPositive(verdict)).map(({ claim }) => claim));
  if (!release.privateText)
    refusePrivateText(
      { ...writtenIn(input.case), 'model.producer': result.model.producer, 'model.outputName': result.model.outputName ?? '' },
      { text, template: templateOf(spec.feature) },
    );
  const { firstLayer: _firstLayer, outputsToChooseFrom: _outputs, ...model } = result.model;
  return findingSchema.parse({
    schema: findingVersion,
    case: input.case,
    history: input.history,
    level: result.level,
    run: {
      startedAt: dayOf(run.startedAt),
      finishedAt: dayOf(run.finishedAt),
      engram: result.engram,
      node: run.node,
      platform: run.platform,
      device: result.device,
    },
    model: { ...model, producer: visible(model.producer), outputName: model.outputName && visible(model.outputName).slice(0, 200) },
    feature: { kind: result.feature.kind, anchor: placement.anchor, stampAt, tolerance: placement.tolerance },
    hosts: { ...result.hosts.provenance, used: twoDigits(result.hosts.count), inDomain: result.hosts.inDomain },
    distillation: distillationOf(result),
    method: { alpha, tried: result.plan.tried, strings: stringsOf(result), controlPlacements: placesOf(result) },
    rule: result.rule,
    whole: result.whole && publicConclusion(result.whole, alpha),
    claims: result.claims.map((one) => ({ claim: one.claim, ...publicConclusion(one, alpha) })),
    tests: result.tests.map(({ name, claim, counts, carries, limit, pAdjusted }) => ({
      name,
      claim,
      counts,
      carries,
      limit: typeof limit === 'string' ? limit : limit?.code,
      pBand: bandOf(pAdjusted, alpha),
    })),
    notRun: testNames.filter((name) => !result.tests.some((test) => test.name === name)),
    decoys: decoysOf(result.tests, positive.has('text')),
    effect: positive.size > 0 || (result.whole && isPositive(result.whole.verdict)) ? effectOf(result) : undefined,
    controls: result.controls.map(({ name, planted, verdicts, passed }) => ({ name, planted, ...verdicts, passed })),
    standIns: 'standIns' in result ? standInsOf(result) : undefined,
    commitments: commitmentsOf({ text, seed: run.seed, spec }, input.salt),
    released: {
      ...(release.label ? { label: result.label, attractedClass: result.attractedClass.class } : {}),
      ...(release.privateText ? { privateText: text } : {}),
    },
  } satisfies Finding);
}

function isPositive(verdict: Verdict): boolean {
  return verdict === 'memorised' || verdict === 'signal';
}

function publicConclusion(
  { verdict, reasons, pAdjusted, decidingTest, detectableEffect, studied }: KeptConclusion,
  alpha: number,
): PublicConclusion {
  if (verdict === 'inconclusive' && reasons.length > 0 && reasons.every(({ code }) => code === 'bounds-straddle')) {
    throw new EvidenceError('finding-holds-private-text', { fault: 'verdict-tells-text' });
  }
  // Near .01 the verdict falls back to that of the wider band, so the band does too: together they say no more than one of them.
  const nearLimit = reasons.some(({ code }) => code === 'bounds-straddle');
  return {
    verdict,
    pBand: nearLimit && isPositive(verdict) ? 'alpha' : bandOf(pAdjusted, alpha),
    // Which of several large p-values is the smallest would tell on the feature.
    decidingTest: isPositive(verdict) ? decidingTest : undefined,
    reasons: [...new Set(reasons.map(({ code }) => code))].filter((code) => code !== 'bounds-straddle'),
    detectableEffectPoints: detectableEffect && stepUp(detectableEffect.probabilityPoints),
    studied: studied && { models: studied.models, trainingImages: studied.trainingImages, points: studied.points, limit: studied.limit },
  };
}

function bandOf(p: number | undefined, alpha: number): PBand | undefined {
  if (p === undefined) return undefined;
  if (p > alpha) return 'above';
  if (p > memorisedLevel) return 'alpha';
  return p > memorisedLevel / 10 ? '0.01' : '0.001';
}

function distillationOf({ distillation }: KeptResult): Finding['distillation'] {
  if (distillation === undefined) return undefined;
  const { provenance, count, epochs, students, agreement } = distillation;
  return { ...provenance, count: twoDigits(count), epochs, students: students.length, agreement: Math.round(100 * agreement) / 100 };
}

/** What a plan may draw at most: how many were drawn tells how early the feature was overtaken. */
function stringsOf({ plan }: KeptResult): number {
  return twoDigits(Math.max(0, ...plan.blocks));
}

/** At least so many places: how many found room tells how wide the mark is. */
function placesOf({ plan: { controlPlacements } }: KeptResult): number {
  return placeSteps.findLast((step) => step <= controlPlacements) ?? 0;
}

/** Midnight before a time: how long an audit took tells how early the feature was overtaken. */
function dayOf(time: string): string {
  return `${time.slice(0, 10)}T00:00:00.000Z`;
}

function decoysOf(tests: KeptResult['tests'], positive: boolean): Finding['decoys'] {
  const test = histogramTest<KeptResult['tests'][number]>(tests);
  if (test?.references === undefined) return undefined;
  const { opening, mean, deviation } = test.references;
  const count = opening.reduce((sum, one) => sum + one, 0);
  const place = positive && deviation > 0 ? Math.round((10 * (test.statistic - mean)) / deviation) / 10 : undefined;
  return { count, shares: opening.map((one) => Math.round((100 * one) / count) / 100), place };
}

function effectOf({ effect, distillation, seedMethod, tests }: KeptResult): Finding['effect'] {
  const step = (value: number | undefined) => value && stepNear(value);
  return {
    points: stepNear(effect.probabilityPoints),
    comparablePoints: step(effect.comparableProbabilityPoints),
    comparable: distillation
      ? 'distilled-references'
      : histogramTest<KeptResult['tests'][number]>(tests)
        ? 'same-template-strings'
        : undefined,
    decisionFlips: stepNear(effect.decisionFlips),
    comparableDecisionFlips: step(effect.comparableDecisionFlips),
    divergenceUnique: stepNear(seedMethod.xUnique),
    divergenceRandom: stepNear(seedMethod.xRandom),
  };
}

function standInsOf({ standIns }: Pick<AuditResult, 'standIns'>): Finding['standIns'] {
  if (standIns === undefined) return undefined;
  const { trainingImages, notMade, points, ...told } = standIns;
  return {
    ...told,
    trainingImages: twoDigits(trainingImages),
    points: points.map(({ interval: [low, high], ...point }) => ({ ...point, interval: [toPercent(low), toPercent(high)] })),
    notMade: notMade.map(({ copies, count, reason: { code } }) => ({ copies, count, reason: { code } })),
  };
}

/** A share to 0.01. */
function toPercent(share: number): number {
  return Math.round(100 * share) / 100;
}

/** Two significant digits. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2));
}

/** A file's own words for who made it: without control characters, and of bounded length. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, ' ').slice(0, 200);
}
