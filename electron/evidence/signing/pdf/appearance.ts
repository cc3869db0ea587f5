import { deflateSync } from 'node:zlib';
import { at } from '../../../../shared/domain/at.js';
import { hasRightToLeft, linesOnPaper } from '../../report/pdf/direction.js';
import { drawable, reportFont } from '../../report/pdf/fonts.js';
import { words } from '../../../../shared/words/words.js';
import { Name, type Dictionary, type PdfObject } from './objects.js';

const size = 8;
const leading = 11;
const inset = 6;

/**
 * What a signature field shows: lines of text as outlines, so that no font has to be added for a name
 * that the report's own fonts were not cut for.
 */
export function appearanceOf(lines: readonly string[], [width, height]: readonly [number, number]): { object: Dictionary; stream: Buffer } {
  const broken = cut(
    lines.flatMap((line) => fitted(drawable(line), width - 2 * inset)),
    1 + Math.floor((height - 2 * inset - size) / leading),
  );
  const outlines = broken.map((line, index) => outlineOf(line, inset, height - inset - size - index * leading));
  const stream = deflateSync(Buffer.from(`q 0.1 0.1 0.1 rg\n${outlines.join('\n')}\nf\nQ`, 'latin1'));
  const object: Dictionary = new Map<string, PdfObject>([
    ['Type', new Name('XObject')],
    ['Subtype', new Name('Form')],
    ['FormType', 1],
    ['BBox', [0, 0, width, height]],
    ['Resources', new Map()],
    ['Filter', new Name('FlateDecode')],
    ['Length', stream.length],
  ]);
  return { object, stream };
}

/** A field that is too low says that there is more: the sentences stand whole in the signature itself. */
function cut(lines: readonly string[], most: number): readonly string[] {
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), words.report.signing.more];
}

function fitted(text: string, width: number): string[] {
  const lines = linesOnPaper(text, width, widthOf);
  return hasRightToLeft(text) ? lines : lines.map((line) => line.trim());
}

function widthOf(text: string): number {
  const font = reportFont();
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

/** Path operators for a line of text whose baseline begins at (x, y), in points. */
function outlineOf(text: string, x: number, y: number): string {
  const font = reportFont();
  const scale = size / font.unitsPerEm;
  const operators: string[] = [];
  let pen = x;
  // Word by word, because the font turns each as a whole that runs from right to left.
  for (const word of text.split(/( )/)) {
    const { glyphs, positions } = font.layout(word);
    glyphs.forEach((glyph, index) => {
      const { xAdvance, xOffset, yOffset } = at(positions, index);
      const place = (px: number, py: number) => `${round(pen + (px + xOffset) * scale)} ${round(y + (py + yOffset) * scale)}`;
      operators.push(...glyph.path.commands.map(({ command, args }) => operatorOf(command, args, place)));
      pen += xAdvance * scale;
    });
  }
  return curvesOf(operators).join('\n');
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

type Place = (x: number, y: number) => string;

/** A PDF path operator; a quadratic curve is marked, since PDF has only cubic ones. */
function operatorOf(command: string, args: readonly number[], place: Place): string {
  const points: string[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) points.push(place(at(args, index), at(args, index + 1)));
  switch (command) {
    case 'moveTo':
      return `${points[0]} m`;
    case 'lineTo':
      return `${points[0]} l`;
    case 'bezierCurveTo':
      return `${points.join(' ')} c`;
    case 'quadraticCurveTo':
      return `${points.join(' ')} q`;
    default:
      return 'h';
  }
}

/** Quadratic curves as the cubic ones that they are. */
function curvesOf(operators: readonly string[]): string[] {
  let [x, y]: readonly [number, number] = [0, 0];
  return operators.map((operator) => {
    const numbers = operator.split(' ').slice(0, -1).map(Number);
    const start = { x, y };
    if (numbers.length >= 2) [x, y] = [at(numbers, -2), at(numbers, -1)];
    if (!operator.endsWith(' q')) return operator;
    const [cx, cy] = [at(numbers, 0), at(numbers, 1)];
    const toward = (from: number, control: number) => round(from + (2 / 3) * (control - from));
    return `${toward(start.x, cx)} ${toward(start.y, cy)} ${toward(x, cx)} ${toward(y, cy)} ${x} ${y} c`;
  });
}
