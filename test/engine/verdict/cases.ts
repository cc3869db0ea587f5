import type { ClaimResult } from '../../../shared/domain/audit-result.js';
import type { Reason } from '../../../shared/domain/reasons.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import type { Findings } from '../../../electron/engine/verdict/findings.js';
import { fewStrings, find, manyStrings, none, shifted, strong } from './find.js';
import { barring, studiedNormalised } from './studied.js';
import { measurements, references, strings } from '../comparisons/synthetic.js';

interface VerdictCase {
  readonly name: string;
  readonly findings: Findings;
  readonly claim: ClaimResult['claim'];
  readonly verdict: Verdict;
}

interface LimitCase extends VerdictCase {
  readonly reason: Reason;
}

/** Each verdict; numbers follow from the fixed draws. */
export const verdictCases: readonly VerdictCase[] = [
  {
    name: 'strings',
    findings: find({ feature: shifted(9), strings: manyStrings }),
    claim: 'text',
    verdict: 'memorised',
  },
  {
    name: 'few strings',
    findings: find({ feature: shifted(46.5), strings: fewStrings }),
    claim: 'text',
    verdict: 'signal',
  },
  {
    name: 'no effect',
    findings: find({ feature: shifted(-30), strings: fewStrings }),
    claim: 'text',
    verdict: 'not-detected',
  },
  {
    name: 'no full audit',
    findings: find(),
    claim: 'kind',
    verdict: 'inconclusive',
  },
  {
    name: 'distilled references',
    findings: find({ students: strong }),
    claim: 'kind',
    verdict: 'memorised',
  },
  {
    name: 'distilled references against texts',
    findings: find({ students: strong }),
    claim: 'text',
    verdict: 'memorised',
  },
  {
    name: 'brought models',
    findings: find({ brought: strong }),
    claim: 'kind',
    verdict: 'signal',
  },
  {
    name: 'references without effect',
    findings: find({ students: none }),
    claim: 'kind',
    verdict: 'not-detected',
  },
];

const control = (passed: boolean) => ({
  name: 'dense-clean',
  planted: false,
  verdicts: { text: 'signal', kind: 'signal' } as const,
  passed,
});
const cannotDraw = { feature: shifted(0.4), strings: { strings: strings(9, (index) => index / 10) } };

/** What limits a verdict. */
export const limitCases: readonly LimitCase[] = [
  {
    name: 'a control that failed',
    findings: find({ feature: shifted(-30), strings: fewStrings }, { controls: [control(true), control(false)] }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'control-failed', controls: ['dense-clean'] },
  },
  {
    name: 'bounds that straddle .01',
    findings: find({ feature: shifted(992.5), strings: { strings: strings(999, (index) => index) } }),
    claim: 'text',
    verdict: 'signal',
    reason: { code: 'bounds-straddle', level: 0.01 },
  },
  {
    name: 'a model that does not answer to the place',
    findings: find({ feature: shifted(0), strings: { strings: strings(99, (index) => (index < 50 ? 0 : 1)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'answers-do-not-move', stamped: 'other-texts' },
  },
  {
    name: 'references that tie',
    findings: find({ feature: shifted(1), strings: { strings: strings(99, (index) => (index < 50 ? 1 : 0.5)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'references-tie' },
  },
  {
    name: 'references that tie or do not move',
    findings: find({ feature: shifted(1), strings: { strings: strings(99, (index) => (index < 30 ? 1 : index < 55 ? 0 : 0.5)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'references-tie' },
  },
  {
    name: 'too few hosts',
    findings: find({ feature: shifted(-30), strings: fewStrings, seedMethod: { ...measurements().seedMethod, samplingError: 20 } }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'sampling-error', samplingError: 20, deviation: 28.722813232690143, hosts: 125 },
    // n (2 SE / sd)^2 = 64 (40 / 28.72)^2 = 124.1
  },
  {
    name: 'a text that the input does not resolve',
    findings: find({ feature: shifted(9), strings: manyStrings }, { legibility: { greyLevels: 1.24, legible: false } }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'feature-unresolvable', greyLevels: 1.24 },
  },
  {
    name: 'a label that is not known',
    findings: find({ feature: shifted(9), strings: manyStrings }, { label: undefined }),
    claim: 'text',
    verdict: 'signal',
    reason: { code: 'label-unknown' },
  },
  {
    name: 'a family that has not been studied',
    findings: find({ feature: shifted(9), strings: manyStrings }, { family: 'other' }),
    claim: 'text',
    verdict: 'signal',
    reason: { code: 'family-not-studied' },
  },
  {
    name: 'students that disagree with the model',
    findings: find({ students: references({ text: 6, kind: 6 }, 0.824) }),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'agreement-too-low', agreement: 0.824, needed: 0.9 },
  },
  {
    name: 'students that disagree more than any of the studied networks',
    findings: find(
      { students: references({ text: 6, kind: 6 }, 0.794) },
      { family: 'convolutional-normalised', validity: studiedNormalised(0.8) },
    ),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'agreement-too-low', agreement: 0.794, needed: 0.8 },
  },
  {
    name: 'too few other texts',
    findings: find(cannotDraw),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'too-few-texts', given: 9, needed: 19 },
  },
  {
    name: 'no room for other placements',
    findings: find({}, { lacksRoom: true }),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'no-other-place' },
  },
  {
    name: 'too few other places',
    findings: find({ students: references({ text: 6, kind: 6 }, 0.97, { controls: 2 }) }),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'too-few-places', given: 2, needed: 3 },
  },
  {
    name: 'a single brought model',
    findings: find({ brought: references({ text: 6, kind: 6 }, 0.97, { references: 1 }) }),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'too-few-models', given: 1, needed: 2 },
  },
  {
    name: 'tests that the studies keep from the verdict',
    findings: find({ strings: manyStrings, students: strong }, { family: 'convolutional', validity: barring('distilled-kind') }),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'false-alarms-too-many', left: ['brought-kind'] },
  },
  {
    name: 'a rank that the studies keep from the verdict, in an audit without references',
    findings: find({ strings: manyStrings }, { family: 'convolutional', validity: barring('same-template-strings') }),
    claim: 'text',
    verdict: 'inconclusive',
    reason: { code: 'false-alarms-too-many', left: ['distilled-text', 'brought-text'] },
  },
  {
    name: 'no full audit',
    findings: find(),
    claim: 'kind',
    verdict: 'inconclusive',
    reason: { code: 'no-counting-test' },
  },
];
