import { describe, expect, it } from 'vitest';
import { testNames, type TestName } from '../../../shared/domain/comparisons.js';
import type { Reach } from '../../../shared/domain/verdict.js';
import type { Basis } from '../../../shared/domain/reasons.js';
import { architectureFamilies, type ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { StudentStart } from '../../../shared/domain/student.js';
import {
  agreementFloor,
  shippedValidity,
  standingOf,
  type Standing,
  type ValidityEntry,
  type ValidityTable,
} from '../../../electron/engine/verdict/validity.js';
import { reachUnder } from '../../../electron/engine/comparisons/limit.js';
import { verdictTests } from '../../../electron/engine/comparisons/table.js';
import { studied, studiedNormalised } from './studied.js';

/** c counts, s counts up to "signal", d describes; rows in the order of `testNames`. */
const standings: Record<ArchitectureFamily, string> = {
  dense: 'c cc ss d d d',
  convolutional: 'c cc ss d d d',
  'convolutional-normalised': 's ss ss d d d',
  'convolutional-pooled': 's ss ss d d d',
  other: 's ss ss d d d',
};

describe.each(architectureFamilies)('%s networks, as studied', (family) => {
  it.each(testNames)('have a standing for %s', (test) => {
    const { limit } = standingOf(test, family, 'anew', studied);
    const expected = standings[family].replaceAll(' ', '')[testNames.indexOf(test)];
    expect({ memorised: 'c', signal: 's', nothing: 'd' }[reachUnder(limit)]).toBe(expected);
    expect(limit === undefined).toBe(expected === 'c');
  });
});

const within: Basis = { code: 'studied', at05: 0.03, at01: 0.004, upper05: 0.041, upper01: 0.009, models: 100, audits: 5000 };
const beyond: Basis = { code: 'studied', at05: 0.33, at01: 0.12, upper05: 0.4, upper01: 0.17, models: 30, audits: 1500 };

it.each<[TestName, ArchitectureFamily, StudentStart, Standing]>([
  ['distilled-kind', 'dense', 'anew', { basis: within }],
  ['initial-weights', 'dense', 'initial', { basis: within }],
  ['permuted-ink', 'convolutional', 'anew', { basis: beyond, limit: { keepsFrom: 'counting', reason: { code: 'false-alarms-too-many' } } }],
  [
    'distilled-kind',
    'convolutional-normalised',
    'anew',
    { basis: { code: 'not-studied' }, limit: { keepsFrom: 'memorised', reason: { code: 'family-not-studied' } } },
  ],
  [
    'distilled-kind',
    'convolutional',
    'initial',
    { basis: { code: 'not-studied' }, limit: { keepsFrom: 'memorised', reason: { code: 'family-not-studied' } } },
  ],
  [
    'pixel-probes',
    'other',
    'anew',
    { basis: { code: 'not-studied' }, limit: { keepsFrom: 'counting', reason: { code: 'family-not-studied' } } },
  ],
  [
    'same-template-strings',
    'other',
    'anew',
    { basis: { code: 'by-construction' }, limit: { keepsFrom: 'memorised', reason: { code: 'family-not-studied' } } },
  ],
  [
    'same-template-strings',
    'convolutional-normalised',
    'anew',
    { basis: { code: 'by-construction' }, limit: { keepsFrom: 'memorised', reason: { code: 'family-not-studied' } } },
  ],
])('says why: %s on %s from %s weights', (test, family, start, standing) => {
  expect(standingOf(test, family, start, studied)).toEqual(standing);
});

const reaches: readonly Reach[] = ['nothing', 'signal', 'memorised'];

it.each(['within', 'unsettled', 'beyond'] as const)(
  'of a test studied %s on one family, no family of which less is known gets more',
  (found) => {
    for (const test of testNames) {
      const entry = { ...(studied.anew.dense['same-template-strings'] as ValidityEntry), falseAlarms: found };
      const validity: ValidityTable = { ...studied, anew: { ...studied.anew, dense: { [test]: entry }, convolutional: {} } };
      const reachOf = (family: ArchitectureFamily) => reaches.indexOf(reachUnder(standingOf(test, family, 'anew', validity).limit));
      for (const family of ['convolutional', 'other'] as const) expect(reachOf(family)).toBeLessThanOrEqual(reachOf('dense'));
    }
  },
);

it.each(testNames)('no network that ships unstudied gets more of %s than one that was studied', (test) => {
  const reachOf = (family: ArchitectureFamily) => reaches.indexOf(reachUnder(standingOf(test, family).limit));
  const asked = architectureFamilies.filter((family) => shippedValidity.anew[family][test] !== undefined);
  for (const family of asked) expect(reachOf('other')).toBeLessThanOrEqual(reachOf(family));
});

it('what a study leaves unsettled goes to "signal", with its rates', () => {
  const entry = studied.anew.dense['distilled-kind'] as ValidityEntry;
  const validity: ValidityTable = {
    ...studied,
    anew: { ...studied.anew, dense: { 'distilled-kind': { ...entry, falseAlarms: 'unsettled' } } },
  };
  expect(standingOf('distilled-kind', 'dense', 'anew', validity)).toEqual({
    basis: within,
    limit: { keepsFrom: 'memorised', reason: { code: 'false-alarms-unsettled' } },
  });
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
