import { describe, expect, it } from 'vitest';
import type { TestName } from '../../../shared/domain/comparisons.js';
import { prospects, type ProspectRequest } from '../../../electron/engine/verdict/prospect.js';
import { words } from '../../../shared/words/words.js';
import { fewStrings, find, shifted, strong } from './find.js';
import { label } from '../comparisons/synthetic.js';
import { barring, studied } from './studied.js';

const quick: readonly TestName[] = ['same-template-strings'];
const full: readonly TestName[] = [...quick, 'distilled-text', 'distilled-kind'];
const request: ProspectRequest = { family: 'dense', start: 'anew', labelKnown: true, tests: full, validity: studied };
const told = (change: Partial<ProspectRequest>) =>
  prospects({ ...request, ...change }).map(({ strongest, clears }) => `${strongest ?? '-'} ${clears ? 'clears' : '-'}`);

it.each<[string, Partial<ProspectRequest>, string[]]>([
  ['a full audit of a studied family', {}, ['memorised clears', 'memorised clears', 'memorised clears']],
  ['a quick one', { tests: quick }, ['memorised -', 'memorised clears', '- -']],
  ['one without the class', { labelKnown: false }, ['signal clears', 'signal clears', 'signal clears']],
  ['one of no studied family', { family: 'other' }, ['signal clears', 'signal clears', 'signal clears']],
  [
    'a quick one where texts do not count',
    { tests: quick, family: 'convolutional', validity: barring('same-template-strings') },
    ['- -', '- -', '- -'],
  ],
  ['one without any test', { tests: [] }, ['- -', '- -', '- -']],
])('of %s', (_what, change, expected) => {
  expect(told(change)).toEqual(expected);
});

describe.each(['dense', 'convolutional', 'convolutional-normalised', 'convolutional-pooled', 'other'] as const)(
  'on %s networks',
  (family) => {
    it.each([label, undefined])('no finding goes beyond what was said beforehand (class %s)', (known) => {
      const said = prospects({ ...request, family, labelKnown: known !== undefined });
      const { whole, claims } = find({ feature: shifted(9), strings: fewStrings, students: strong }, { family, label: known });
      for (const [judged, verdict] of [
        ['whole', whole?.verdict] as const,
        ...claims.map(({ claim, verdict: own }) => [claim, own] as const),
      ]) {
        const prospect = said.find((one) => one.judged === judged);
        if (verdict === 'memorised') expect(prospect?.strongest).toBe('memorised');
        if (verdict === 'signal') expect(prospect?.strongest).toBeDefined();
        if (verdict === 'not-detected') expect(prospect?.clears).toBe(true);
      }
    });
  },
);

it('is told in whole sentences, one where all verdicts can come to the same', () => {
  const sentences = (change: Partial<ProspectRequest>) => words.outlook.prospects(prospects({ ...request, ...change }));
  expect(sentences({ tests: quick })).toEqual([
    'This mark: this audit can find a leak and call it "memorised". It cannot say "not detected": without a finding it ends "inconclusive".',
    'This text: this audit can find a leak and call it "memorised", or say "not detected".',
    'Marks of this kind: this audit can only end "inconclusive".',
  ]);
  expect(sentences({})).toEqual([
    'This mark, this text and marks of this kind: this audit can find a leak and call it "memorised", or say "not detected".',
  ]);
});
