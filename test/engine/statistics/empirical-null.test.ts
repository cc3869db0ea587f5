import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { empiricalNullTest, standardisedShifts } from '../../../electron/engine/statistics/empirical-null.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from './fixture.js';

const fixture = readFixture('empirical_null') as {
  model: number[];
  students: number[][];
  z: number[];
  tests: { name: string; target: number; null: number[]; e: number; p: number; rankP: number }[];
};

describe('against NumPy and SciPy', () => {
  it('standardised shifts', () => expectAllClose(standardisedShifts(fixture.model, fixture.students).z, fixture.z, 1e-11));

  it.each(fixture.tests)('target $target among $name null values', (row) => {
    const result = empiricalNullTest(row.target, row.null);
    expectClose(result.statistic, row.e, 1e-11);
    expectClose(result.pValue, row.p, 1e-10);
    expectClose(result.rankPValue, row.rankP, 1e-14);
    expect(result.nullCount).toBe(row.null.length);
    expect(result.degreesOfFreedom).toBe(row.null.length - 1);
  });
});

describe('properties', () => {
  it('does not believe null values that vary by less than 1', () => {
    const nullValues = Array.from({ length: 25 }, (_, index) => (index - 12) / 100);
    expectClose(empiricalNullTest(2, nullValues).statistic, 2 / Math.sqrt(1 + 1 / 25), 1e-12);
  });

  it('false alarms are as many as stated where target and null are alike', () => {
    const trials = 4000;
    let alarms = 0;
    for (let trial = 0; trial < trials; trial++) {
      const generator = new Generator(trial, 'null');
      const nullValues = Float64Array.from({ length: 20 }, () => 0.4 + 2 * generator.normal());
      if (empiricalNullTest(0.4 + 2 * generator.normal(), nullValues).pValue <= 0.05) alarms += 1;
    }
    expect(Math.abs(alarms / trials - 0.05)).toBeLessThan(3 * Math.sqrt((0.05 * 0.95) / trials));
  });

  it('finds nothing where no model reacts', () => {
    const { z, scale } = standardisedShifts(
      [0, 0, 0],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    );
    expect([...z, ...scale]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(empiricalNullTest(0, new Float64Array(20))).toMatchObject({ statistic: 0, pValue: 0.5, rankPValue: 1 });
  });

  it('states the unit of z also where z is 0', () => {
    const students = [
      [1, 5],
      [3, 7],
    ];
    const [{ z, scale }, moved] = [standardisedShifts([2, 9], students), standardisedShifts([3, 9], students)];
    expect(z[0]).toBe(0);
    expectClose(moved.z[0] * scale[0], 1, 1e-12);
    expectClose(z[1] * scale[1], 9 - 6, 1e-12);
  });

  it('refuses too few null values and students that agree', () => {
    expectRefusal(
      () => empiricalNullTest(1, [1, 2, 3]),
      'The empirical-null test needs at least 20 values and got 3.',
      'Use more images or more references.',
    );
    expectRefusal(
      () => standardisedShifts([2], [[1], [1]]),
      'The students do not differ from each other.',
      'Distil the students from different seeds.',
    );
    expectRefusal(
      () => standardisedShifts([1], [[1]]),
      'The number of students must be a whole number of at least 2 and is 1.',
      'Give a larger whole number.',
    );
    expectRefusal(
      () => standardisedShifts([1], [[1], [1, 2]]),
      'A student has 2 values and the model 1.',
      'Score the students on the same placements and classes.',
    );
  });
});
