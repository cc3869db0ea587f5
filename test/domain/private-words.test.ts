import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tellingWords } from '../../shared/domain/private-words.js';

interface Variants {
  readonly text: string;
  readonly written: readonly string[];
}

const folder = new URL('../fixtures/private-words/', import.meta.url);
const sentences = readFileSync(new URL('ordinary.txt', folder), 'utf8').split('\n').filter(Boolean);
const variants = JSON.parse(readFileSync(new URL('variants.json', folder), 'utf8')) as readonly Variants[];

const told = (written: string, text: string, template?: string): string[] =>
  tellingWords(written, text, template).map(({ start, end }) => written.slice(start, end));

describe('words that tell a private text', () => {
  test('are found in every variant that is listed', () => {
    const missed = variants.flatMap(({ text, written }) =>
      [text, ...written].filter((one) => one !== 'PA' && told(one, text).length === 0).map((one) => `${text}: ${one}`),
    );
    expect(missed).toEqual([]);
  });

  test('are found in no ordinary sentence of a hospital', () => {
    const alarms = variants.flatMap(({ text }) => sentences.flatMap((one) => told(one, text).map((word) => `${text}: ${word}: ${one}`)));
    expect(alarms).toEqual([]);
  });

  test.each([
    ['Concerns Ms Lee-7, and Lee.', 'LEE7', ['Lee-7', 'Lee']],
    ['born the 4th of March, 1961', 'SMITH 1961-03-04', ['4th of March, 1961']],
    ['Jane  Doe', 'DOE^JANE', ['Jane  Doe']],
    ['(J.\u200bD.)', 'DOE^JANE', ['J.\u200bD']],
  ])('of "%s" are given as they stand there', (written, text, expected) => {
    expect(told(written, text)).toEqual(expected);
  });

  test('are none of those that the template fixes', () => {
    const template = 'CHEST PA {surname}';
    expect(told('Chest X-ray triage, PA view', 'CHEST PA OKAFOR', template)).toEqual([]);
    expect(told('Chest X-ray of Okafor', 'CHEST PA OKAFOR', template)).toEqual(['Okafor']);
  });

  test('are sought in bounded time in the longest that may be written', () => {
    const longest = 'AB '.repeat(66).trim();
    expect(told('a b '.repeat(500), longest).length).toBeLessThanOrEqual(2000);
    expect(told('\u0301'.repeat(2000), longest)).toEqual([]);
  });
});
