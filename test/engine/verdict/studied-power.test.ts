import { describe, expect, it } from 'vitest';
import {
  shippedStudiedAudits,
  studiedPower,
  type StudiedAudits,
  type VerdictBasis,
} from '../../../electron/engine/verdict/studied-power.js';
import { verdictTests } from '../../../electron/engine/comparisons/table.js';
import { architectureFamilies, judged } from '../../../shared/domain/verdict.js';
import { studiedPowerSchema } from '../../../shared/domain/studied-power.js';
import { claimOf, fewStrings, find, none, shifted } from './find.js';
import { studiedAudits } from './studied.js';

const table: readonly StudiedAudits[] = [
  ...studiedAudits,
  {
    family: 'dense',
    tests: [{ name: 'distilled-kind', start: 'initial' }],
    labelKnown: true,
    models: 20,
    trainingImages: 500,
    copies: [1, 4],
    power: { kind: [0.8, 0.9] },
  },
];
const basis: VerdictBasis = { family: 'dense', tests: studiedAudits[0].tests, labelKnown: true, alpha: 0.05, tried: 1 };

describe('what the studies found of audits like one', () => {
  it('is that of audits by the same tests, in whatever order', () => {
    const points = [
      [1, 0.042],
      [4, 0.083],
      [16, 0.734],
      [64, 0.961],
      [256, 1],
    ].map(([copies, power]) => ({ copies, power }));
    expect(studiedPower('kind', { ...basis, tests: [...basis.tests].reverse() }, table)).toEqual({
      models: 48,
      trainingImages: 10_000,
      points,
      limit: 64,
    });
    expect(studiedPower('kind', { ...basis, tests: [{ name: 'distilled-kind', start: 'initial' }] }, table)?.limit).toBe(1);
  });

  it('has its limit where 8 in 10 are found of more copies, too', () => {
    const [first] = table;
    const limitOf = (...kind: number[]) => studiedPower('kind', basis, [{ ...first, power: { kind } }])?.limit;
    expect([limitOf(0.1, 0.9, 0.7, 0.8, 1), limitOf(0.1, 0.9, 0.9, 0.9, 0.79), limitOf(0.8, 0.9, 0.9, 0.9, 0.9)]).toEqual([
      64,
      undefined,
      1,
    ]);
  });

  it('has no limit where 8 in 10 were never found', () => {
    expect(studiedPower('text', basis, table)).toMatchObject({ limit: undefined });
  });

  it.each<[string, Partial<VerdictBasis>]>([
    ['another family', { family: 'other' }],
    ['fewer tests', { tests: basis.tests.slice(1) }],
    ['students that start elsewhere', { tests: [{ name: 'distilled-kind', start: 'anew' }] }],
    ['an unknown label', { labelKnown: false }],
    ['another level', { alpha: 0.1 }],
    ['several texts tried', { tried: 2 }],
    ['no test that counts', { tests: [] }],
  ])('says nothing of audits with %s', (_what, change) => {
    expect(studiedPower('kind', { ...basis, ...change }, table)).toBeUndefined();
  });

  it('says nothing of a claim that no test supports', () => {
    expect(studiedPower('text', { ...basis, tests: [{ name: 'distilled-kind', start: 'initial' }] }, table)).toBeUndefined();
  });

  it('stands in the findings', () => {
    const findings = find({ feature: shifted(0), strings: fewStrings, students: none }, { studied: table });
    expect(claimOf(findings, 'kind').studied).toEqual(studiedPower('kind', basis, table));
    expect(claimOf(findings, 'text').studied).toEqual(studiedPower('text', basis, table));
    expect(find({ feature: shifted(0), strings: fewStrings }, { studied: table }).claims.map(({ studied }) => studied)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

it('the table that ships is one that findings can state', () => {
  expect(shippedStudiedAudits.length).toBeGreaterThan(0);
  const supporting = new Map(verdictTests.map(({ name, claim }) => [name, claim]));
  for (const audits of shippedStudiedAudits) {
    expect(architectureFamilies).toContain(audits.family);
    const supported = judged.filter((subject) => subject === 'whole' || audits.tests.some(({ name }) => supporting.get(name) === subject));
    expect(Object.keys(audits.power)).toEqual(supported);
    for (const subject of supported) {
      const power = studiedPower(subject, { ...audits, alpha: 0.05, tried: 1 });
      expect(studiedPowerSchema.parse(JSON.parse(JSON.stringify(power)))).toEqual(JSON.parse(JSON.stringify(power)));
      expect(power?.points.map(({ copies }) => copies)).toEqual(audits.copies);
    }
  }
});
