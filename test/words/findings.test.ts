import { describe, expect, it } from 'vitest';
import type { TestResult } from '../../shared/domain/audit-result.js';
import { pValue, plural, points, signed } from '../../shared/words/english/format.js';
import { reasonSentence } from '../../shared/words/english/reasons.js';
import { tell } from '../../shared/words/tell.js';
import { words } from '../../shared/words/words.js';
import type { DisagreementCause } from '../../shared/domain/reasons.js';
import { references } from '../engine/comparisons/synthetic.js';
import { limitCases, verdictCases } from '../engine/verdict/cases.js';
import { fewStrings, find, none, shifted, strong } from '../engine/verdict/find.js';
import { studiedAudits } from '../engine/verdict/studied.js';
import { resultOf } from '../evidence/support/result.js';

const tellFindings = (findings: ReturnType<typeof find>) => tell({ ...resultOf(0.3), ...findings }, words);

/** By the names of the cases. */
const verdictSentences: Readonly<Record<string, string>> = {
  strings:
    'The model reacts to this text more than chance explains. We compared this text with 1,999 others like it. None of them scored as high or higher. The corrected p-value is 0.0005.',
  'few strings':
    'The model seems to react to this text. Only a repeat can confirm this. We compared this text with 99 others like it. 2 of them scored as high or higher. The corrected p-value is 0.030.',
  'no effect':
    'We found no sign that the model reacts to this text more than chance explains. We compared this text with 40 others like it. 20 of them scored as high or higher. The corrected p-value is 0.50.',
  'no full audit': 'This audit cannot tell if the model reacts to marks of this kind at this place. Do not read this as "not detected".',
  'distilled references':
    'The model reacts to marks of this kind at this place more than chance explains. We compared it with 5 comparison models, at this place and at other places. The corrected p-value is 0.000002.',
  'distilled references against texts':
    'The model reacts to this text more than chance explains. We compared it with 5 comparison models, on this text and on other texts. The corrected p-value is 0.00005.',
  'brought models':
    'The model seems to react to marks of this kind at this place. Only a repeat can confirm this. We compared it with 5 supplied models, at this place and at other places. The corrected p-value is 0.000002.',
  'references without effect':
    'We found no sign that the model reacts to marks of this kind at this place more than chance explains. We compared it with 5 comparison models, at this place and at other places. The corrected p-value is 0.26.',
};

const reasonSentences: Readonly<Record<string, string>> = {
  'a control that failed':
    'Engram misjudged 1 control model whose answer is known (dense-clean). It cannot rule anything out on this machine. Run the self-check in the settings.',
  'bounds that straddle .01':
    'The corrected p-value is too close to 0.01 to decide: its 95% interval lies on both sides. Run the audit again with more time. Engram will then compare more texts.',
  'a model that does not answer to the place':
    'At least half of the stamped texts did not move the answers at all. The model does not react to what is stamped at this place. Check the place, the size and the ink of the mark.',
  'references that tie':
    'At least half of the other texts moved the answers exactly as far as each other, or not at all. The model cannot tell them apart.',
  'references that tie or do not move':
    'At least half of the other texts moved the answers exactly as far as each other, or not at all. The model cannot tell them apart.',
  'too few hosts':
    'There are too few host images. The effect of a text is known to within 20 log-odds, and texts differ from each other by 29. Audit again with about 125 host images.',
  'a text that the input does not resolve':
    'At the size of the model\'s input, two texts of this form look almost the same: they differ by 1.2 of 255 grey levels, and 2 are needed. This audit can speak of "some text here", not of this text.',
  'a label that is not known':
    'The class of the record is not known, so "signal" is the strongest verdict that this audit can give. State the class and audit again.',
  'a family that has not been studied':
    'We have not studied how often this test raises false alarms on enough networks of this kind, so "signal" is the strongest verdict that this audit can give.',
  'students that disagree with the model':
    'The comparison models are too unlike this model: they agree with it on 82.4% of new images, and 90% are needed. Add more images without the mark, or give the audit more time.',
  'students that disagree more than any of the studied networks':
    'The comparison models are too unlike this model: they agree with it on 79.4% of new images, and 80% are needed. Add more images without the mark, or give the audit more time.',
  'too few other texts':
    'Only 9 other texts of this form could be drawn, and 19 are needed. Make more of the text private in its template.',
  'no room for other placements':
    'Comparison models were given, but the mark leaves too few other places in the image to compare at. Use larger host images, or a smaller mark.',
  'too few other places':
    'The images leave too little room to stamp the mark elsewhere: there are 2 other places and 3 are needed. Use larger host images, or a smaller mark.',
  'a single brought model': 'There are too few models to compare with: 2 are needed and there is 1. Add another version of the model.',
  'tests that the studies keep from the verdict':
    'In our studies, tests that count elsewhere raised too many false alarms on networks of this kind. They are shown for information only. These can still count here: "Supplied models, marks of this kind". To run it, add two or more other models with the same input and classes, such as earlier versions.',
  'a rank that the studies keep from the verdict, in an audit without references':
    'In our studies, tests that count elsewhere raised too many false alarms on networks of this kind. They are shown for information only. These can still count here: "Comparison models, this text" and "Supplied models, this text". To run one of them, add a set of images without the mark, to train comparison models on; or two or more other models with the same input and classes, such as earlier versions.',
  'no full audit':
    'No test that counts for this verdict was run. Add a set of images without the mark, to train comparison models on; or two or more other models with the same input and classes, such as earlier versions.',
};

