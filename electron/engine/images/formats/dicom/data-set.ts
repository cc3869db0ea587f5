import dicomParser, { type ByteArrayParser, type ByteStream, type Element } from 'dicom-parser';
import { inflateRawSync } from 'node:zlib';
import { EngineError } from '../../../base/error.js';
import { maximumHeldBytes } from '../../limits.js';
import { unreadable } from '../../unreadable.js';
import { Attributes } from './attributes.js';
import { beginningOf } from './recognise.js';
import { tags } from './tags.js';
import { explicitLittleEndian, implicitLittleEndian, transferSyntaxOf, type TransferSyntax } from './transfer-syntaxes.js';

/** A file of DICOM, its attributes up to the pixels. */
export interface DataSet {
  readonly bytes: Uint8Array;
  readonly syntax: TransferSyntax;
  readonly attributes: Attributes;
  readonly name: string;
}

/**
 * Numbers that the parser may read of one file: an attribute takes four or five. It bounds time and memory, whatever
 * lengths and sequences a file claims; an enhanced file of thousands of frames stays far below it.
 */
const mostReads = 4_000_000;

/** Where the attributes end: pixels as whole numbers or floats. */
const pixelTags: ReadonlySet<string> = new Set([tags.pixels, tags.floatPixels, tags.doublePixels]);

/**
 * Reads the attributes of a file, none of which is kept as text. Throws `images-unreadable` of one that is damaged or of
 * a transfer syntax that is not read; what the parser says of it, which might quote it, is left out.
 */
export function readDataSet(file: Uint8Array, name: string): DataSet {
  const beginning = beginningOf(file);
  if (!beginning) throw unreadable({ fault: 'dicom-expected', name });
  const parser = new BoundedParser();
  try {
    let [bytes, offset, syntax] = [file, beginning.offset, beginning.syntax];
    if (beginning.meta) {
      const meta = readMeta(parser.streamOf(file, offset, false));
      const uid = new Attributes(file, meta.elements, false).text(tags.transferSyntax);
      offset = meta.end;
      syntax = uid === undefined ? implicitLittleEndian : transferSyntaxOf(uid, name);
    }
    if (syntax.deflated) [bytes, offset] = [inflate(file.subarray(offset), name), 0];
    if (syntax.codec === 'none' && !syntax.bigEndian && !syntax.deflated) syntax = asWritten(bytes, offset, syntax);
    const elements = readElements(parser.streamOf(bytes, offset, syntax.bigEndian === true), syntax.implicit === true);
    return { bytes, syntax, attributes: new Attributes(bytes, elements, syntax.bigEndian === true), name };
  } catch (cause) {
    if (cause instanceof EngineError) throw cause;
    throw unreadable({ fault: parser.exhausted ? 'dicom-too-many-attributes' : 'dicom-damaged', name });
  }
}

/** Counts what is read through it, and stops a file that asks for too much. */
class BoundedParser {
  private reads = 0;

  get exhausted(): boolean {
    return this.reads > mostReads;
  }

  streamOf(bytes: Uint8Array, offset: number, bigEndian: boolean): ByteStream {
    const plain = bigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
    const counted: ByteArrayParser = {
      ...plain,
      readUint16: (source, position) => this.count(plain.readUint16(source, position)),
      readUint32: (source, position) => this.count(plain.readUint32(source, position)),
    };
    return new dicomParser.ByteStream(counted, bytes, offset);
  }

  private count(value: number): number {
    if (++this.reads > mostReads) throw new Error('too many reads');
    return value;
  }
}

type Elements = Record<string, Element>;

/** Group 0002, always explicit little endian. Its stated length is often wrong, so that the group decides. */
function readMeta(stream: ByteStream): { readonly elements: Elements; readonly end: number } {
  const elements: Elements = {};
  for (;;) {
    const start = stream.position;
    if (start + 8 > stream.byteArray.length || stream.readUint16() !== 2) return { elements, end: start };
    stream.seek(-2);
    const element = readExplicit(stream);
    elements[element.tag] = element;
  }
}

function readElements(stream: ByteStream, implicit: boolean): Elements {
  const elements: Elements = {};
  while (stream.position < stream.byteArray.length) {
    const element = implicit ? dicomParser.readDicomElementImplicit(stream, tags.pixels) : readExplicit(stream);
    elements[element.tag] = element;
    if (pixelTags.has(element.tag)) break;
  }
  return elements;
}

/** The parser does not know the value representations of 64-bit numbers, whose length has four bytes. */
function readExplicit(stream: ByteStream): Element {
  const start = stream.position;
  const tag = dicomParser.readTag(stream);
  const vr = stream.readFixedString(2);
  if (vr !== 'OV' && vr !== 'SV' && vr !== 'UV') {
    stream.seek(start - stream.position);
    return dicomParser.readDicomElementExplicit(stream, stream.warnings, tags.pixels);
  }
  stream.seek(2);
  const length = stream.readUint32();
  const dataOffset = stream.position;
  stream.seek(length);
  return { tag, vr, length, dataOffset };
}

/** Some files say implicit and are explicit, or the other way round: the first attribute tells. */
function asWritten(bytes: Uint8Array, offset: number, stated: TransferSyntax): TransferSyntax {
  const seen = beginningOf(bytes.subarray(offset, offset + 4096))?.syntax;
  return seen === explicitLittleEndian || seen === implicitLittleEndian ? seen : stated;
}

function inflate(deflated: Uint8Array, name: string): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: maximumHeldBytes });
  } catch (cause) {
    throw unreadable({ fault: cause instanceof RangeError ? 'dicom-inflates-too-far' : 'dicom-damaged', name });
  }
}
