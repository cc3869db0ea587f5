import { PDFiumLibrary } from '@hyzyla/pdfium';
import { EvidenceError } from '../../error.js';

/** Pixels of a page, RGB row by row. */
export interface PagePixels {
  readonly pixels: Uint8Array;
  readonly width: number;
  readonly height: number;
  /** Pages of the whole file. */
  readonly pages: number;
}

/**
 * Draws the first page of a PDF as a reader would: from the file's own bytes and by another library than
 * the one that wrote it, so that whoever signs sees what the file shows.
 * @param across width of the picture in pixels
 * @throws EvidenceError `evidence-invalid`
 */
export async function drawFirstPage(report: Uint8Array, across: number): Promise<PagePixels> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(report);
    const page = document.getPage(0);
    const { originalWidth } = page.getOriginalSize();
    const { width, height, data } = await page.render({ scale: across / originalWidth, render: 'bitmap', renderFormFields: true });
    return { pixels: rgbOf(data), width, height, pages: document.getPageCount() };
  } catch (cause) {
    throw new EvidenceError('evidence-invalid', { fault: 'first-page-undrawable' }, { cause });
  } finally {
    library.destroy();
  }
}

/** The library writes blue, green, red, alpha, on white paper. */
function rgbOf(bgra: Uint8Array): Uint8Array {
  const bytes = Buffer.from(bgra.buffer, bgra.byteOffset, bgra.length);
  const rgb = new Uint8Array((bytes.length / 4) * 3);
  for (let from = 0, to = 0; from < bytes.length; from += 4, to += 3) {
    rgb[to] = bytes.readUInt8(from + 2);
    rgb[to + 1] = bytes.readUInt8(from + 1);
    rgb[to + 2] = bytes.readUInt8(from);
  }
  return rgb;
}
