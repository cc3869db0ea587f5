import { describe, expect, it } from 'vitest';
import type { ClaimResult } from '../../../shared/domain/audit-result.js';
import type { Verdict } from '../../../shared/domain/verdict.js';
import type { Findings } from '../../../electron/engine/verdict/findings.js';
import { claimOf, fewStrings, find, manyStrings, none, shifted, strong } from './find.js';
import { barring, studiedNormalised } from './studied.js';
import { measurements, references, strings } from '../comparisons/synthetic.js';

/** Sentences of each verdict; numbers follow from the fixed draws. */
const sentences: readonly {
  readonly name: string;
  readonly findings: Findings;
  readonly claim: ClaimResult['claim'];
  readonly verdict: Verdict;
  readonly sentence: RegExp | string;
}[] = [
  {
    name: 'strings',
    findings: find({ feature: shifted(9), strings: manyStrings }),
    claim: 'text',
    verdict: 'memorised',
    sentence: 'Memorised: the model reacts to this text beyond 1999 comparable texts, of which 0 scored as high (corrected p = 5.0e-4).',
  },
  {
    name: 'few strings',
    findings: find({ feature: shifted(46.5), strings: fewStrings }),
    claim: 'text',
    verdict: 'signal',
    sentence:
      'Signal: the model seems to react to this text beyond 99 comparable texts, of which 2 scored as high (corrected p = 0.030); it takes a repeat to be sure.',
  },
  {
    name: 'no effect',
    findings: find({ feature: shifted(-30), strings: fewStrings }),
    claim: 'text',
    verdict: 'not-detected',
    sentence:
      'Not detected: the model does not react to this text beyond 40 comparable texts, of which 20 scored as high (corrected p = 0.50).',
  },
  {
    name: 'no full audit',
    findings: find(),
    claim: 'kind',
    verdict: 'inconclusive',
    sentence: 'Inconclusive: nothing can be said about marks of this kind at this place.',
  },
  {
    name: 'distilled references',
    findings: find({ students: strong }),
    claim: 'kind',
    verdict: 'memorised',
    sentence:
      /^Memorised: the model reacts to marks of this kind at this place beyond 5 reference models distilled from it \(corrected p = \d\.\de-\d+\)\.$/,
  },
  {
    name: 'distilled references against texts',
    findings: find({ students: strong }),
    claim: 'text',
    verdict: 'memorised',
    sentence: /^Memorised: the model reacts to this text beyond 5 reference models distilled from it \(corrected p = \d\.\de-\d+\)\.$/,
  },
  {
    name: 'brought models',
    findings: find({ brought: strong }),
    claim: 'kind',
    verdict: 'signal',
    sentence:
      /^Signal: the model seems to react to marks of this kind at this place beyond the 5 reference models that were brought \(corrected p = \d\.\de-\d+\); it takes a repeat to be sure\.$/,
  },
  {
    name: 'references without effect',
    findings: find({ students: none }),
    claim: 'kind',
    verdict: 'not-detected',
    sentence:
      /^Not detected: the model does not react to marks of this kind at this place beyond 5 reference models distilled from it \(corrected p = [01]\.\d\d\)\.$/,
  },
];

describe('the sentence of a claim', () => {
  it.each(sentences)('$verdict, $name', ({ findings, claim, verdict, sentence }) => {
    const result = claimOf(findings, claim);
    expect(result.verdict).toBe(verdict);
    expect(result.sentence).toMatch(sentence);
    if (typeof sentence === 'string') expect(result.sentence).toBe(sentence);
  });

  it('is followed by what to do next', () => {
    const steps = Object.fromEntries(sentences.map(({ findings, claim, verdict }) => [verdict, claimOf(findings, claim).nextStep]));
    expect(steps).toEqual({
      memorised:
        'Do not release the model as it is. Find the record in the training data, and retrain without it or with its marks removed.',
      signal: 'Repeat the audit with a seed that is declared beforehand; hold the release until then.',
      'not-detected': 'Weigh the smallest effect that this audit could have found against the harm of a leak, and record both.',
      inconclusive: 'See the reasons, supply what is missing and audit again; do not read this as "not detected".',
    });
  });

  it('never calls a model safe and never proves', () => {
    const every = [...sentences.map(({ findings }) => findings), ...limits.map(({ findings }) => findings)];
    for (const findings of every) expect(JSON.stringify(findings)).not.toMatch(/\b(un)?safe|\bprov(e|es|ed|en|ing)\b|guarant|certain/i);
  });
});

const control = (passed: boolean) => ({
  name: 'dense-clean',
  planted: false,
  verdicts: { text: 'signal', kind: 'signal' } as const,
  passed,
});
const cannotDraw = { feature: shifted(0.4), strings: { strings: strings(9, (index) => index / 10) } };

