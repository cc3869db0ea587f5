import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';

/** The report's fonts: DejaVu Sans, which draws Latin, Greek, Cyrillic, Hebrew and Arabic. */

const pathOf = (name: string) => fileURLToPath(new URL(`../../../../resources/report/${name}`, import.meta.url));

export const fontPaths = { regular: pathOf('DejaVuSans.ttf'), bold: pathOf('DejaVuSans-Bold.ttf') } as const;

let opened: Font | undefined;

/** The regular font, for what its glyphs are and how they run. */
export function reportFont(): Font {
  if (opened === undefined) {
    const font = create(readFileSync(fontPaths.regular));
    if (!('layout' in font)) throw new TypeError('The report’s font is a collection.');
    opened = font;
  }
  return opened;
}

/** Text as the font can draw it: characters it lacks become their code point, control characters a space. */
export function drawable(text: string): string {
  const font = reportFont();
  return [...text.normalize('NFC')]
    .map((character) => {
      const code = character.codePointAt(0) ?? 0;
      if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(character)) return character === '\n' ? character : ' ';
      return font.hasGlyphForCodePoint(code) ? character : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
}
