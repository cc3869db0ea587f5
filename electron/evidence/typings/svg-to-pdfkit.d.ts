/** Types of what Engram uses; the published ones need a browser's. */
declare module 'svg-to-pdfkit' {
  interface Options {
    readonly width: number;
    readonly height: number;
    readonly assumePt: boolean;
  }
  export default function svgToPdf(document: PDFKit.PDFDocument, svg: string, x: number, y: number, options: Options): void;
}
