import { describe, expect, test } from 'vitest';
import { JsonMistake, readJson } from '../../../electron/services/json/read-json.js';

describe('reading JSON', () => {
  test.each([
    '{}',
    '[]',
    ' \n[ 1 , -2.5e-3 , 0 ] ',
    '{"a": {"b": [true, false, null]}, "c": "\\u00e9\\n\\"\\\\ ü"}',
    '"text"',
    '12',
    '[[[[]]]]',
  ])('gives what JSON.parse gives for %s', (text) => {
    expect(readJson(text)).toEqual(JSON.parse(text));
  });

  test('passes over a byte order mark', () => {
    expect(readJson('\ufeff[1]')).toEqual([1]);
  });

  test('makes "__proto__" a key like any other', () => {
    const data = readJson('{"__proto__": {"polluted": true}}');
    expect(Object.entries(data as object)).toEqual([['__proto__', { polluted: true }]]);
    expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
  });
});

describe('a mistake', () => {
  test.each([
    ['', 'line 1, column 1: the file ends too early'],
    ['{"a": 1,\n  "b": }', 'line 2, column 8: a value is expected'],
    ['{"a": 1,}', 'line 1, column 9: a key in double quotes is expected'],
    ["{'a': 1}", 'line 1, column 2: a key in double quotes is expected'],
    ['{"a" 1}', 'line 1, column 6: a colon is missing after the key'],
    ['{"a": 1 "b": 2}', 'line 1, column 9: a comma or } is missing'],
    ['[1, 2', 'line 1, column 6: a comma or ] is missing'],
    ['[01]', 'line 1, column 3: a comma or ] is missing'],
    ['[1.]', 'line 1, column 3: a comma or ] is missing'],
    ['{"name": "Doe\n}', 'line 1, column 10: this text does not end, or holds a line break or a wrong escape'],
    ['["\\x"]', 'line 1, column 2: this text does not end, or holds a line break or a wrong escape'],
    ['{"a": 1,\n "a": 2}', 'line 2, column 2: this key stands twice'],
    ['{} {}', 'line 1, column 4: nothing may follow the end of the value'],
    ['{} // remark', 'line 1, column 4: nothing may follow the end of the value'],
    ['[NaN]', 'line 1, column 2: a value is expected'],
    ['['.repeat(33), 'line 1, column 33: more than 32 levels of brackets'],
  ])('in %j is told by its place', (text, message) => {
    expect(() => readJson(text)).toThrow(JsonMistake);
    expect(() => readJson(text)).toThrow(message);
  });

  test('is found in a million brackets without running out of stack', () => {
    expect(() => readJson('['.repeat(1_000_000))).toThrow('more than 32 levels');
  });
});
