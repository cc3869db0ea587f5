import { expect, test } from 'vitest';
import { Generator } from '../../../../electron/engine/base/random/generator.js';
import { philox4x32 } from '../../../../electron/engine/base/random/philox.js';

/** Known answers for philox4x32-10 that Salmon et al. publish with Random123 (tests/kat_vectors, version 1.14). */
test.each([
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
])('philox4x32-10 of counter %j', (counter, [key0, key1], answer) => {
  const output = new Uint32Array(4);
  philox4x32(Uint32Array.from(counter), key0, key1, output);
  expect([...output]).toEqual(answer);
});

test('a stream is named by seed, purpose and item alone', () => {
  const draw = (seed: number, purpose: string, item?: number): number[] => {
    const generator = new Generator(seed, purpose, item);
    return Array.from({ length: 6 }, () => generator.word());
  };
  expect(draw(3, 'epoch order', 1)).toEqual(draw(3, 'epoch order', 1));
  const others = [draw(4, 'epoch order', 1), draw(3, 'epoch orders', 1), draw(3, 'epoch order', 2), draw(3 + 2 ** 40, 'epoch order', 1)];
  expect(new Set([draw(3, 'epoch order', 1), ...others].map((words) => words.join())).size).toBe(5);
});
