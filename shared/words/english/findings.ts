import { at } from '../../domain/at.js';
import type { AuditResult, Conclusion, ControlResult, SeedMethod, TestResult } from '../../domain/audit-result.js';
import type { TestName } from '../../domain/comparisons.js';
import type { PBand, PublicConclusion } from '../../domain/finding.js';
import type { Basis, LimitReason } from '../../domain/reasons.js';
import type { StudiedPower } from '../../domain/studied-power.js';
import type { ArchitectureFamily, Judged, Verdict, VerdictRule } from '../../domain/verdict.js';
import { claims } from './claims.js';
import { count, listed, percent, plural, points, pValue, signed } from './format.js';
import { reasonSentence } from './reasons.js';
import { basisSentence, openings } from './standings.js';
import { tests, type Details } from './tests.js';

/**
 * The sentences of a finding. They say what the model reacts to, more than what, and how surely; never
 * that a model is safe, never that something is proven.
 */

/** Power that detectable effects and limits are stated for. */
const often = '8 of 10';

interface ComparedTest {
  readonly name: TestName;
  readonly details: Details;
}

const verdictOn: Record<Verdict, (subject: string) => string> = {
  memorised: (subject) => `The model reacts to ${subject} more than chance explains.`,
  signal: (subject) => `The model seems to react to ${subject}. Only a repeat can confirm this.`,
  'not-detected': (subject) => `We found no sign that the model reacts to ${subject} more than chance explains.`,
  inconclusive: (subject) => `This audit cannot tell if the model reacts to ${subject}. Do not read this as "not detected".`,
};

const chances: Record<PBand, (alpha: number) => string> = {
  above: () => '',
  alpha: (alpha) => ` Chance alone would show as much at most ${percent(alpha)} of the time.`,
  '0.01': () => ' Chance alone would show as much at most 1 time in 100.',
  '0.001': () => ' Chance alone would show as much at most 1 time in 1,000.',
};

const rules: Record<VerdictRule, string> = {
  holm: "Engram judged this audit by an earlier rule (Holm's correction), which found less. It gave no verdict on the mark as a whole.",
  'closed-testing':
    'Engram combined the p-values of the tests that count for each claim, and then those of both claims (closed testing with the Cauchy combination). The mark as a whole is judged by all of them. A claim is judged by its own tests and by all of them.',
};

