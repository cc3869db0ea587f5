import { expect, test } from 'vitest';
import { matchTemplate } from '../../../electron/engine/features/template-match.js';
import { parseTemplate } from '../../../electron/engine/features/template.js';
import { drawText, spaceOfTexts, textOfRank, type TextSpace } from '../../../electron/engine/features/text-space.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';

const spaceAround = (template: string, text: string): Promise<TextSpace> =>
  spaceOfTexts(matchTemplate(parseTemplate(template), text), () => true);

test.each([
  ['X{digits:2}-{choice:L|R|LEFT}', 'X07-L', 200],
  ['{letters:1}', 'A', 26],
  ['{letters:1:mixed}', 'A', 52],
  ['{letters:2}', 'aB', 52 * 52],
  ['{alphanumeric:1}', 'q', 36],
  ['{pattern:Aa9/}', 'Xy1/', 6760],
  ['{date:MM-YY}', '02-56', 1200],
])('%s around %s: every text once, each matching the template, and the text among them', async (template, text, size) => {
  const space = await spaceAround(template, text);
  expect(2 ** space.bits).toBeCloseTo(size, 6);
  const texts = new Set(Array.from({ length: size }, (_, rank) => textOfRank(space, rank)));
  expect(texts.size).toBe(size);
  expect(texts).toContain(text);
  for (const other of texts) {
    expect(other).toHaveLength(text.length);
    matchTemplate(parseTemplate(template), other);
  }
});

test('compound names keep their joints', async () => {
  const space = await spaceAround('{surname} {initial}', "O'Brien-van Dyke J");
  const generator = new Generator(1, 'test');
  for (let draw = 0; draw < 200; draw++) {
    expect(drawText(space, generator)).toMatch(/^[A-Z]'[A-Z][A-Za-z]{4}-[a-z]{3} [A-Z][A-Za-z]{3} [A-Z]$/);
  }
});

test('all texts are equally likely', async () => {
  const space = await spaceAround('{digits:1}{choice:L|R}', '7L');
  const generator = new Generator(9, 'test');
  const counts = new Map<string, number>();
  for (let draw = 0; draw < 8000; draw++) {
    const text = drawText(space, generator);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  // Chi-square with 19 degrees of freedom: above 43.8 once in a thousand.
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 400) ** 2 / 400, 0);
  expect(counts.size).toBe(20);
  expect(chiSquare).toBeLessThan(43.8);
});
