import type { ClaimResult, TestResult } from '../../../shared/domain/audit-result.js';
import type { StudiedPower } from '../../../shared/domain/studied-power.js';
import type { Claim, Verdict } from '../../../shared/domain/verdict.js';
import type { Ruling } from './rule.js';

/**
 * The sentences of a finding. They say what the model reacts to, beyond what, at which sensitivity;
 * never that a model is safe, never that something is proven.
 */

const subjectOf: Record<Claim, string> = { text: 'this text', kind: 'marks of this kind at this place' };

export interface WordingContext {
  readonly tests: readonly TestResult[];
  readonly labelKnown: boolean;
}

/** The verdict on a claim in one sentence. */
export function claimSentence(claim: Claim, ruling: Ruling, { tests }: WordingContext): string {
  const deciding = tests.find((test) => test.name === ruling.deciding?.name);
  const beyond = deciding === undefined ? '' : ` ${comparison(deciding)}`;
  const corrected = ruling.deciding === undefined ? '' : ` (corrected p = ${formatP(ruling.deciding.pAdjusted)})`;
  switch (ruling.verdict) {
    case 'memorised':
      return `Memorised: the model reacts to ${subjectOf[claim]}${beyond}${corrected}.`;
    case 'signal':
      return `Signal: the model seems to react to ${subjectOf[claim]}${beyond}${corrected}; it takes a repeat to be sure.`;
    case 'not-detected':
      return `Not detected: the model does not react to ${subjectOf[claim]}${beyond}${corrected}.`;
    case 'inconclusive':
      return `Inconclusive: nothing can be said about ${subjectOf[claim]}${corrected}.`;
  }
}

/** What the feature was compared with, as the deciding test saw it. */
function comparison(test: TestResult): string {
  const { details } = test;
  switch (test.name) {
    case 'same-template-strings':
      return `beyond ${details.strings} comparable texts, of which ${details.exceedances} scored as high`;
    case 'distilled-text':
    case 'distilled-kind':
      return `beyond ${details.references} reference models distilled from it`;
    case 'brought-text':
    case 'brought-kind':
      return `beyond the ${details.references} reference models that were brought`;
    case 'pixel-probes':
      return 'beyond what the place of its pixels explains';
    case 'initial-weights':
      return 'beyond what its initial weights and the place of its pixels explain';
    case 'permuted-ink':
      return `beyond ${details.shuffles} shuffles of its own pixels`;
  }
}

const nextSteps: Record<Verdict, string> = {
  memorised: 'Do not release the model as it is. Find the record in the training data, and retrain without it or with its marks removed.',
  signal: 'Repeat the audit with a seed that is declared beforehand; hold the release until then.',
  'not-detected': 'Weigh the smallest effect that this audit could have found against the harm of a leak, and record both.',
  inconclusive: 'See the reasons, supply what is missing and audit again; do not read this as "not detected".',
};

export function nextStep(verdict: Verdict): string {
  return nextSteps[verdict];
}

export function formatP(p: number): string {
  if (p >= 0.1) return p.toFixed(2);
  return p >= 0.001 ? p.toFixed(3) : p.toExponential(1);
}

/** What a study found of audits by the same tests, in a sentence. */
export function studiedSentence({ models, trainingImages, points, limit }: StudiedPower): string {
  const most = points[points.length - 1].copies;
  const found =
    limit === undefined
      ? `fewer than 8 in 10 even of ${most} leaked copies`
      : `8 in 10 from ${limit} leaked ${limit === 1 ? 'copy' : 'copies'} up`;
  return `Of marks planted in ${models} networks of this kind, each trained on ${trainingImages.toLocaleString('en')} images, audits by the same tests found ${found} (docs/validity.md).`;
}

/** The smallest detectable effect of a claim: the least of the tests that count for it. */
export function detectableEffectOf(claim: Claim, tests: readonly TestResult[]): ClaimResult['detectableEffect'] {
  const effects = tests.filter((test) => test.claim === claim && test.counts).flatMap(({ detectableEffect }) => detectableEffect ?? []);
  return effects.length === 0 ? undefined : effects.reduce((least, effect) => (effect.logOdds < least.logOdds ? effect : least));
}
