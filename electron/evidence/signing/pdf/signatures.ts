import { words } from '../../../../shared/words/words.js';
import { at } from '../../../../shared/domain/at.js';
import type { Role } from '../../../../shared/domain/roles.js';
import type { Statement } from '../../../../shared/domain/statement.js';
import { sha256 } from '../../canonical.js';
import { fieldsOf } from './fields.js';
import { invalid, type PdfFile } from './file.js';
import { Name, PdfString, writeObject, type Dictionary } from './objects.js';
import { statementIn } from './statement-entry.js';

/** A signature as it stands in a report. */
export interface FieldSignature {
  readonly role: Role;
  /** The revision that it was added with. */
  readonly revision: number;
  readonly name: string;
  readonly reason: string;
  /** The same as data; reports from before there were statements have none. */
  readonly statement: Statement | undefined;
  /** SHA-256 of the file before this signature. */
  readonly before: string;
  /** The time that the signer's workstation claimed. */
  readonly time: Date;
  /** All bytes of its revision but the signature's own. */
  readonly covered: Buffer;
  readonly cms: Buffer;
  /** Where its hexadecimal digits begin, and how many bytes have room there. */
  readonly room: number;
  readonly roomBytes: number;
  /** What of its place in the file is not as it has to be, in words. */
  readonly problems: readonly string[];
}

/**
 * The signatures of a report, first to last.
 * @throws EvidenceError `evidence-invalid` where a revision is no signature or changes anything else
 */
export function signaturesOf(file: PdfFile): FieldSignature[] {
  return file.revisions.slice(1).map((_, index) => signatureOf(file, index + 1));
}

function signatureOf(file: PdfFile, revision: number): FieldSignature {
  const before = new Map(fieldsOf(file, revision - 1).map((field) => [field.role, field]));
  const added = fieldsOf(file, revision).filter(({ role, value }) => value !== undefined && before.get(role)?.value === undefined);
  const [field] = added;
  if (added.length !== 1 || field?.value === undefined) throw invalid({ fault: 'report-revision-adds-no-signature', revision });
  const earlier = before.get(field.role)?.widget;
  requireOnlySignature(file, revision, [field.reference.number, field.value.number], { before: earlier, after: field.widget });
  const dictionary = file.dictionary(field.value, revision);
  const contents = dictionary.get('Contents');
  if (!(contents instanceof PdfString)) throw invalid({ fault: 'report-signature-missing' });
  const { end } = at(file.revisions, revision);
  const covered = Buffer.concat([file.bytes.subarray(0, contents.start), file.bytes.subarray(contents.end, end)]);
  return {
    role: field.role,
    revision,
    name: textIn(dictionary, 'Name'),
    reason: textIn(dictionary, 'Reason'),
    statement: statementIn(dictionary),
    before: sha256(file.bytes.subarray(0, at(file.revisions, revision - 1).end)),
    time: timeIn(dictionary),
    covered,
    cms: contents.bytes,
    room: contents.start + 1,
    roomBytes: contents.bytes.length,
    problems: placeProblems(dictionary, contents, end),
  };
}

/** A revision may hold the field, the signature and its appearance, and the field may change in those two alone. */
function requireOnlySignature(
  file: PdfFile,
  revision: number,
  expected: readonly number[],
  widget: { before: Dictionary | undefined; after: Dictionary },
): void {
  const { offsets, trailer } = at(file.revisions, revision);
  const previous = at(file.revisions, revision - 1).trailer;
  const others = [...offsets.keys()].filter((number) => !expected.includes(number));
  const isNew = others.every((number) => number === Number(previous.get('Size')) + 1);
  const sameTrailer = ['Root', 'Info', 'ID'].every(
    (key) => writeObject(trailer.get(key) ?? null) === writeObject(previous.get(key) ?? null),
  );
  if (offsets.size !== 3 || others.length !== 1 || !isNew || !sameTrailer || !expected.includes(Number(previous.get('Size'))))
    throw invalid({ fault: 'report-revision-changes-more-than-signature', revision });
  if (rest(widget.before ?? new Map<string, never>()) !== rest(widget.after))
    throw invalid({ fault: 'report-revision-changes-signature-field', revision });
}

function rest(widget: Dictionary): string {
  return writeObject(new Map([...widget].filter(([key]) => key !== 'V' && key !== 'AP').sort(([a], [b]) => (a < b ? -1 : 1))));
}

function placeProblems(dictionary: Dictionary, contents: PdfString, end: number): string[] {
  const range = dictionary.get('ByteRange');
  const wanted = [0, contents.start, contents.end, end - contents.end];
  const covers = Array.isArray(range) && range.length === 4 && range.every((number, index) => number === wanted[index]);
  const format = dictionary.get('SubFilter');
  return [
    ...(covers ? [] : [words.checks.revisionNotCovered]),
    ...(format instanceof Name && format.value === 'ETSI.CAdES.detached' ? [] : [words.checks.anotherFormat]),
  ];
}

function textIn(dictionary: Dictionary, key: string): string {
  const value = dictionary.get(key);
  if (!(value instanceof PdfString)) throw invalid({ fault: 'report-signature-key-missing', key });
  return value.text;
}

function timeIn(dictionary: Dictionary): Date {
  const parts = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textIn(dictionary, 'M'));
  if (parts === null) throw invalid({ fault: 'report-signature-no-time' });
  const [year = NaN, month = NaN, day, hour, minute, second] = parts.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}
