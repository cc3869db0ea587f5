import { describe, expect, it } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { standardDeviation } from '../../../electron/engine/statistics/moments.js';
import { twoWayNull, twoWayNullTest } from '../../../electron/engine/statistics/two-way-null.js';
import { expectAllClose, expectClose, expectRefusal, readFixture } from './fixture.js';

const fixture = readFixture('two_way_null') as {
  cases: {
    classes: number;
    z: number[];
    residuals: number[];
    null: number[];
    deviation: number;
    e: number[];
    p: number[];
    rankP: number[];
  }[];
};

describe.each(fixture.cases)('against NumPy and SciPy, $classes classes', (row) => {
  const two = twoWayNull(row.z, row.classes);

  it('takes place and class off', () => {
    expectAllClose(two.residuals, row.residuals, 1e-12, 1e-13);
    expectAllClose(two.nullResiduals, row.null, 1e-12, 1e-13);
    expectClose(two.deviation, row.deviation, 1e-12);
  });

  it('tests each class', () => {
    const tests = row.e.map((_, index) => twoWayNullTest(two, index));
    expectAllClose(
      tests.map(({ statistic }) => statistic),
      row.e,
      1e-12,
      1e-13,
    );
    expectAllClose(
      tests.map(({ pValue }) => pValue),
      row.p,
      1e-10,
    );
    expectAllClose(
      tests.map(({ rankPValue }) => rankPValue),
      row.rankP,
      1e-14,
    );
  });
});

describe('properties', () => {
  const places = 8;
  const classes = 10;
  const noise = (seed: number) => {
    const generator = new Generator(seed, 'two-way');
    return Float64Array.from({ length: places * classes }, () => generator.normal());
  };

  it('what a place adds to all its values changes nothing', () => {
    const plain = twoWayNull(noise(1), classes);
    const moved = twoWayNull(
      noise(1).map((value, index) => value + 3 * Math.floor(index / classes)),
      classes,
    );
    expectAllClose(moved.residuals, [...plain.residuals], 1e-9, 1e-9);
    expectClose(moved.deviation, plain.deviation, 1e-9);
  });

  it('what a class adds at all places is taken off', () => {
    const moved = twoWayNull(
      noise(1).map((value, index) => value + (index % classes === 4 ? 40 : 0)),
      classes,
    );
    expect(moved.classCentres[4]).toBeGreaterThan(30);
    expect(Math.abs(moved.residuals[4])).toBeLessThan(4);
  });

  it('marks memorised at other places move it less than they move a standard deviation', () => {
    const marked = noise(2);
    for (const [place, index] of [
      [1, 4],
      [2, 7],
      [3, 0],
    ])
      marked[place * classes + index] += 30;
    const two = twoWayNull(marked, classes);
    expect(standardDeviation(two.nullResiduals)).toBeGreaterThan(4);
    expect(two.deviation).toBeLessThan(2);
  });

  it('finds an effect of five deviations and no class beside it', () => {
    const z = noise(3);
    z[6] += 5;
    const two = twoWayNull(z, classes);
    expect(twoWayNullTest(two, 6).pValue).toBeLessThan(0.01);
    expect(twoWayNullTest(two, 5).pValue).toBeGreaterThan(0.05);
  });

  it('refuses too few places and values', () => {
    expectRefusal(
      () => twoWayNull(new Float64Array(30), 10),
      'The two-way null has 30 values of 10 classes.',
      'Use images with more room for marks elsewhere.',
    );
    expectRefusal(
      () => twoWayNull(new Float64Array(24), 6),
      'The two-way null has 24 values of 6 classes.',
      'Use images with more room for marks elsewhere.',
    );
  });
});
