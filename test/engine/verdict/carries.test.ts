import { expect, it } from 'vitest';
import type { TestName } from '../../../shared/domain/comparisons.js';
import { architectureFamilies, reachOf, type ArchitectureFamily } from '../../../shared/domain/verdict.js';
import { fewStrings, find, shifted, strong } from './find.js';
import { label, references, strings } from '../comparisons/synthetic.js';

const everything = { feature: shifted(9), strings: fewStrings, students: strong };

/** What a test can carry, and what keeps it from more. */
function carries(name: TestName, ...given: Parameters<typeof find>): string {
  const test = find(...given).tests.find((one) => one.name === name);
  if (test === undefined) throw new Error(`${name} did not run.`);
  return [test.counts ? 'counts' : 'does not count', reachOf(test), test.limit?.code].filter(Boolean).join(', ');
}

it.each<[string, TestName, string, ...Parameters<typeof find>]>([
  ['what was studied, and came out well', 'distilled-text', 'counts, memorised', everything],
  [
    'what was studied on too few models',
    'distilled-text',
    'counts, signal, family-not-studied',
    everything,
    { family: 'convolutional-normalised' },
  ],
  [
    'what holds for any network, on one studied on too few models',
    'same-template-strings',
    'counts, signal, family-not-studied',
    everything,
    { family: 'convolutional-normalised' },
  ],
  [
    'what holds for any network, on one of no family',
    'same-template-strings',
    'counts, signal, family-not-studied',
    everything,
    { family: 'other' },
  ],
  ['any test where the class is not known', 'distilled-text', 'counts, signal, label-unknown', everything, { label: undefined }],
  ['what gave too many false alarms', 'permuted-ink', 'does not count, nothing, false-alarms-too-many', everything],
  [
    'what was not studied and only describes',
    'permuted-ink',
    'does not count, nothing, family-not-studied',
    everything,
    { family: 'other' },
  ],
  [
    'references that agree too little',
    'distilled-kind',
    'does not count, nothing, agreement-too-low',
    { students: references({ text: 6, kind: 6 }, 0.5) },
  ],
  [
    'too few other texts',
    'same-template-strings',
    'does not count, nothing, too-few-texts',
    { strings: { strings: strings(9, (index) => index / 10) } },
  ],
])('%s', (_what, name, expected, change, context) => {
  expect(carries(name, change, context)).toBe(expected);
});

it.each(architectureFamilies)('on %s networks no claim goes further than the tests that count for it say', (family: ArchitectureFamily) => {
  for (const known of [label, undefined]) {
    const { tests, claims } = find(everything, { family, label: known });
    for (const { claim, verdict } of claims) {
      const carried = tests.filter((test) => test.claim === claim && test.counts).map(reachOf);
      if (verdict === 'memorised') expect(carried).toContain('memorised');
      if (!carried.includes('memorised')) expect(verdict).not.toBe('memorised');
    }
    for (const test of tests) expect(test.limit === undefined).toBe(reachOf(test) === 'memorised');
  }
});

it('of a result that does not say, what counts is taken as it was', () => {
  expect([reachOf({ counts: true }), reachOf({ counts: false }), reachOf({ counts: true, carries: 'signal' })]).toEqual([
    'memorised',
    'nothing',
    'signal',
  ]);
});
