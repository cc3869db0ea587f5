import PDFDocument from 'pdfkit';
import svgToPdf from 'svg-to-pdfkit';
import { at } from '../../../../shared/domain/at.js';
import { hasRightToLeft, linesOnPaper } from './direction.js';
import { drawable, fontPaths } from './fonts.js';
import { internalsOf, keepSpacesBehindWords, type PdfInternals } from './internals.js';
import { archiveMetadata } from './metadata.js';

export type Paper = 'A4' | 'Letter';

export interface DocumentSettings {
  readonly paper: Paper;
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: string;
  readonly creator: string;
  /** Stands for every date in the file, so that two renderings are alike. */
  readonly time: Date;
  readonly footer: (page: number) => string;
  /** Stands on every page where something is included that is usually withheld. */
  readonly marking?: string;
}

export interface Figure {
  readonly svg: string;
  readonly alternative: string;
  /** Height over width. */
  readonly ratio: number;
  /** Share of the text's width that it takes. */
  readonly share?: number;
}

const margin = 54;
const size = { body: 9.5, small: 8, headings: [17, 12, 10.5] };
const colour = { ink: '#1a1a1a', quiet: '#595959', rule: '#9a9a9a', head: '#eef2f6', warning: '#7a1f3d' };

/** A tagged PDF/A-3a and PDF/UA-1 document, written from top to bottom. */
export class ReportDocument {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly inner: PdfInternals;
  private readonly root: PDFKit.PDFStructureElement;
  private readonly chunks: Buffer[] = [];
  private pages = 0;

  constructor(private readonly settings: DocumentSettings) {
    const { paper, title, author, subject, creator, language, time } = settings;
    this.pdf = new PDFDocument({
      size: paper === 'A4' ? 'A4' : 'LETTER',
      margins: { top: margin, bottom: margin, left: margin, right: margin },
      pdfVersion: '1.7',
      subset: 'PDF/A-3a',
      tagged: true,
      displayTitle: true,
      lang: language,
      info: {
        Title: drawable(title),
        Author: drawable(author),
        Subject: subject,
        Creator: creator,
        Producer: creator,
        CreationDate: time,
        ModDate: time,
      },
      font: fontPaths.regular,
      autoFirstPage: false,
    });
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.inner = internalsOf(this.pdf);
    for (const name of ['regular', 'bold'] as const) {
      this.pdf.registerFont(name, fontPaths[name]).font(name);
      keepSpacesBehindWords(this.pdf, hasRightToLeft);
    }
    this.pdf.appendXML(archiveMetadata);
    this.pdf.on('pageAdded', () => this.furnishPage());
    this.pdf.addPage();
    this.root = this.pdf.struct('Document');
    this.pdf.addStructure(this.root);
  }

  /** Width of the text, in points. */
  get width(): number {
    return this.pdf.page.width - 2 * margin;
  }

  heading(level: 1 | 2 | 3, text: string): void {
    // A heading never stands alone at the foot of a page.
    this.require(level === 1 ? 120 : 90);
    if (level < 3) this.pdf.outline.addItem(drawable(text));
    this.space(level === 1 ? 0 : 4);
    this.block(`H${level}`, text, 'bold', at(size.headings, level - 1));
    this.space(3);
  }

  paragraph(text: string, style: 'plain' | 'strong' | 'warning' | 'quiet' = 'plain'): void {
    const tone = { plain: colour.ink, strong: colour.ink, warning: colour.warning, quiet: colour.quiet }[style];
    const font = style === 'plain' || style === 'quiet' ? 'regular' : 'bold';
    const points = style === 'quiet' ? size.small + 1 : size.body;
    // A page that begins within a paragraph takes its font back to the body's; short ones stay whole.
    const height = this.pdf.font(font).fontSize(points).heightOfString(drawable(text), { width: this.width });
    if (height < 150) this.require(height);
    this.block('P', text, font, points, tone);
    this.space(style === 'strong' || style === 'warning' ? 2 : 5);
  }

  list(items: readonly string[]): void {
    const list = this.pdf.struct('L');
    this.root.add(list);
    for (const item of items) {
      const entry = this.pdf.struct('LI');
      list.add(entry);
      entry.add(this.inner.struct('LBody', {}, [() => this.write(`• ${item}`, 'regular', size.body)]));
      entry.end();
      this.space(2);
    }
    list.end();
    this.space(4);
  }

