import { roleSchema, roles, type Role } from '../../../../shared/domain/roles.js';
import { invalid, type PdfFile } from './file.js';
import { PdfString, Reference, type Dictionary } from './objects.js';

/** A role's signature field in a report's form. */
export interface Field {
  readonly role: Role;
  readonly reference: Reference;
  readonly widget: Dictionary;
  /** The signature in it, if there is one. */
  readonly value: Reference | undefined;
}

/** No period: it parts the names of a field and of those above it (ISO 32000-1, 12.7.3.2). */
const prefix = 'engram-';
/** In reports that were made before. */
const olderPrefix = 'engram.';

/** Name of a role's field in the form. */
export function fieldNameOf(role: Role): string {
  return `${prefix}${role}`;
}

function roleIn(name: string): string | undefined {
  const found = [prefix, olderPrefix].find((one) => name.startsWith(one));
  return found && name.slice(found.length);
}

/** Whether a report is of the form whose fields other programs refuse to read. */
export function hasOlderFields(file: PdfFile): boolean {
  return fieldsOf(file).some(({ widget }) => {
    const name = widget.get('T');
    return name instanceof PdfString && name.text.startsWith(olderPrefix);
  });
}

/** The three fields of a report, as of a revision. */
export function fieldsOf(file: PdfFile, revision?: number): Field[] {
  const catalogue = file.dictionary(file.trailer.get('Root'), revision);
  const form = file.dictionary(catalogue.get('AcroForm'), revision);
  const listed = form.get('Fields');
  if (!Array.isArray(listed) || listed.length !== roles.length) throw invalid({ fault: 'report-signature-fields-missing' });
  const fields = listed.map((reference): Field => {
    if (!(reference instanceof Reference)) throw invalid({ fault: 'report-signature-field-missing' });
    const widget = file.dictionary(reference, revision);
    const name = widget.get('T');
    const role = roleSchema.safeParse(name instanceof PdfString ? roleIn(name.text) : undefined);
    if (!role.success) throw invalid({ fault: 'report-signature-field-another-name' });
    const value = widget.get('V');
    if (value !== undefined && !(value instanceof Reference)) throw invalid({ fault: 'report-signature-in-its-field' });
    return { role: role.data, reference, widget, value };
  });
  if (new Set(fields.map(({ role }) => role)).size !== roles.length) throw invalid({ fault: 'report-role-two-fields' });
  return fields;
}
