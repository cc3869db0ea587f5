import { EngineError } from '../../base/error.js';

/** A character-cell font: every glyph fills a cell of the same size. */
export interface BitmapFont {
  readonly name: string;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Pixels above the baseline. */
  readonly ascent: number;
  /** Pixels from the left edge of one cell to that of the next. */
  readonly advance: number;
  /** Rows of each glyph from the top, by code point; a row's bit `cellWidth - 1` is its leftmost pixel. */
  readonly glyphs: ReadonlyMap<number, Uint32Array>;
}

const maximumLength = 4 * 1024 * 1024;
const maximumCell = 32;
const maximumGlyphs = 65_536;

const refuse = (line: number, problem: string): EngineError => new EngineError('internal', { fault: 'font-table-damaged', line, problem });

/** Parses a glyph table (resources/fonts/README.md says what is in it). */
export function parseFont(table: string): BitmapFont {
  if (table.length > maximumLength) throw refuse(1, 'the table is too long');
  const lines = table.split('\n');
  const field = (index: number, pattern: RegExp): string[] => {
    const match = pattern.exec(lines[index] ?? '');
    if (!match) throw refuse(index + 1, `expected ${pattern.source}`);
    return match.slice(1);
  };
  field(0, /^engram glyph table 1$/);
  const [name] = field(1, /^font (\S{1,20})$/);
  field(2, /^source .{1,200}$/);
  const [cellWidth, cellHeight] = field(3, /^cell (\d{1,2}) (\d{1,2})$/).map(Number);
  const [ascent] = field(4, /^ascent (\d{1,2})$/).map(Number);
  const [advance] = field(5, /^advance (\d{1,2})$/).map(Number);
  const [count] = field(6, /^glyphs (\d{1,6})$/).map(Number);
  if (cellWidth < 1 || cellWidth > maximumCell || cellHeight < 1 || cellHeight > maximumCell)
    throw refuse(4, 'the cell is empty or too large');
  if (ascent > cellHeight) throw refuse(5, 'the baseline lies below the cell');
  if (count < 1 || count > maximumGlyphs || lines.length !== count + 8 || lines[count + 7] !== '')
    throw refuse(7, 'the number of glyphs is wrong');

  const digits = Math.ceil(cellWidth / 8) * 2;
  const padding = digits * 4 - cellWidth;
  const glyphLine = new RegExp(`^([0-9A-F]{4,6}) ([0-9A-F]{${digits * cellHeight}})$`);
  const glyphs = new Map<number, Uint32Array>();
  for (let index = 7; index < count + 7; index++) {
    const [code, bits] = field(index, glyphLine);
    const rows = new Uint32Array(cellHeight);
    for (let row = 0; row < cellHeight; row++) {
      const value = Number.parseInt(bits.slice(row * digits, (row + 1) * digits), 16);
      if (value % 2 ** padding !== 0) throw refuse(index + 1, 'a row is wider than its cell');
      rows[row] = value / 2 ** padding;
    }
    glyphs.set(Number.parseInt(code, 16), rows);
  }
  if (glyphs.size !== count) throw refuse(7, 'a glyph comes twice');
  return { name, cellWidth, cellHeight, ascent, advance, glyphs };
}