/** What limits a verdict, each with its sentence. */
const limits: readonly {
  readonly name: string;
  readonly findings: Findings;
  readonly claim: ClaimResult['claim'];
  readonly verdict: Verdict;
  readonly code: string;
  readonly sentence: string;
}[] = [
  {
    name: 'a control that failed',
    findings: find({ feature: shifted(-30), strings: fewStrings }, { controls: [control(true), control(false)] }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'control-failed',
    sentence: 'A control was misjudged (dense-clean), so nothing can be ruled out on this machine.',
  },
  {
    name: 'bounds that straddle alpha at the last block',
    findings: find({ feature: shifted(42.5), strings: fewStrings }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'bounds-straddle',
    sentence: 'The interval of the corrected p reaches across 0.05: more strings would settle it.',
  },
  {
    name: 'a model that does not answer to the place',
    findings: find({ feature: shifted(0), strings: { strings: strings(99, (index) => (index < 50 ? 0 : 1)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'answers-do-not-move',
    sentence: 'At least half of the comparable texts do not move the answers at all: the model does not react to what is stamped there.',
  },
  {
    name: 'references that tie',
    findings: find({ feature: shifted(1), strings: { strings: strings(99, (index) => (index < 50 ? 1 : 0.5)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'references-tie',
    sentence:
      'At least half of the comparable texts move the answers exactly as far as the feature, or not at all: the model cannot tell them apart.',
  },
  {
    name: 'references that tie or do not move',
    findings: find({ feature: shifted(1), strings: { strings: strings(99, (index) => (index < 30 ? 1 : index < 55 ? 0 : 0.5)) } }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'references-tie',
    sentence:
      'At least half of the comparable texts move the answers exactly as far as the feature, or not at all: the model cannot tell them apart.',
  },
  {
    name: 'too few hosts',
    findings: find({ feature: shifted(-30), strings: fewStrings, seedMethod: { ...measurements().seedMethod, samplingError: 20 } }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'sampling-error',
    // n (2 SE / sd)^2 = 64 (40 / 28.72)^2 = 124.1
    sentence:
      'The hosts are too few: their sampling error (20 log-odds) exceeds half the spread of comparable texts (29); about 125 hosts would do.',
  },
  {
    name: 'a text that the input does not resolve',
    findings: find({ feature: shifted(9), strings: manyStrings }, { legibility: { greyLevels: 1.24, legible: false } }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'feature-unresolvable',
    sentence:
      'At the model\'s input two texts of this template differ by 1.2 grey levels, less than 2: the most that can be claimed is "some text here".',
  },
  {
    name: 'a label that is not known',
    findings: find({ feature: shifted(9), strings: manyStrings }, { label: undefined }),
    claim: 'text',
    verdict: 'signal',
    code: 'label-unknown',
    sentence: 'The class of the record is not known, so "signal" is the most this audit can say.',
  },
  {
    name: 'a family that has not been studied',
    findings: find({ feature: shifted(9), strings: manyStrings }, { family: 'other' }),
    claim: 'text',
    verdict: 'signal',
    code: 'family-not-studied',
    sentence:
      'The false alarms of the deciding test have not been studied on enough networks of this kind, so "signal" is the most this audit can say.',
  },
  {
    name: 'students that disagree with the model',
    findings: find({ students: references({ text: 6, kind: 6 }, 0.824) }),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'agreement-too-low',
    sentence:
      'Description only: the references agree with the model on 82.4% of unseen images, less than the 90% that make them a standard.',
  },
  {
    name: 'students that disagree more than any of the studied networks',
    findings: find(
      { students: references({ text: 6, kind: 6 }, 0.794) },
      { family: 'convolutional-normalised', validity: studiedNormalised(0.8) },
    ),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'agreement-too-low',
    sentence:
      'Description only: the references agree with the model on 79.4% of unseen images, less than the 80% that make them a standard.',
  },
  {
    name: 'too few other texts',
    findings: find(cannotDraw),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'too-few-references',
    sentence: 'Description only: 9 other texts were drawn, so p cannot fall below 0.10.',
  },
  {
    name: 'no room for other placements',
    findings: find({}, { lacksRoom: true }),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'too-few-references',
    sentence: 'Reference models were given, but the mark leaves too few other places in the image to compare with.',
  },
  {
    name: 'too few other places',
    findings: find({ students: references({ text: 6, kind: 6 }, 0.97, { controls: 2 }) }),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'too-few-references',
    sentence:
      'There is too little room in the images for marks elsewhere to compare with: they have 2 other places and it takes at least 3.',
  },
  {
    name: 'a single brought model',
    findings: find({ brought: references({ text: 6, kind: 6 }, 0.97, { references: 1 }) }),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'too-few-references',
    sentence: 'It takes at least 2 reference models and there is 1.',
  },
  {
    name: 'tests that the studies keep from the verdict',
    findings: find({ strings: manyStrings, students: strong }, { family: 'convolutional', validity: barring('distilled-kind') }),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'no-counting-test',
    sentence:
      'On plain convolutional networks the false alarms of tests that count elsewhere were not shown to be few enough (docs/validity.md), so these describe only. What can count here takes two or more other models with the same input and classes, such as earlier versions.',
  },
  {
    name: 'a rank that the studies keep from the verdict, in an audit without references',
    findings: find({ strings: manyStrings }, { family: 'convolutional', validity: barring('same-template-strings') }),
    claim: 'text',
    verdict: 'inconclusive',
    code: 'no-counting-test',
    sentence:
      'On plain convolutional networks the false alarms of tests that count elsewhere were not shown to be few enough (docs/validity.md), so these describe only. What can count here takes a full audit: unlabelled images without marks, on which references are distilled from the model, and a text with a template; or two or more other models with the same input and classes, such as earlier versions, and a text with a template.',
  },
  {
    name: 'no full audit',
    findings: find(),
    claim: 'kind',
    verdict: 'inconclusive',
    code: 'no-counting-test',
    sentence:
      'No test that counts for "marks of this kind" was run: it takes a full audit with unlabelled images to distil references on, or earlier versions of the model.',
  },
];

describe('what limits a verdict', () => {
  it.each(limits)('$name', ({ findings, claim, verdict, code, sentence }) => {
    const result = claimOf(findings, claim);
    expect(result.verdict).toBe(verdict);
    expect(result.reasons).toContainEqual({ code, sentence });
  });
});
