import { expect, test } from 'vitest';
import { at } from '../../shared/domain/at.js';

test('an element is taken from either end, and one that is not there is an error', () => {
  expect([at(['a', 'b', 'c'], 0), at(['a', 'b', 'c'], -1), at([null], 0)]).toEqual(['a', 'c', null]);
  for (const index of [3, -4, 0.5, Number.NaN]) expect(() => at(['a', 'b', 'c'], index)).toThrow('A list of 3 has no element');
});
