import { expect, test } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { contrast, cropAndResize, flip, hartleyAugmentation, shift } from '../../../electron/engine/networks/presets/augmentations.js';

const shape = [2, 4, 5] as const;
const image = (): Float32Array => Float32Array.from({ length: 40 }, (_, index) => Math.sin(index * index));
const generator = (item: number): Generator => new Generator(1, 'augmentation test', item);

test("contrast keeps each channel's mean and scales its spread by .8 to 1.2", () => {
  const factors = Array.from({ length: 50 }, (_, item) => {
    const example = image();
    contrast(shape, 0.2)(example, generator(item));
    const original = image();
    const ratios = [0, 1].flatMap((channel) => {
      const [before, after] = [original, example].map((data) => [...data.subarray(channel * 20, channel * 20 + 20)]);
      const mean = before.reduce((total, value) => total + value, 0) / 20;
      return before.map((value, index) => (after[index] - mean) / (value - mean));
    });
    ratios.forEach((ratio) => expect(ratio).toBeCloseTo(ratios[0], 3));
    return ratios[0];
  });
  expect(Math.min(...factors)).toBeGreaterThan(0.8);
  expect(Math.max(...factors)).toBeLessThan(1.2);
  expect(Math.max(...factors) - Math.min(...factors)).toBeGreaterThan(0.2);
});

test('flip mirrors rows, for about half of the images', () => {
  let flipped = 0;
  for (let item = 0; item < 200; item++) {
    const example = image();
    flip(shape)(example, generator(item));
    if (example[0] === image()[0]) expect([...example]).toEqual([...image()]);
    else {
      flipped++;
      expect([...example.subarray(5, 10)]).toEqual([...image().subarray(5, 10)].reverse());
    }
  }
  expect(flipped).toBeGreaterThan(70);
  expect(flipped).toBeLessThan(130);
});

test('shift moves by at most so many pixels and fills with 0', () => {
  const seen = new Set<string>();
  for (let item = 0; item < 200; item++) {
    const example = new Float32Array(40);
    example[22 + 5] = 1;
    shift(shape, 1)(example, generator(item));
    const at = example.indexOf(1);
    seen.add(`${Math.floor((at - 20) / 5) - 1},${(at % 5) - 2}`);
    expect(example.reduce((total, value) => total + value, 0)).toBe(1);
  }
  expect(seen.size).toBe(9);
});

test('crop and resize keeps a constant image and moves a ramp by less than a pixel', () => {
  const flat = new Float32Array(40).fill(3);
  cropAndResize(shape, 1)(flat, generator(0));
  expect([...flat]).toEqual(Array<number>(40).fill(3));
  const ramp = Float32Array.from({ length: 40 }, (_, index) => index % 5);
  cropAndResize(shape, 1)(ramp, generator(0));
  // Five samples of four pixels, half-pixel centres: 0, .7, 1.5, 2.3, 3 from the left edge of the crop.
  const left = ramp[0];
  expect([0, 1]).toContain(left);
  [0, 0.7, 1.5, 2.3, 3].forEach((value, column) => expect(ramp[column] - left).toBeCloseTo(value, 5));
});

test("the paper's augmentation depends on its generator alone", () => {
  const draw = (item: number): number[] => {
    const example = Float32Array.from({ length: 3 * 32 * 32 }, (_, index) => Math.cos(index));
    hartleyAugmentation([3, 32, 32])(example, generator(item));
    return [...example];
  };
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});