  /** Rows of text; `widths` are shares of the text's width. A first row that heads the columns, or a first column that heads the rows. */
  table(rows: readonly (readonly string[])[], widths: readonly number[], heads: 'columns' | 'rows'): void {
    const padding = 3;
    const columns = widths.map((share) => share * this.width);
    this.pdf
      .font('regular')
      .fontSize(size.body - 1)
      .fillColor(colour.ink);
    const data = rows.map((row, index) =>
      row.map((text, column) => {
        const isHead = heads === 'columns' ? index === 0 : column === 0;
        const font = { src: isHead ? 'bold' : 'regular', size: size.body - 1 };
        return {
          text: this.prepared(text, font.src, font.size, at(columns, column) - 2 * padding),
          font,
          ...(isHead ? { type: 'TH', scope: heads === 'columns' ? 'Column' : 'Row', backgroundColor: colour.head } : { type: 'TD' }),
        };
      }),
    );
    this.inner.table({
      data,
      columnStyles: columns,
      defaultStyle: { padding, border: 0.5, borderColor: colour.rule, textColor: colour.ink },
      structParent: this.root,
    });
    this.pdf.x = margin;
    this.space(8);
  }

  figure({ svg, alternative, ratio, share = 1 }: Figure): void {
    const width = this.width * share;
    const height = width * ratio;
    this.require(height + 12);
    const { y } = this.pdf;
    const draw = () => svgToPdf(this.pdf, svg, margin, y, { width, height, assumePt: true });
    this.root.add(this.inner.struct('Figure', { alt: drawable(alternative), bbox: [margin, y, margin + width, y + height] }, [draw]));
    this.pdf.x = margin;
    this.pdf.y = y + height;
    this.space(10);
  }

  newPage(): void {
    this.pdf.addPage();
  }

  /** Begins a new page unless `height` points are left on this one. */
  require(height: number): void {
    if (this.pdf.y + height > this.pdf.page.height - margin) this.newPage();
  }

  /** For parts that have a file of their own. */
  draw(part: (pdf: PDFKit.PDFDocument, inner: PdfInternals, root: PDFKit.PDFStructureElement, left: number) => void): void {
    part(this.pdf, this.inner, this.root, margin);
    this.pdf.x = margin;
  }

  attach(name: string, type: string, description: string, content: Buffer): void {
    const { time } = this.settings;
    this.inner.file(content, { name, type, description, relationship: 'Data', creationDate: time, modifiedDate: time });
  }

  async finish(): Promise<Buffer> {
    const ended = new Promise<void>((resolve, reject) => this.pdf.once('end', resolve).once('error', reject));
    this.root.end();
    this.pdf.end();
    await ended;
    return Buffer.concat(this.chunks);
  }

  private block(tag: string, text: string, font: string, points: number, tone = colour.ink): void {
    this.root.add(this.inner.struct(tag, {}, [() => this.write(text, font, points, tone)]));
  }

  private write(text: string, font: string, points: number, tone = colour.ink): void {
    this.pdf
      .font(font)
      .fontSize(points)
      .fillColor(tone)
      .text(this.prepared(text, font, points, this.width), { lineGap: 1.5 });
  }

  /** Text as it stands on paper. */
  private prepared(text: string, font: string, points: number, width: number): string {
    const clean = drawable(text);
    if (!hasRightToLeft(clean)) return clean;
    this.pdf.font(font).fontSize(points);
    // pdfkit counts a line's end as a character that the font lacks, and would break the line once more.
    return linesOnPaper(clean, width - 0.7 * points, (part) => this.pdf.widthOfString(part)).join('\n');
  }

  private space(points: number): void {
    this.pdf.y += points;
  }

  /** Header and footer, which a screen reader passes over. */
  private furnishPage(): void {
    this.pages += 1;
    const { pdf, settings } = this;
    const { bottom } = pdf.page.margins;
    pdf.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    pdf.page.margins.bottom = 0;
    pdf
      .font('regular')
      .fontSize(size.small)
      .fillColor(colour.quiet)
      .text(drawable(settings.footer(this.pages)), margin, pdf.page.height - 36, { lineBreak: false });
    if (settings.marking !== undefined) pdf.font('bold').fillColor(colour.warning).text(settings.marking, margin, 28, { lineBreak: false });
    pdf.page.margins.bottom = bottom;
    pdf.endMarkedContent();
    pdf.font('regular').fontSize(size.body).fillColor(colour.ink);
    pdf.x = margin;
    pdf.y = margin;
  }
}