describe('what a person reads of a claim', () => {
  it.each(verdictCases)('$verdict, $name', ({ name, findings, claim, verdict }) => {
    const told = tellFindings(findings).conclusions.find((one) => one.subject === claim);
    expect(told?.sentence).toBe(verdictSentences[name]);
    expect(told?.found.verdict).toBe(verdict);
    expect(told?.next).toBeUndefined();
  });

  it.each(limitCases)('the reason of $name', ({ name, findings, claim, reason }) => {
    const told = tellFindings(findings).conclusions.find((one) => one.subject === claim);
    expect(reasonSentence(reason)).toBe(reasonSentences[name]);
    expect(told?.reasons).toContain(reasonSentences[name]);
  });

  it('of a model whose answers are alike, with the class and its range', () => {
    expect(reasonSentence({ code: 'answers-alike', images: 64, class: 3, lowest: 0.25, highest: 0.2512 })).toBe(
      'The model answers alike to all images. Over 64 host images it gave class 3 a probability between 0.2500 and 0.2512. Check the preprocessing: the range, mean and deviation of the pixels must be those of the training.',
    );
  });

  it('never calls a model safe and never proves', () => {
    const every = [...verdictCases, ...limitCases].map(({ findings }) => tellFindings(findings));
    for (const told of every) {
      expect(JSON.stringify({ ...told, standings: [...told.standings.values()] })).not.toMatch(
        /\b(un)?safe|\bprov(e|es|ed|en|ing)\b|guarant|certain/i,
      );
    }
  });
});

it('each verdict is followed by what to do next, on the mark as a whole', () => {
  for (const { findings } of verdictCases) {
    const [whole, ...others] = tellFindings(findings).conclusions;
    expect([whole.subject, whole.next]).toEqual(['whole', words.advice[whole.found.verdict]]);
    expect(others.map(({ subject, next }) => [subject, next])).toEqual([
      ['text', undefined],
      ['kind', undefined],
    ]);
  }
  expect(words.advice).toEqual({
    memorised:
      'Do not release this model. Find the record in the training data. Remove the record, or the marks on it, and train the model again.',
    signal:
      'Hold the release. Run the audit again with a new seed. Engram records the seed before it starts, so nobody can choose it by its result.',
    'not-detected':
      'Decide if the smallest effect that this audit could find is small enough for your purpose. Record both in the impact assessment.',
    inconclusive: 'Read the reasons, supply what is missing and run the audit again.',
  });
});

it('what a study found of audits by the same tests', () => {
  const told = tellFindings(find({ feature: shifted(0), strings: fewStrings, students: none }, { studied: studiedAudits }));
  expect(told.conclusions.map(({ studied }) => studied)).toEqual([
    'In our study of 48 networks of this kind, each trained on 10,000 images, the same tests found at least 8 of 10 planted marks when 16 images or more carried the mark.',
    'In our study of 48 networks of this kind, each trained on 10,000 images, the same tests found fewer than 8 of 10 planted marks, even when 256 images carried the mark.',
    'In our study of 48 networks of this kind, each trained on 10,000 images, the same tests found at least 8 of 10 planted marks when 64 images or more carried the mark.',
  ]);
});

it('the effect, beside that of what it was compared with', () => {
  const feature = { ...shifted(5), probability: new Float64Array(10).fill(0.25) };
  expect(tellFindings(find({ feature })).effect).toMatch(
    /^The mark moves the answer for class 3 by \+25 points of probability\. Other texts move it by [+-]\d\.\d points on average\.$/,
  );
  expect(tellFindings(find({ feature, students: strong })).effect).toBe(
    'The mark moves the answer for class 3 by +25 points of probability. It moves the comparison models by +5.0 points on average.',
  );
  expect(tellFindings(find({ feature, strings: undefined })).effect).toBe(
    'The mark moves the answer for class 3 by +25 points of probability.',
  );
});

it('what was not tested, and what it needs', () => {
  expect(tellFindings(find()).notTested).toEqual([
    'Comparison models, this text: not run. It needs a set of images without the mark, to train comparison models on.',
    'Comparison models, marks of this kind: not run. It needs a set of images without the mark, to train comparison models on.',
    'Supplied models, this text: not run. It needs two or more other models with the same input and classes, such as earlier versions.',
    'Supplied models, marks of this kind: not run. It needs two or more other models with the same input and classes, such as earlier versions.',
    'Starting weights: not run. It needs a network that begins with a dense layer, the weights from before its training, and all that single pixels need.',
    "Single pixels: not run. It needs a network that begins with a dense layer, the class of the record, a mark stamped at the model's input, and 16 or more host images that the model takes for that class.",
  ]);
  expect(tellFindings(find({}, { lacksRoom: true })).notTested[0]).toBe(
    'Comparison models, this text: not run. Comparison models were given, but the mark leaves too few other places in the image to compare at. Use larger host images, or a smaller mark.',
  );
});

