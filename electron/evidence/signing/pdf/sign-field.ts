import type { Role } from '../../../../shared/domain/roles.js';
import type { Statement } from '../../../../shared/domain/statement.js';
import { EvidenceError } from '../../error.js';
import { appearanceOf } from './appearance.js';
import { fieldsOf, type Field } from './fields.js';
import { invalid, type PdfFile } from './file.js';
import { Name, PdfString, Reference, textString, type Dictionary, type PdfObject } from './objects.js';
import { statementEntry, statementKey } from './statement-entry.js';
import { appendRevision } from './update.js';

/** Bytes that a signature may take, certificates and a time stamp included. */
export const signatureRoom = 24_576;

export interface FieldContent {
  readonly statement: Statement;
  readonly name: string;
  /** The statement in sentences. */
  readonly reason: string;
  readonly time: Date;
  /** What stands in the field for a reader. */
  readonly lines: readonly string[];
}

/** A file with room for a signature, and what the signature is to cover: all but that room. */
export interface Prepared {
  readonly bytes: Buffer;
  readonly covered: Buffer;
  /** Where the signature's hexadecimal digits begin. */
  readonly room: number;
}

/**
 * The field that a role has still to sign.
 * @throws EvidenceError `signing-refused` where it is signed already
 */
export function emptyFieldOf(file: PdfFile, role: Role): Field {
  const field = fieldsOf(file).find((one) => one.role === role);
  if (field === undefined) throw invalid({ fault: 'report-role-field-missing', role });
  if (field.value !== undefined) throw new EvidenceError('signing-refused', { fault: 'role-signed', role });
  return field;
}

/**
 * Appends a signature's dictionary and its field's new appearance, with the byte range filled in.
 * @throws EvidenceError `signing-refused` where the role has signed already
 */
export function prepareSignature(file: PdfFile, content: FieldContent): Prepared {
  const field = emptyFieldOf(file, content.statement.role);
  const [signature, appearance] = [file.size, file.size + 1];
  const widget: Dictionary = new Map(field.widget);
  widget.set('V', new Reference(signature, 0));
  widget.set('AP', new Map([['N', new Reference(appearance, 0)]]));
  const { object, stream } = appearanceOf(content.lines, sizeOf(field.widget));
  const updated = appendRevision(file, [
    { number: field.reference.number, object: widget },
    { number: signature, object: signatureDictionary(content) },
    { number: appearance, object, stream },
  ]);
  return withByteRange(updated, file.bytes.length);
}

/** Puts a signature into the room left for it. */
export function insertSignature({ bytes, room }: Pick<Prepared, 'bytes' | 'room'>, signature: Buffer): Buffer {
  if (signature.length > signatureRoom) {
    throw new EvidenceError('signing-refused', { fault: 'signature-too-large', bytes: signature.length, room: signatureRoom });
  }
  const signed = Buffer.from(bytes);
  signed.write(signature.toString('hex').padEnd(2 * signatureRoom, '0'), room, 'latin1');
  return signed;
}

/** Ten digits, as wide as the numbers that will take their place. */
const placeholder = 9_999_999_999;

function signatureDictionary({ statement, name, reason, time }: FieldContent): Dictionary {
  return new Map<string, PdfObject>([
    ['Type', new Name('Sig')],
    ['Filter', new Name('Adobe.PPKLite')],
    ['SubFilter', new Name('ETSI.CAdES.detached')],
    ['Name', textString(name)],
    ['Reason', textString(reason)],
    ['M', textString(`D:${time.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`)],
    [statementKey, statementEntry(statement)],
    ['ByteRange', [0, placeholder, placeholder, placeholder]],
    ['Contents', new PdfString(Buffer.alloc(signatureRoom), 0, 0)],
  ]);
}

function withByteRange(updated: Buffer, from: number): Prepared {
  const text = updated.subarray(from).toString('latin1');
  const range = `[0 ${placeholder} ${placeholder} ${placeholder}]`;
  const contents = '/Contents <';
  const opening = from + text.indexOf(contents, text.indexOf(range)) + contents.length - 1;
  const closing = opening + 2 * signatureRoom + 2;
  const filled = `[0 ${opening} ${closing} ${updated.length - closing}]`.padEnd(range.length, ' ');
  updated.write(filled, from + text.indexOf(range), 'latin1');
  return { bytes: updated, covered: Buffer.concat([updated.subarray(0, opening), updated.subarray(closing)]), room: opening + 1 };
}

function sizeOf(widget: Dictionary): [number, number] {
  const rectangle = widget.get('Rect');
  const [left = NaN, bottom = NaN, right = NaN, top = NaN] = Array.isArray(rectangle) ? rectangle.map(Number) : [];
  if (![left, bottom, right, top].every(Number.isFinite)) throw invalid({ fault: 'report-signature-field-unplaced' });
  return [right - left, top - bottom];
}
