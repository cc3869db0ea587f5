import { expect, test } from 'vitest';
import { Pace } from '../../electron/cli/report/pace.js';
import { formatCount, formatDuration, formatRate } from '../../electron/cli/text.js';
import { wrap } from '../../electron/cli/wrap.js';

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [59.6, '1 m 00 s'],
  [185, '3 m 05 s'],
  [3599.7, '1 h 00 m'],
  [7800, '2 h 10 m'],
])('%f seconds read %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [1234.5, '1,235/s'],
  [2.25, '2.3/s'],
  [0.5, '30.0/min'],
  [0.001, '3.6/h'],
])('a rate of %f reads %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test('counts have separators', () => {
  expect(formatCount(1_234_567)).toBe('1,234,567');
});

test('text wraps at spaces, keeps its indent, and leaves long words whole', () => {
  expect(wrap('one two three\n  four five six', 10)).toBe('one two\nthree\n  four\n  five six');
  expect(wrap('a verylongwordindeed b', 8)).toBe('a\nverylongwordindeed\nb');
  expect(wrap('', 8)).toBe('');
});

test('pace is measured in the phase at hand, from where it began', () => {
  let now = 0;
  const pace = new Pace(() => now);
  const step = (done: number, detail?: string) => ({ phase: 'strings', detail, done, total: 1000, unit: 'images' }) as const;
  expect(pace.follow(step(400))).toBe(true);
  expect(pace.secondsLeft(step(400))).toBeUndefined();
  now = 10;
  expect(pace.follow(step(500))).toBe(false);
  expect(pace.rate(step(500))).toBe(10);
  expect(pace.secondsLeft(step(500))).toBe(50);
  expect(pace.follow(step(0, 'second block'))).toBe(true);
  expect(pace.rate(step(0, 'second block'))).toBeUndefined();
});
