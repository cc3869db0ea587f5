import { describe, expect, it } from 'vitest';
import { architectureFamilies, testNames, type ArchitectureFamily, type TestName } from '../../../shared/domain/verdict.js';
import { standingOf } from '../../../electron/engine/verdict/validity.js';
import { verdictTests } from '../../../electron/engine/verdict/tests/index.js';

/** c counts, s counts up to "signal", d describes; rows in the order of `testNames`. */
const standings: Record<ArchitectureFamily, string> = {
  dense: 'c cc ss d c d',
  convolutional: 'c cc ss d d d',
  'convolutional-normalised': 'c ss ss d d d',
  other: 's ss ss d d d',
};

describe.each(architectureFamilies)('%s networks', (family) => {
  it.each(testNames)('have a standing for %s', (test) => {
    const { counts, atMostSignal, sentence } = standingOf(test, family);
    const expected = standings[family].replaceAll(' ', '')[testNames.indexOf(test)];
    expect(counts ? (atMostSignal ? 's' : 'c') : 'd').toBe(expected);
    expect(sentence).toMatch(counts ? /^Counts/ : /^Description only: /);
    expect(sentence).toMatch(/\.$/);
  });
});

it.each<[TestName, ArchitectureFamily, string]>([
  ['distilled-kind', 'dense', 'Counts: 3.0% false alarms at 5%, 1.7% at 1% on clean dense networks (founding experiments, MLP, 300 audits).'],
  ['permuted-ink', 'convolutional', 'Description only: 42.0% false alarms at 5% on clean plain convolutional networks (founding experiments, CNN, 33-42%), more than the level states.'],
  ['distilled-kind', 'convolutional-normalised', 'Counts up to "signal": its false alarms on batch-normalised convolutional networks have not been studied.'],
  ['pixel-probes', 'other', 'Description only: its false alarms on networks of this kind have not been studied.'],
  ['same-template-strings', 'other', 'Counts: a rank among texts of the same template holds for any architecture, as long as the text was not chosen by looking at the model.'],
])('says why: %s on %s', (test, family, sentence) => {
  expect(standingOf(test, family).sentence).toBe(sentence);
});

it('every test of the domain is there once', () => {
  expect(verdictTests.map(({ name }) => name).sort()).toEqual([...testNames].sort());
  for (const { name, claim } of verdictTests) expect(claim).toBe(name === 'same-template-strings' || name.endsWith('-text') ? 'text' : 'kind');
});
