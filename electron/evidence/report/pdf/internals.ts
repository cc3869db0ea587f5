/**
 * What Engram uses of pdfkit beyond its published types: the catalogue, form fields and references.
 * One cast stands here, so that a change of pdfkit has one place to be met.
 */

export interface Reference {
  readonly id: number;
  readonly data: Record<string, unknown>;
  write(chunk: string | Uint8Array): void;
  end(chunk?: string | Uint8Array): void;
}

export interface PdfInternals {
  readonly _root: Reference;
  readonly page: { readonly dictionary: Reference; readonly annotations: Reference[] };
  ref(data: Record<string, unknown>): Reference;
  initForm(): void;
  annotate(x: number, y: number, width: number, height: number, options: Record<string, unknown>): void;
  struct(type: string, options: { alt?: string; bbox?: readonly number[] }, children?: readonly (() => void)[]): PDFKit.PDFStructureElement;
  file(
    source: Buffer,
    options: { name: string; type: string; description: string; relationship: string; creationDate: Date; modifiedDate: Date },
  ): void;
  table(options: Record<string, unknown>): void;
}

export function internalsOf(document: PDFKit.PDFDocument): PdfInternals {
  return document as unknown as PdfInternals;
}

/** A PDF text string; pdfkit writes plain JavaScript strings as names. */
export function pdfText(text: string): unknown {
  return Object(text);
}

interface Run {
  readonly glyphs: readonly unknown[];
  readonly positions: readonly unknown[];
  readonly advanceWidth: number;
}

interface LayoutFont {
  layoutRun(text: string, features?: unknown): Run;
}

/**
 * pdfkit lays out a word together with the space behind it, and a word that runs from right to left
 * comes out with the space in front. This lays out such a word and its space one after the other.
 */
export function keepSpacesBehindWords(document: PDFKit.PDFDocument, isRightToLeft: (text: string) => boolean): void {
  const { _font: font } = document as unknown as { _font: LayoutFont };
  const layoutRun = font.layoutRun.bind(font);
  font.layoutRun = (text, features) => {
    const word = text.trimEnd();
    if (word === text || !isRightToLeft(word)) return layoutRun(text, features);
    const [letters, space] = [layoutRun(word, features), layoutRun(text.slice(word.length), features)];
    return {
      glyphs: [...letters.glyphs, ...space.glyphs],
      positions: [...letters.positions, ...space.positions],
      advanceWidth: letters.advanceWidth + space.advanceWidth,
    };
  };
}
