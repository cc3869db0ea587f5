import { expect, test } from 'vitest';
import { information } from '../../../scripts/replay/information.js';

const coin = (index: number) => ((index * 2654435761) >>> 16) % 2;
const die = Array.from({ length: 400 }, (_, index) => String(index % 4));

test('of two that always say the same of four things is two bits, and every value tells two', () => {
  const found = information(die, die, 1);
  // The mean over random pairings is near its expectation, (4 - 1)(4 - 1) / (2 x 400 ln 2) = 0.016 bits.
  expect(found.bits).toBeCloseTo(2 - 9 / (800 * Math.LN2), 1);
  expect(found.p).toBe(0.005);
  expect(found.mostBits).toBeCloseTo(2, 10);
});

test('of two that say nothing of the thing is none', () => {
  const found = information(
    die,
    die.map((_, index) => String(coin(index >> 2))),
    1,
  );
  expect(found.bits).toBeLessThan(0.02);
  expect(found.p).toBeGreaterThan(0.01);
});

test('of a rare value that both say is how rare it is', () => {
  const rare = die.map((_, index) => (index < 20 ? 'near' : 'far'));
  expect(information(rare, rare, 1).mostBits).toBeCloseTo(Math.log2(400 / 20), 10);
});

test('of one that always says the same is none', () => {
  expect(
    information(
      die.map(() => 'above'),
      die,
      1,
    ),
  ).toEqual({ bits: 0, p: 1, mostBits: 0 });
});
