import { describe, expect, test } from 'vitest';
import { datesInFormat } from '../../../electron/engine/features/dates.js';
import { matchTemplate } from '../../../electron/engine/features/template-match.js';
import { parseTemplate } from '../../../electron/engine/features/template.js';

const pieces = (template: string, text: string): string[] => matchTemplate(parseTemplate(template), text).map((part) => part.text);

describe('parsing', () => {
  test('keeps fixed text, doubled braces and parts in order', () => {
    expect(parseTemplate('ID {{{digits:2}}} {choice:L|R}').parts).toEqual([
      { kind: 'literal', text: 'ID {' },
      { kind: 'characters', classes: [{ of: 'digit' }, { of: 'digit' }], letterCase: 'as-text' },
      { kind: 'literal', text: '} ' },
      { kind: 'choice', options: ['L', 'R'] },
    ]);
  });

  test('a name is a given name and a surname', () => {
    expect(parseTemplate('{name:upper}').parts).toEqual([
      { kind: 'given', letterCase: 'upper' },
      { kind: 'literal', text: ' ' },
      { kind: 'surname', letterCase: 'upper' },
    ]);
  });

  test('a pattern has capitals, small letters, digits and signs', () => {
    expect(parseTemplate('{pattern:Aa-9}').parts).toEqual([
      { kind: 'characters', classes: [{ of: 'capital' }, { of: 'small' }, { literal: '-' }, { of: 'digit' }], letterCase: 'as-text' },
    ]);
  });

  test.each([
    ['ID 4711', 'The template has no private part, so there are no other texts to compare with.'],
    ['{{digits:6}}', 'The template has no private part, so there are no other texts to compare with.'],
    ['ID {digits:6', 'The template opens a brace that it does not close.'],
    ['ID digits:6}', 'The template closes a brace that it has not opened.'],
    ['{Mueller}', 'Private part 1 of the template is of a kind that is not known.'],
    ['{digits:2} {}', 'Private part 2 of the template is of a kind that is not known.'],
    ['{digits}', 'Private part 1 of the template needs a number of characters from 1 to 64.'],
    ['{digits:0}', 'Private part 1 of the template needs a number of characters from 1 to 64.'],
    ['{letters:65}', 'Private part 1 of the template needs a number of characters from 1 to 64.'],
    ['{digits:1e1}', 'Private part 1 of the template needs a number of characters from 1 to 64.'],
    ['{surname:capitals}', 'Private part 1 of the template has a case that is not known.'],
    ['{letters:3:title}', 'Private part 1 of the template has a case that is not known.'],
    ['{letters:3:upper:lower}', 'Private part 1 of the template has a case that is not known.'],
    ['{date:}', 'Private part 1 of the template has a date format that is not known.'],
    ['{date:YYYY-mm-dd}', 'Private part 1 of the template has a date format that is not known.'],
    ['{date:YYYY YY}', 'Private part 1 of the template has a date format that is not known.'],
    ['{choice:L}', 'Private part 1 of the template offers no choice.'],
    ['{choice:L||R}', 'Private part 1 of the template offers no choice.'],
    ['{choice:L|L}', 'Private part 1 of the template offers no choice.'],
    ['{pattern:--}', 'Private part 1 of the template has an empty pattern, or one of more than 64 characters.'],
    ['{pattern:MRN-9}', 'Private part 1 of the template has a pattern with a letter or digit that stands for nothing.'],
  ])('refuses %s', (template, message) => {
    expect(() => parseTemplate(template)).toThrow(expect.objectContaining({ code: 'feature-invalid', message }));
  });
});

describe('matching', () => {
  test.each([
    ['ID {digits:6}', 'ID 004711', ['ID ', '004711']],
    ['{surname:upper} {initial}', 'VAN DER BERG J', ['VAN DER BERG', ' ', 'J']],
    ['{surname}^{given}', 'Müller-Łukasz^Zoë', ['Müller-Łukasz', '^', 'Zoë']],
    ['{name}', "Seán O'Connor", ['Seán', ' ', "O'Connor"]],
    ['{date:DD.MM.YYYY}', '29.02.1996', ['29.02.1996']],
    ['{date:DDMMMYY}', '01JAN56', ['01JAN56']],
    ['{pattern:AA-9999}', 'XZ-0001', ['XZ-0001']],
    ['{choice:L|LEFT} {digits:1}', 'LEFT 7', ['LEFT', ' ', '7']],
    ['{alphanumeric:4:upper}{letters:1}', 'A1B2c', ['A1B2', 'c']],
    ['{surname:lower}', 'weiß', ['weiß']],
  ])('%s', (template, text, expected) => {
    expect(pieces(template, text)).toEqual(expected);
  });

  test('composes accents before it compares', () => {
    expect(pieces('{surname}', 'Mu\u0308ller')).toEqual(['Müller']);
  });

  test.each([
    ['ID {digits:6}', 'ID 00471', 'it differs at part 2 of 2 (characters)'],
    ['ID {digits:6}', 'ID 0047112', 'it goes on after the last part'],
    ['ID {digits:6}', 'MRN 004711', 'it differs at part 1 of 2 (literal)'],
    ['{surname:upper}', 'Mueller', 'it differs at part 1 of 1 (surname)'],
    ['{surname:title}', 'MUELLER', 'it differs at part 1 of 1 (surname)'],
    ['{date:YYYY-MM-DD}', '1999-02-29', 'it differs at part 1 of 1 (date)'],
    ['{date:YYYY-MM-DD}', '1856-02-29', 'it differs at part 1 of 1 (date)'],
    ['{letters:3:upper}', 'abc', 'it differs at part 1 of 1 (characters)'],
    ['{choice:L|R}', 'M', 'it differs at part 1 of 1 (choice)'],
    ['{surname}, {given}', 'Mueller,Jan', 'it differs at part 2 of 3 (literal)'],
  ])('%s against another text says only where', (template, text, where) => {
    expect(() => pieces(template, text)).toThrow(
      expect.objectContaining({ code: 'text-does-not-match-template', message: `The private text does not match the template: ${where}.` }),
    );
  });

  test('a text of more than 200 characters is refused', () => {
    expect(() => pieces('{surname}', 'a'.repeat(201))).toThrow(
      expect.objectContaining({ code: 'secrets-invalid', message: 'The private text has more than 200 characters.' }),
    );
  });

  test('many adjacent names end in time', () => {
    expect(() => pieces('{surname}'.repeat(20) + '!', 'a'.repeat(200))).toThrow(
      expect.objectContaining({ code: 'text-does-not-match-template' }),
    );
  });
});

test('dates of a format are all different and real', () => {
  expect(datesInFormat('YYYY-MM-DD')).toHaveLength(43_830);
  expect(datesInFormat('YY')).toHaveLength(100);
  expect(datesInFormat('MM-DD')).toHaveLength(366);
  expect(datesInFormat('YYYY')[0]).toBe('1910');
  expect(datesInFormat('YYYY-MM-DD').filter((date) => new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) !== date)).toEqual([]);
});
