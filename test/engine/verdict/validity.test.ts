import { describe, expect, it } from 'vitest';
import { testNames, type TestName } from '../../../shared/domain/comparisons.js';
import { architectureFamilies, type ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import { agreementFloor, shippedValidity, standingOf } from '../../../electron/engine/verdict/validity.js';
import { reachUnder } from '../../../electron/engine/comparisons/limit.js';
import { verdictTests } from '../../../electron/engine/comparisons/table.js';
import { studied, studiedNormalised } from './studied.js';

/** c counts, s counts up to "signal", d describes; rows in the order of `testNames`. */
const standings: Record<ArchitectureFamily, string> = {
  dense: 'c cc ss d d d',
  convolutional: 'c cc ss d d d',
  'convolutional-normalised': 'c ss ss d d d',
  other: 's ss ss d d d',
};

describe.each(architectureFamilies)('%s networks, as studied', (family) => {
  it.each(testNames)('have a standing for %s', (test) => {
    const { limit, sentence } = standingOf(test, family, 'anew', studied);
    const expected = standings[family].replaceAll(' ', '')[testNames.indexOf(test)];
    expect({ memorised: 'c', signal: 's', nothing: 'd' }[reachUnder(limit)]).toBe(expected);
    expect(sentence).toMatch(expected === 'd' ? /^Description only: / : /^Counts/);
    expect(limit === undefined).toBe(expected === 'c');
    expect(sentence).toMatch(/\.$/);
  });
});

it.each<[TestName, ArchitectureFamily, StudentStart, string]>([
  [
    'distilled-kind',
    'dense',
    'anew',
    'Counts: 3.0% false alarms at 5% and 0.4% at 1%, by bounds 4.1% and 0.9%, on clean dense networks (5000 audits of 100 models, docs/validity.md).',
  ],
  [
    'initial-weights',
    'dense',
    'initial',
    'Counts: 3.0% false alarms at 5% and 0.4% at 1%, by bounds 4.1% and 0.9%, on clean dense networks (5000 audits of 100 models, docs/validity.md).',
  ],
  [
    'permuted-ink',
    'convolutional',
    'anew',
    'Description only: 33.0% false alarms at 5% and 12.0% at 1%, by bounds 40.0% and 17.0%, on clean plain convolutional networks (1500 audits of 30 models, docs/validity.md), more than its bounds allow.',
  ],
  [
    'distilled-kind',
    'convolutional-normalised',
    'anew',
    'Counts up to "signal": its false alarms on batch-normalised convolutional networks have not been studied on enough models.',
  ],
  [
    'distilled-kind',
    'convolutional',
    'initial',
    'Counts up to "signal": its false alarms on plain convolutional networks have not been studied on enough models.',
  ],
  ['pixel-probes', 'other', 'anew', 'Description only: its false alarms on networks of this kind have not been studied.'],
  [
    'same-template-strings',
    'other',
    'anew',
    'Counts up to "signal": a rank among texts of the same template holds for any architecture, as long as the text was not chosen by looking at the model, but networks of this kind have not been studied.',
  ],
])('says why: %s on %s from %s weights', (test, family, start, sentence) => {
  expect(standingOf(test, family, start, studied).sentence).toBe(sentence);
});

it('the table that ships holds rates with their bounds and says "within" only where the bounds hold', () => {
  const entries = Object.values(shippedValidity)
    .flatMap((families) => Object.values(families))
    .flatMap((tests) => Object.values(tests));
  expect(entries.length).toBeGreaterThan(0);
  for (const { falseAlarms, at05, at01, upper05, upper01, models } of entries) {
    expect(upper05).toBeGreaterThanOrEqual(at05);
    expect(upper01).toBeGreaterThanOrEqual(at01);
    const holds = models >= 15 && upper05 <= 0.065 && upper01 <= 0.02;
    expect(falseAlarms === 'within').toBe(holds);
    if (falseAlarms === 'beyond') expect(models).toBeGreaterThanOrEqual(15);
  }
});

it('references owe the model 90% agreement, or as much as on the models that were studied', () => {
  expect(agreementFloor('distilled-kind', 'dense', 'anew', studied)).toBe(0.9);
  expect(agreementFloor('distilled-kind', 'convolutional-normalised', 'anew', studied)).toBe(0.9);
  expect(agreementFloor('distilled-kind', 'convolutional-normalised', 'anew', studiedNormalised(0.8))).toBe(0.8);
  expect(agreementFloor('distilled-kind', 'convolutional-normalised', 'anew', studiedNormalised(0.96))).toBe(0.9);
  expect(agreementFloor('brought-kind', 'convolutional-normalised', 'anew', studiedNormalised(0.8))).toBe(0.9);
});

it('every test of the domain is there once', () => {
  expect(verdictTests.map(({ name }) => name).sort()).toEqual([...testNames].sort());
  for (const { name, claim } of verdictTests)
    expect(claim).toBe(name === 'same-template-strings' || name.endsWith('-text') ? 'text' : 'kind');
});
