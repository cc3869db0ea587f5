import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { bitmapFonts } from '../../../../shared/domain/feature.js';
import { parseFont } from '../../../../electron/engine/features/typography/font.js';
import { loadFont } from '../../../../electron/engine/features/typography/shipped.js';

const table = (...glyphs: string[]): string =>
  [
    'engram glyph table 1',
    'font tiny',
    'source drawn here',
    'cell 3 2',
    'ascent 2',
    'advance 4',
    `glyphs ${glyphs.length}`,
    ...glyphs,
    '',
  ].join('\n');

test('reads rows from the most significant bit', () => {
  const font = parseFont(table('0041 40E0', '1E9E A000'));
  expect(font).toMatchObject({ name: 'tiny', cellWidth: 3, cellHeight: 2, ascent: 2, advance: 4 });
  expect([...(font.glyphs.get(0x41) ?? [])]).toEqual([0b010, 0b111]);
  expect([...(font.glyphs.get(0x1e9e) ?? [])]).toEqual([0b101, 0b000]);
});

test.each([
  ['another file', 'STARTFONT 2.1\n', "Line 1 of a font's glyph table: expected ^engram glyph table 1$."],
  ['a missing glyph', table('0041 40E0').replace('glyphs 1', 'glyphs 2'), "Line 7 of a font's glyph table: the number of glyphs is wrong."],
  ['a truncated glyph', table('0041 40'), "Line 8 of a font's glyph table: expected ^([0-9A-F]{4,6}) ([0-9A-F]{4})$."],
  ['ink outside the cell', table('0041 4010'), "Line 8 of a font's glyph table: a row is wider than its cell."],
  ['a glyph twice', table('0041 4000', '0041 40E0'), "Line 7 of a font's glyph table: a glyph comes twice."],
  [
    'an enormous cell',
    table('0041 40E0').replace('cell 3 2', 'cell 99 99'),
    "Line 4 of a font's glyph table: the cell is empty or too large.",
  ],
  [
    'a baseline below the cell',
    table('0041 40E0').replace('ascent 2', 'ascent 3'),
    "Line 5 of a font's glyph table: the baseline lies below the cell.",
  ],
  ['too much text', 'x'.repeat(4 * 1024 * 1024 + 1), "Line 1 of a font's glyph table: the table is too long."],
])('refuses %s', (_, source, message) => {
  expect(() => parseFont(source)).toThrow(expect.objectContaining({ code: 'internal', message }));
});

test.each(bitmapFonts)('font %s tells its letters and digits apart and has the size of its name', async (name) => {
  const font = await loadFont(name);
  expect(font.name).toBe(name);
  expect(`${font.cellWidth}x${font.cellHeight}`).toBe(name);
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789' + (name === '5x5' ? '' : 'abcdefghijklmnopqrstuvwxyz');
  const drawings = new Set(Array.from(characters, (character) => font.glyphs.get(character.charCodeAt(0))?.join()));
  expect(drawings.size).toBe(characters.length);
});

test.each(bitmapFonts.filter((name) => name !== '5x5'))(
  'font %s has Latin-1, Latin Extended-A, Greek and Cyrillic capitals',
  async (name) => {
    const { glyphs } = await loadFont(name);
    const ranges = [
      [0x20, 0x7e],
      [0xa0, 0x17f],
      [0x391, 0x3a1],
      [0x410, 0x44f],
    ];
    const missing = ranges
      .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
      .filter((code) => !glyphs.has(code));
    expect(missing).toEqual([]);
  },
);

test('the 5x5 letters are those of the drawing', async () => {
  const drawing = await readFile(new URL('../../../../resources/fonts/5x5-letters.txt', import.meta.url), 'utf8');
  const { glyphs } = await loadFont('5x5');
  const blocks = drawing.split('\n= ').slice(1);
  expect(blocks).toHaveLength(glyphs.size);
  for (const block of blocks) {
    const [character, ...rows] = block.trimEnd().split('\n');
    const drawn = Array.from(glyphs.get(character === '' ? 0x20 : character.charCodeAt(0)) ?? [], (row) =>
      row.toString(2).padStart(5, '0').replaceAll('0', '.').replaceAll('1', '#'),
    );
    expect(drawn).toEqual(rows);
  }
});
