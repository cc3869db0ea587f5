import { describe, expect, test } from 'vitest';
import { Numbers } from '../../renderer/state/numbers.js';

describe('numbers of a language', () => {
  test.each([
    ['en', '1,234.5', 1234.5],
    ['en', '0.05', 0.05],
    ['de', '1.234,5', 1234.5],
    ['de', '0,05', 0.05],
    ['fr', '1 234,5', 1234.5],
    ['sv', '\u22121,5', -1.5],
    ['en', '.5', 0.5],
    ['en', '1e-3', 0.001],
  ] as const)('%s reads %s', (language, text, value) => {
    expect(new Numbers(language).read(text)).toBe(value);
  });

  test.each([
    ['de', '0.5.1'],
    ['de', '0.5'],
    ['en', '0,05'],
    ['en', '1,2,x'],
    ['en', ''],
    ['en', 'NaN'],
    ['en', '1 to 2'],
  ] as const)('%s takes %j for no number', (language, text) => {
    expect(new Numbers(language).read(text)).toBeUndefined();
  });

  test.each(['en', 'de', 'fr', 'sv'] as const)('%s reads back what it writes', (language) => {
    const numbers = new Numbers(language);
    for (const value of [0, -3, 0.05, 1234.5, 103.939, 1e6]) expect(numbers.read(numbers.write(value))).toBe(value);
  });

  test('durations and p-values are short', () => {
    const numbers = new Numbers('en');
    expect([12.4, 75, 600, 7325].map((seconds) => numbers.duration(seconds))).toEqual(['12 s', '1 min 15 s', '10 min', '2 h 2 min']);
    expect([0.2, 0.0204, 0.0001].map((p) => numbers.p(p))).toEqual(['0.20', '0.020', '< 0.001']);
  });
});
