import bidiFactory from 'bidi-js';
import { at } from '../../../../shared/domain/at.js';

const bidi = bidiFactory();

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** Whether some of the text runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightToLeft.test(text);
}

/**
 * Breaks a text with right-to-left parts into lines of at most `width` and puts the words of each line
 * in the order in which they stand on paper. Letters within a word stay as they are: the font's own
 * layout shapes and turns them.
 */
export function linesOnPaper(text: string, width: number, widthOf: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => brokenLines(paragraph, width, widthOf).map(inVisualOrder));
}

function brokenLines(paragraph: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/ +/).flatMap((one) => fitting(one, width, widthOf))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** A word, in pieces where it is wider than a line. */
function fitting(word: string, width: number, widthOf: (text: string) => number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** UAX #9, rule L2, on words instead of characters: runs of words of a level are turned, highest level first. */
function inVisualOrder(line: string): string {
  const { levels } = bidi.getEmbeddingLevels(line, 'auto');
  let start = 0;
  const order = line.split(' ').map((word) => {
    const level = levelOf(word, start, levels);
    start += word.length + 1;
    return { word, level };
  });
  const highest = Math.max(0, ...order.map(({ level }) => level));
  for (let level = highest; level >= 1; level--) {
    for (let start = 0; start < order.length; start++) {
      if (at(order, start).level < level) continue;
      let end = start;
      while (end + 1 < order.length && at(order, end + 1).level >= level) end++;
      order.splice(start, end - start + 1, ...order.slice(start, end + 1).reverse());
      start = end;
    }
  }
  return order.map(({ word }) => word).join(' ');
}

/** A word's level: that of its first letter or digit, since signs at its ends may belong to the line. */
function levelOf(word: string, at: number, levels: Uint8Array): number {
  const first = word.search(/[\p{L}\p{N}]/u);
  return levels[at + Math.max(0, first)] ?? 0;
}