const studied = { code: 'studied', at05: 0.03, at01: 0.004, upper05: 0.041, upper01: 0.009, models: 100, audits: 5000 } as const;
const rates =
  'it raised a false alarm in 3.0% of audits at the 5% level and in 0.4% at the 1% level. The true rates are at most 4.1% and 0.9% (upper 95% bounds).';

it.each<[string, Pick<TestResult, 'carries' | 'limit' | 'basis'>, string]>([
  ['studied', { carries: 'memorised', basis: studied }, `Counts. In our study of 100 clean dense networks (5,000 audits) ${rates}`],
  [
    'too many false alarms',
    { carries: 'nothing', basis: studied, limit: { code: 'false-alarms-too-many' } },
    `For information only. It raised too many false alarms. In our study of 100 clean dense networks (5,000 audits) ${rates}`,
  ],
  [
    'class not known',
    { carries: 'signal', basis: studied, limit: { code: 'label-unknown' } },
    `Counts up to "signal". The class of the record is not known. In our study of 100 clean dense networks (5,000 audits) ${rates}`,
  ],
  [
    'not studied',
    { carries: 'signal', basis: { code: 'not-studied' }, limit: { code: 'family-not-studied' } },
    'Counts up to "signal". We have not studied its false alarms on enough dense networks.',
  ],
  [
    'by construction, on networks of no family',
    { carries: 'signal', basis: { code: 'by-construction' }, limit: { code: 'family-not-studied' } },
    'Counts up to "signal". We have not studied networks of this kind. Its false-alarm rate is known for any network, as long as nobody chose the text by looking at the model.',
  ],
])('what a test is worth: %s', (_what, standing, sentence) => {
  const [test] = find().tests;
  expect(words.findings.standing({ ...test, ...standing, ...(standing.limit === undefined && { limit: undefined }) }, 'dense')).toBe(
    sentence,
  );
});

it('what a signal means where leaks are rare', () => {
  // .05 x .8 / (.05 x .8 + .95 x .05) = .457; .01 x .8 / (.01 x .8 + .99 x .05) = .139
  expect(words.findings.baseRate(0.05)).toBe(
    'Suppose that 5 of 100 audited models carry such a leak, and that a test at 0.05 finds 8 of 10 of them. Then 46 of 100 signals are leaks. If 1 of 100 models carries one, 14 of 100 signals are leaks. Take a signal as a reason to repeat the audit, not as a conclusion.',
  );
});

describe('numbers', () => {
  it.each([
    [1, '1.00'],
    [0.456, '0.46'],
    [0.0456, '0.046'],
    [0.001, '0.001'],
    [0.0005, '0.0005'],
    [0.0000021, '0.000002'],
  ])('a p of %d is written %s', (p, written) => expect(pValue(p)).toBe(written));

  it('have their units', () => {
    expect([points(1), points(0.4), points(39.2), signed(-0.31), signed(25), plural(1, 'image'), plural(1234, 'image')]).toEqual([
      '1 point',
      '0.4 points',
      '39 points',
      '-0.3',
      '+25',
      '1 image',
      '1,234 images',
    ]);
  });
});

describe('comparison models that are too unlike the model', () => {
  const weak = (cause: DisagreementCause | undefined) => {
    const found = find({ students: { ...references({ text: 6, kind: 6 }, 0.5), weakness: cause } });
    const told = tellFindings(found).conclusions.find(({ subject }) => subject === 'kind');
    return told?.reasons.join(' ');
  };
  const start = 'The comparison models are too unlike this model: they agree with it on 50% of new images, and 90% are needed.';

  it.each<[string, DisagreementCause | undefined]>([
    ['The time limit cut their training short. Raise the time limit, or take it away, and audit again.', { code: 'time' }],
    ['They learned from 1,200 images. Add more images without the mark and audit again.', { code: 'few-images', images: 1200 }],
    [
      'They learned from enough images for long enough, so this network is hard to imitate. Add earlier versions of the model to compare with.',
      { code: 'hard-to-imitate' },
    ],
    ['They are the models that you added. Add versions that are nearer to this one.', { code: 'brought' }],
    ['Add more images without the mark, or give the audit more time.', undefined],
  ])('are told with the reason and what would help: %s', (sentence, cause) => {
    expect(weak(cause)).toBe(`${start} ${sentence}`);
  });
});

it.each([
  [true, 'We stamped the mark on 32 images that the team supplied and declares to be like the training images.'],
  [
    false,
    'We stamped the mark on 32 images that ship with Engram. They are not like the training images: on images of its own kind the model can react more strongly.',
  ],
])('names the hosts, how many and whose (in domain: %s)', (inDomain, sentence) => {
  const result = resultOf(0.3);
  expect(tell({ ...result, hosts: { ...result.hosts, count: 32, inDomain } }, words).hosts).toBe(sentence);
});