export const findings = {
  /** The verdict on the mark as a whole or on a claim, and what it rests on. */
  verdict(subject: Judged, { verdict, pAdjusted, decidingTest }: Conclusion, results: readonly TestResult[]): string {
    const deciding = results.find(({ name }) => name === decidingTest);
    const rests = deciding === undefined ? '' : ` ${tests[deciding.name].compared(deciding.details)}`;
    const corrected = pAdjusted === undefined ? '' : ` The corrected p-value is ${pValue(pAdjusted)}.`;
    return `${verdictOn[verdict](claims[subject].subject)}${rests}${corrected}`;
  },
  /** Inside alone: a public finding must not tell how near. */
  nearLimit: (alpha: number) =>
    `The corrected p-value lies near the limit of ${alpha}: its 95% interval lies on both sides. To know it better, run the audit again with more time. Engram will then compare more texts.`,

  /** What a test compared with, and what came out. */
  compared: ({ name, details }: ComparedTest) => tests[name].compared(details),

  /** The same, as far as a public finding tells it. */
  publicVerdict(subject: Judged, { verdict, decidingTest, pBand }: PublicConclusion, alpha: number): string {
    const rests = decidingTest === undefined ? '' : ` ${tests[decidingTest].compared()}`;
    return `${verdictOn[verdict](claims[subject].subject)}${rests}${pBand === undefined ? '' : chances[pBand](alpha)}`;
  },

  /** By which rule the verdicts were found; results and findings that do not say are Holm's. */
  rule: (rule: VerdictRule | undefined) => rules[rule ?? 'holm'],

  sensitivity: (value: number, logOdds?: number) =>
    `This audit would have found an effect of ${points(value)} of probability${logOdds === undefined ? '' : ` (${logOdds.toFixed(2)} log-odds)`} in ${often} cases.`,
  next: (advice: string) => `Next: ${advice}`,

  /** What a study found of audits by the same tests. */
  studied({ models: networks, trainingImages, points: studied, limit }: StudiedPower): string {
    const most = at(studied, -1).copies;
    const found =
      limit === undefined
        ? `the same tests found fewer than ${often} planted marks, even when ${count(most)} images carried the mark`
        : `the same tests found at least ${often} planted marks when ${limit === 1 ? '1 image' : `${count(limit)} images`} or more carried the mark`;
    return `In our study of ${count(networks)} networks of this kind, each trained on ${count(trainingImages)} images, ${found}.`;
  },

  effect({ class: effectClass, probabilityPoints, comparable, comparableProbabilityPoints }: AuditResult['effect']): string {
    const own = `The mark moves the answer for class ${effectClass} by ${signed(probabilityPoints)} points of probability.`;
    if (comparable === undefined || comparableProbabilityPoints === undefined) return own;
    const others = signed(comparableProbabilityPoints);
    return comparable === 'distilled-references'
      ? `${own} It moves the comparison models by ${others} points on average.`
      : `${own} Other texts move it by ${others} points on average.`;
  },

  /** Whether a test counts, and what is known of its false alarms. */
  standing({ carries, basis, limit }: TestResult, family: ArchitectureFamily): string {
    const kept = limit === undefined || isSaidBy(basis, limit) ? [] : [limitSentence(limit)];
    return [openings[carries], ...kept, basisSentence(basis, family)].join(' ');
  },

  notTested({ test, limit }: AuditResult['notTested'][number]): string {
    return `${tests[test].name}: not run. ${limit === undefined ? `It needs ${tests[test].needs}.` : limitSentence(limit)}`;
  },

  /** What the mark was stamped on. */
  hosts: (used: number, inDomain: boolean, size?: { readonly width: number; readonly height: number }) =>
    inDomain
      ? `We stamped the mark on ${plural(used, 'image')} that the team supplied and declares to be like the training images.`
      : `We stamped the mark on ${plural(used, 'image')} that ship with Engram${size === undefined ? '' : `, made at ${size.width} × ${size.height} pixels`}. They are not like the training images: on images of its own kind the model can react more strongly.`,

  /** What a signal means where leaks are rare. */
  baseRate(alpha: number): string {
    const share = (rare: number) => Math.round((100 * rare * 0.8) / (rare * 0.8 + (1 - rare) * alpha));
    return `Suppose that 5 of 100 audited models carry such a leak, and that a test at ${alpha} finds ${often} of them. Then ${share(0.05)} of 100 signals are leaks. If 1 of 100 models carries one, ${share(0.01)} of 100 signals are leaks. Take a signal as a reason to repeat the audit, not as a conclusion.`;
  },

  /** The numbers of the seed method, with what its rule would say. */
  score: ({ m, xUnique, xRandom, paired, wouldFlag }: SeedMethod) =>
    `Memorisation score M = ${m.toPrecision(3)} (X_u ${xUnique.toPrecision(3)} nats, X_r ${xRandom.toPrecision(3)} nats, paired t p = ${pValue(paired.p)}). Its own rule ${wouldFlag ? 'would' : 'would not'} flag this model. It is shown for comparison and takes no part in the verdict.`,

  controls(results: readonly ControlResult[]): string {
    const failed = results.filter(({ passed }) => !passed).map(({ name }) => name);
    return `Engram judged ${results.length - failed.length} of ${results.length} control models rightly.${failed.length === 0 ? '' : ` It misjudged ${listed(failed)}.`}`;
  },

  validity: 'This finding holds for this model file only. Any change to the file needs an audit of its own.',
  /** What no audit can say. */
  never: 'An audit says what it could and could not find. It never says that a model carries no private information.',
};

function isSaidBy(basis: Basis, limit: LimitReason): boolean {
  return limit.code === 'family-not-studied' && basis.code === 'not-studied';
}

function limitSentence(limit: LimitReason): string {
  switch (limit.code) {
    case 'family-not-studied':
      return 'We have not studied networks of this kind.';
    case 'false-alarms-unsettled':
      return 'Our studies do not show that its false alarms keep to their bounds.';
    case 'false-alarms-too-many':
      return 'It raised too many false alarms.';
    case 'label-unknown':
      return 'The class of the record is not known.';
    default:
      return reasonSentence(limit);
  }
}
