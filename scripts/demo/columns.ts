import { textWidth } from '../../electron/cli/terminal.js';
import { wrap } from '../../electron/cli/wrap.js';

const gap = '   ';
const columnWidth = Math.floor((textWidth - gap.length) / 2);

/** Two texts side by side, each broken within its own column. */
export function sideBySide(left: string, right: string): string[] {
  const [own, other] = [left, right].map((text) => wrap(text, columnWidth).split('\n'));
  const rows = Math.max(own.length, other.length);
  return Array.from({ length: rows }, (_, row) => `${(own[row] ?? '').padEnd(columnWidth)}${gap}${other[row] ?? ''}`.trimEnd());
}

/** A line as wide as two columns. */
export function rule(): string {
  return '-'.repeat(columnWidth * 2 + gap.length);
}

/** Rows with columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}
