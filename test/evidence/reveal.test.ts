import { expect, test } from 'vitest';
import { findingOf } from '../../electron/evidence/finding/project.js';
import { openingOf, openingSchema, opens } from '../../electron/evidence/reveal.js';
import { findingInput, privateText, resultOf } from './support/result.js';

const salt = '5'.repeat(64);
const finding = findingOf(findingInput(resultOf(0.3)));

test('an opening shows which text a finding is about, and opens nothing else', () => {
  const opening = openingOf(finding, privateText, salt);
  expect(openingSchema.parse(opening)).toEqual(opening);
  expect(opens(opening, finding)).toBe(true);
  expect(opening.salt).not.toBe(salt);
  expect(opens({ ...opening, text: 'QJXVWY' }, finding)).toBe(false);
  expect(opens({ ...opening, salt: '6'.repeat(64) }, finding)).toBe(false);
  expect(opens(opening, findingOf(findingInput(resultOf(9))))).toBe(false);
});

test('another text, or the salt of another audit, makes no opening', () => {
  expect(() => openingOf(finding, 'ABCDEF', salt)).toThrow('The text is not the one that this finding is about.');
  expect(() => openingOf(finding, privateText, '6'.repeat(64))).toThrow('The text is not the one that this finding is about.');
});
