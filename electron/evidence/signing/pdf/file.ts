import type { Fault } from '../../../../shared/words/errors.js';
import { inflateSync } from 'node:zlib';
import { at } from '../../../../shared/domain/at.js';
import { EvidenceError } from '../../error.js';
import { Name, PdfReader, PdfSyntaxError, Reference, type Dictionary, type PdfObject } from './objects.js';

const largestFile = 64 * 1024 * 1024;
const largestStream = 4 * 1024 * 1024;
const mostRevisions = 20;
const mostObjects = 100_000;

/** One revision of a file: what was appended, and up to which byte the file reached then. */
export interface Revision {
  /** Byte offset of each object that the revision holds, by number. */
  readonly offsets: ReadonlyMap<number, number>;
  readonly trailer: Dictionary;
  readonly start: number;
  readonly end: number;
}

/**
 * A PDF as Engram writes it: classic cross-reference tables, each revision appended to the one before
 * and ending right where the next begins, nothing after the last.
 */
export class PdfFile {
  /** Oldest first. */
  readonly revisions: readonly Revision[];
  private readonly text: string;

  /** @throws EvidenceError `evidence-invalid` for a file that is not such a PDF */
  constructor(readonly bytes: Buffer) {
    if (bytes.length > largestFile) throw invalid({ fault: 'report-larger-than-mib', largestFile });
    this.text = bytes.toString('latin1');
    if (!this.text.startsWith('%PDF-1.7\n')) throw invalid({ fault: 'report-no-pdf-1-7' });
    this.revisions = guarded(() => this.readRevisions());
  }

  get trailer(): Dictionary {
    return at(this.revisions, -1).trailer;
  }

  /** Number of objects that the file has room for: the next free object number. */
  get size(): number {
    return numberIn(this.trailer, 'Size');
  }

  /** The newest version of an object, or that of an earlier revision. */
  object(number: number, revision = this.revisions.length - 1): PdfObject {
    for (let index = revision; index >= 0; index--) {
      const offset = at(this.revisions, index).offsets.get(number);
      if (offset !== undefined) return guarded(() => this.objectAt(number, offset));
    }
    throw invalid({ fault: 'report-object-missing', number });
  }

  /** Follows a reference, if it is one, to a dictionary. */
  dictionary(object: PdfObject | undefined, revision?: number): Dictionary {
    const found = object instanceof Reference ? this.object(object.number, revision) : object;
    if (found instanceof Map) return found;
    throw invalid({ fault: 'report-dictionary-missing' });
  }

  /** The content of a stream of the first revision, plain or deflated. */
  stream({ number }: Reference): Buffer {
    const offset = at(this.revisions, 0).offsets.get(number);
    if (offset === undefined) throw invalid({ fault: 'report-object-missing', number });
    return guarded(() => {
      const { object, reader } = this.readAt(number, offset);
      if (!(object instanceof Map)) throw invalid({ fault: 'report-stream-missing' });
      reader.keyword('stream');
      const start = reader.at + 1;
      const content = this.bytes.subarray(start, start + numberIn(object, 'Length'));
      const filter = object.get('Filter');
      return filter instanceof Name && filter.value === 'FlateDecode' ? inflated(content) : content;
    });
  }

  private objectAt(number: number, offset: number): PdfObject {
    return this.readAt(number, offset).object;
  }

  private readAt(number: number, offset: number): { object: PdfObject; reader: PdfReader } {
    const reader = new PdfReader(this.text, offset);
    if (reader.integer() !== number || reader.integer() !== 0) throw invalid({ fault: 'report-object-misplaced', number });
    reader.keyword('obj');
    return { object: reader.object(), reader };
  }

  private readRevisions(): Revision[] {
    const found: { start: number; end: number; offsets: Map<number, number>; trailer: Dictionary }[] = [];
    let end = this.bytes.length;
    let expected: number | undefined;
    for (;;) {
      if (found.length === mostRevisions) throw invalid({ fault: 'report-too-many-revisions' });
      const table = this.tableBefore(end);
      if (expected !== undefined && table !== expected) throw invalid({ fault: 'report-revisions-out-of-order' });
      const { offsets, trailer } = this.readTable(table);
      const previous = trailer.get('Prev');
      if (previous === undefined) {
        found.push({ start: 0, end, offsets, trailer });
        return found.reverse();
      }
      const start = this.endAfter(previous);
      found.push({ start, end, offsets, trailer });
      expected = previous as number;
      end = start;
    }
  }

  /** Where the cross-reference table lies that the revision ending at `end` closes with. */
  private tableBefore(end: number): number {
    const tail = /startxref\n(\d{1,10})\n%%EOF\n$/.exec(this.text.slice(Math.max(0, end - 64), end));
    if (tail === null) throw invalid({ fault: 'report-something-stands-after-end' });
    return Number(tail[1]);
  }

  /** Where the revision ends whose table lies at `table`. */
  private endAfter(table: PdfObject): number {
    const mark = typeof table === 'number' ? this.text.indexOf(`startxref\n${table}\n%%EOF\n`, table) : -1;
    if (mark < 0) throw invalid({ fault: 'report-earlier-revision-missing' });
    return this.text.indexOf('%%EOF\n', mark) + '%%EOF\n'.length;
  }

  private readTable(at: number): { offsets: Map<number, number>; trailer: Dictionary } {
    const reader = new PdfReader(this.text, at);
    reader.keyword('xref');
    const offsets = new Map<number, number>();
    while (reader.peek(7) !== 'trailer') {
      const first = reader.integer();
      const count = reader.integer();
      if (first + count > mostObjects) throw invalid({ fault: 'report-too-many-objects' });
      for (let number = first; number < first + count; number++) {
        const offset = reader.integer();
        reader.integer();
        const used = reader.peek(1) === 'n';
        reader.keyword(used ? 'n' : 'f');
        if (used) offsets.set(number, offset);
      }
    }
    reader.keyword('trailer');
    const trailer = reader.object();
    if (!(trailer instanceof Map)) throw invalid({ fault: 'report-trailer-missing' });
    return { offsets, trailer };
  }
}

export function numberIn(dictionary: Dictionary, key: string): number {
  const value = dictionary.get(key);
  if (typeof value !== 'number') throw invalid({ fault: 'report-key-missing', key });
  return value;
}

export function invalid(fault: Fault): EvidenceError {
  return new EvidenceError('evidence-invalid', fault);
}

function inflated(content: Buffer): Buffer {
  try {
    return inflateSync(content, { maxOutputLength: largestStream });
  } catch {
    throw invalid({ fault: 'report-stream-damaged' });
  }
}

function guarded<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw error instanceof PdfSyntaxError ? invalid({ fault: 'report-syntax', problem: error.message }) : error;
  }
}
