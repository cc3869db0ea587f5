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
  file(source: Buffer, options: { name: string; type: string; description: string; relationship: string; creationDate: Date; modifiedDate: Date }): void;
  table(options: Record<string, unknown>): void;
}

export function internalsOf(document: PDFKit.PDFDocument): PdfInternals {
  return document as unknown as PdfInternals;
}

/** A PDF text string; pdfkit writes plain JavaScript strings as names. */
export function pdfText(text: string): unknown {
  return Object(text);
}
