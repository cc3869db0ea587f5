import { expect, it } from 'vitest';
import { compareNaturally } from '../../../electron/engine/images/natural-order.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';

it('sorts numbers by value and everything else by code unit', () => {
  const sorted = ['1.png', '2.png', '10.png', 'a', 'image', 'image1', 'image2b', 'image02c', 'image10', 'imageA', 'Ä'].sort(
    compareNaturally,
  );
  expect(sorted).toEqual(['1.png', '2.png', '10.png', 'a', 'image', 'image1', 'image2b', 'image02c', 'image10', 'imageA', 'Ä']);
});

it('is a total order: shuffled names sort to the same list', () => {
  const names = Array.from({ length: 300 }, (_, item) => {
    const generator = new Generator(item, 'natural-order-test');
    return Array.from({ length: 1 + generator.integer(5) }, () => generator.choose(['0', '1', '12', 'a', 'B', '-', '00'])).join('');
  });
  const unique = [...new Set(names)];
  const sorted = unique.slice().sort(compareNaturally);
  for (let trial = 0; trial < 20; trial++) {
    const order = new Generator(trial, 'natural-order-shuffle').permutation(unique.length);
    expect(Array.from(order, (index) => unique[index]).sort(compareNaturally)).toEqual(sorted);
  }
});
