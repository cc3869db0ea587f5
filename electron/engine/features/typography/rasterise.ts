import { type Typography } from '../../../../shared/domain/feature.js';
import { EngineError } from '../../base/error.js';
import { type BitmapFont } from './font.js';

/** Where a text has ink: [height, width], 1 for ink and 0 for none. */
export interface InkMask {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

type Setting = Pick<Typography, 'scale' | 'spacing'>;

/** Pixels of the largest box that is drawn; a plain page of text has fewer. */
const maximumPixels = 4 * 1024 * 1024;

/** Whether the font draws every character of a text. */
export function canDraw(text: string, font: BitmapFont): boolean {
  for (const character of text) {
    if (!font.glyphs.has(character.codePointAt(0) ?? 0)) return false;
  }
  return true;
}

/**
 * Size in pixels of the box of a text with `characters` characters: whole cells, so that it depends
 * on their number alone and not on which they are.
 */
export function boxSize(characters: number, font: BitmapFont, setting: Setting): { width: number; height: number } {
  const step = font.advance + setting.spacing;
  const width = (font.cellWidth + (characters - 1) * step) * setting.scale;
  const height = font.cellHeight * setting.scale;
  if (step < 1) {
    throw new EngineError('feature-invalid', { fault: 'spacing-overlaps', spacing: setting.spacing, name: font.name });
  }
  if (width * height > maximumPixels) {
    throw new EngineError('feature-too-large', { fault: 'text-too-large', width, height });
  }
  return { width, height };
}

/**
 * Draws a text, one cell after the other from the left; where cells overlap (negative spacing) their
 * ink is united. Magnification repeats each pixel `scale` times both ways.
 */
export function rasterise(text: string, font: BitmapFont, setting: Setting): InkMask {
  const characters = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const { width, height } = boxSize(characters.length, font, setting);
  const { scale } = setting;
  const step = (font.advance + setting.spacing) * scale;
  const ink = new Uint8Array(width * height);
  characters.forEach((code, index) => {
    const rows = font.glyphs.get(code);
    if (!rows) {
      throw new EngineError('feature-invalid', { fault: 'character-not-in-font', name: font.name });
    }
    for (let row = 0; row < font.cellHeight; row++) {
      for (let column = 0; column < font.cellWidth; column++) {
        if (((rows[row] >>> (font.cellWidth - 1 - column)) & 1) === 0) continue;
        const left = index * step + column * scale;
        for (let y = row * scale; y < (row + 1) * scale; y++) ink.fill(1, y * width + left, y * width + left + scale);
      }
    }
  });
  return { width, height, ink };
}
