import { describe, expect, test } from 'vitest';
import { readArguments } from '../../electron/cli/arguments.js';
import { choice, duration, wholeNumber } from '../../electron/cli/option-values.js';

const known = { out: { value: 'DIR', help: '' }, json: { help: '' }, threads: { value: 'N', help: '' } };
const read = (...argv: string[]) => readArguments('audit', argv, known, ['SPEC.json', '[MORE]']);

describe('reading arguments', () => {
  test('takes options anywhere, with a space or an equals sign', () => {
    const expected = {
      positionals: ['a.json'],
      options: new Map([
        ['out', 'd'],
        ['json', ''],
      ]),
    };
    expect(read('a.json', '--out', 'd', '--json')).toEqual({ ok: true, value: expected });
    expect(read('--out=d', '--json', 'a.json')).toEqual({ ok: true, value: expected });
    expect(read('--', '--a.json')).toMatchObject({ value: { positionals: ['--a.json'] } });
  });

  test.each([
    [['a.json', '--ouT', 'd'], '--ouT is not an option here; did you mean --out?'],
    [['a.json', '-x'], '-x is not an option here.'],
    [['a.json', '--out'], '--out needs a value: DIR.'],
    [['a.json', '--out='], '--out needs a value: DIR.'],
    [['a.json', '--out', '--json'], '--out needs a value: DIR.'],
    [['a.json', '--json=yes'], '--json takes no value.'],
    [['a.json', '--out', 'd', '--out', 'e'], '--out is given twice.'],
    [[], 'SPEC.json is missing.'],
    [['a', 'b', 'c'], '"c" is one argument too many.'],
  ])('refuses %j', (argv, message) => {
    expect(read(...argv)).toEqual({
      ok: false,
      error: { code: 'command-invalid', message, hint: '"engram help audit" tells what it takes.' },
    });
  });
});

describe('values', () => {
  const given = (value: string) => ({ positionals: [], options: new Map([['x', value]]) });

  test.each([
    ['90s', 90],
    ['10m', 600],
    ['1h30m', 5400],
    ['7d', 604_800],
  ])('%s is a duration of %i seconds', (text, seconds) => {
    expect(duration(given(text), 'x')).toBe(seconds);
  });

  test.each(['10', 'm', '10 m', '-5m', '1.5h', '0s', '8d', '10mm', '', '5m!'])('%j is no duration', (text) => {
    expect(() => duration(given(text), 'x')).toThrow('--x must be a duration of at most 7 days.');
  });

  test.each(['0', '65', '1.5', '-1', 'two', '', '1e1', '0x2'])('%j is no number of threads', (text) => {
    expect(() => wholeNumber(given(text), 'x', 1, 64)).toThrow('--x must be a whole number from 1 to 64.');
  });

  test('are undefined where the option is left out', () => {
    const none = { positionals: [], options: new Map<string, string>() };
    expect([duration(none, 'x'), wholeNumber(none, 'x', 1, 2), choice(none, 'x', ['a'])]).toEqual([undefined, undefined, undefined]);
    expect(wholeNumber(given('64'), 'x', 1, 64)).toBe(64);
    expect(() => choice(given('c'), 'x', ['a', 'b'])).toThrow('--x must be one of a, b.');
  });
});
