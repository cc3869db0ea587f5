import { roles, type Role } from '../../../../shared/domain/roles.js';
import { internalsOf, pdfText } from '../pdf/internals.js';
import { fieldNameOf } from '../../signing/pdf/fields.js';
import type { Section } from '../section.js';

/** Points from top to bottom of a field; an approver's has room for reason and conditions. */
const rows: Readonly<Record<Role, number>> = { auditor: 87, reviewer: 98, approver: 230 };
const gap = 10;
const fieldShare = 0.56;

/** An empty field for each role, with who signs what beside it. */
export function signatureSection({
  document,
  words: {
    roles: roleWords,
    report: { signing },
  },
}: Section): void {
  document.require(roles.reduce((sum, role) => sum + rows[role] + gap, 80));
  document.heading(2, signing.heading);
  document.paragraph(signing.text);
  document.draw((pdf, inner, root, left) => {
    pdf.font('regular');
    inner.initForm();
    const form = inner._root.data.AcroForm as { data: Record<string, unknown> & { Fields: unknown[] } };
    // Appearances are drawn here, and a reader must not draw its own over a signature.
    delete form.data.NeedAppearances;
    // Signatures exist, and the file is only ever added to.
    form.data.SigFlags = 3;
    for (const role of roles) {
      const { y } = pdf;
      const row = rows[role];
      const { field: name, meaning } = roleWords[role];
      const width = pdf.page.width - 2 * left;
      const field = { x: left + width * (1 - fieldShare), width: width * fieldShare };
      const text = { width: width * (1 - fieldShare) - 12 };
      root.add(
        inner.struct('P', {}, [
          () =>
            pdf
              .font('bold')
              .fontSize(10)
              .text(name, left, y + 6, text),
        ]),
      );
      root.add(inner.struct('P', {}, [() => pdf.font('regular').fontSize(9).text(meaning, text)]));
      pdf.markContent('Artifact', { type: 'Layout' });
      pdf.lineWidth(0.6).strokeColor('#595959').rect(field.x, y, field.width, row).stroke();
      pdf.endMarkedContent();
      form.data.Fields.push(emptyField(internalsOf(pdf), root, { ...field, y, height: row }, role, signing.field(role)));
      pdf.y = y + row + gap;
    }
  });
}

function emptyField(
  inner: ReturnType<typeof internalsOf>,
  root: PDFKit.PDFStructureElement,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  role: Role,
  label: string,
): unknown {
  const blank = inner.ref({ Type: 'XObject', Subtype: 'Form', FormType: 1, BBox: [0, 0, width, height], Resources: {} });
  blank.end();
  const structure = inner.struct('Form', { alt: label });
  root.add(structure);
  inner.annotate(x, y, width, height, {
    Subtype: 'Widget',
    FT: 'Sig',
    T: pdfText(fieldNameOf(role)),
    TU: pdfText(label),
    Contents: pdfText(label),
    // Printed, and locked against moving.
    F: 132,
    AP: { N: blank },
    P: inner.page.dictionary,
    structParent: structure,
  });
  structure.end();
  return inner.page.annotations.at(-1);
}
