import { expect, test } from 'vitest';
import { networkKinds } from '../../../shared/domain/study.js';
import { studyKinds } from '../../../electron/jobs/study/kinds/table.js';
import { comparedOf } from '../../../scripts/pages/tables/stand-ins.js';

const { models } = studyKinds['stand-ins'];

test('each model has one mark, and each number of copies comes equally often in each kind', () => {
  for (const network of networkKinds) {
    const own = models.filter((model) => model.network === network);
    for (const copies of [0, 1, 4, 16, 64]) expect(own.filter(({ marks }) => marks[0].copies === copies)).toHaveLength(12);
    expect(new Set(own.map(({ marks }) => marks.length))).toEqual(new Set([1]));
  }
});

test('any beginning of the list has every number of copies of every kind about equally often', () => {
  for (const rounds of [1, 4, 11]) {
    const first = models.slice(0, 15 * rounds);
    for (const network of networkKinds)
      for (const copies of [0, 1, 4, 16, 64])
        expect(first.filter((model) => model.network === network && model.marks[0].copies === copies)).toHaveLength(rounds);
  }
});

test('their seeds are of no other study', () => {
  const all = Object.values(studyKinds).flatMap((kind) => kind.models);
  expect(new Set(all.map(({ seed }) => seed)).size).toBe(all.length);
});

const pairs = (both: number, standInAlone: number, realAlone: number, neither: number) => [
  ...Array.from({ length: both }, () => ({ real: true, standIn: true })),
  ...Array.from({ length: standInAlone }, () => ({ real: false, standIn: true })),
  ...Array.from({ length: realAlone }, () => ({ real: true, standIn: false })),
  ...Array.from({ length: neither }, () => ({ real: false, standIn: false })),
];

// The sign test: 5 of 5 by chance at .031, 4 of 4 at .0625, 8 of 10 at .055, 9 of 10 at .011.
test.each([
  [[0, 5, 0, 0], 'overstate'],
  [[0, 4, 0, 0], 'not-enough'],
  [[30, 9, 1, 0], 'overstate'],
  [[30, 8, 2, 0], 'not-enough'],
  [[30, 2, 2, 6], 'agree'],
  [[30, 2, 2, 5], 'not-enough'],
  [[20, 0, 20, 0], 'agree'],
] as const)(
  'of pairs found by both, by the stand-in alone, by the real model alone and by neither %j: %s',
  ([both, one, other, neither], said) => {
    expect(comparedOf(pairs(both, one, other, neither))).toBe(said);
  },
);
