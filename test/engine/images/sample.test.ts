import { describe, expect, it } from 'vitest';
import { sampleIndices } from '../../../electron/engine/images/sample.js';
import { codedError } from './coded-error.js';

describe('a sample of indices', () => {
  it('holds each index at most once, within the set', () => {
    const sample = sampleIndices(1000, 400, 5);
    expect(new Set(sample).size).toBe(400);
    expect(sample.every((index) => index < 1000)).toBe(true);
  });

  it('is all of the set when all are wanted', () => {
    expect(Array.from(sampleIndices(300, 300, 5)).sort((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, index) => index));
  });

  it('depends on seed and purpose alone, and a shorter one is its beginning', () => {
    expect(sampleIndices(5000, 64, 9)).toEqual(sampleIndices(5000, 64, 9));
    expect(sampleIndices(5000, 16, 9)).toEqual(sampleIndices(5000, 64, 9).slice(0, 16));
    expect(sampleIndices(5000, 64, 10)).not.toEqual(sampleIndices(5000, 64, 9));
    expect(sampleIndices(5000, 64, 9, 'distillation')).not.toEqual(sampleIndices(5000, 64, 9));
  });

  it('gives every index the same chance at every place', () => {
    const counts = new Float64Array(5 * 10);
    const draws = 4000;
    for (let seed = 0; seed < draws; seed++) sampleIndices(10, 5, seed).forEach((index, place) => counts[place * 10 + index]++);
    const expected = draws / 10;
    const chiSquared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 45 degrees of freedom: 80.1 is the upper .1%.
    expect(chiSquared).toBeLessThan(80.1);
  });

  it('says how many there are when too many are wanted', async () => {
    expect(await codedError(() => sampleIndices(12, 100, 1))).toEqual({
      code: 'images-too-few',
      message: '100 images are wanted and the set holds 12.',
      hint: 'Give a larger set of images, or ask for fewer.',
    });
  });
});
