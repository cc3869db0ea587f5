import type { PdfFile } from './file.js';
import { writeObject, type Dictionary, type PdfObject } from './objects.js';

/** An object of an update: a plain one, or a stream. */
export interface NewObject {
  readonly number: number;
  readonly object: PdfObject;
  readonly stream?: Buffer;
}

/** Appends objects to a file as one more revision; nothing before it changes. */
export function appendRevision(file: PdfFile, objects: readonly NewObject[]): Buffer {
  const parts: Buffer[] = [file.bytes];
  let length = file.bytes.length;
  const add = (text: string | Buffer) => {
    const bytes = typeof text === 'string' ? Buffer.from(text, 'latin1') : text;
    parts.push(bytes);
    length += bytes.length;
  };
  const offsets = new Map<number, number>();
  for (const { number, object, stream } of objects) {
    offsets.set(number, length);
    add(`${number} 0 obj\n${writeObject(object)}\n`);
    if (stream) {
      add('stream\n');
      add(stream);
      add('\nendstream\n');
    }
    add('endobj\n');
  }
  const table = length;
  const numbers = [...offsets.keys()].sort((a, b) => a - b);
  add('xref\n');
  for (const number of numbers) add(`${number} 1\n${String(offsets.get(number)).padStart(10, '0')} 00000 n \n`);
  add(`trailer\n${writeObject(trailerOf(file, numbers))}\nstartxref\n${table}\n%%EOF\n`);
  return Buffer.concat(parts);
}

function trailerOf(file: PdfFile, numbers: readonly number[]): Dictionary {
  const trailer: Dictionary = new Map(file.trailer);
  trailer.set('Size', Math.max(file.size, ...numbers.map((number) => number + 1)));
  trailer.set('Prev', previousTable(file));
  return trailer;
}

function previousTable({ bytes }: PdfFile): number {
  return Number(/startxref\n(\d+)\n%%EOF\n$/.exec(bytes.subarray(-64).toString('latin1'))?.[1]);
}
