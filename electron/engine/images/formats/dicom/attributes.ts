import type { Element } from 'dicom-parser';

/** Longest text of a header that is read: a UID has 64 characters, a list of windows some hundred. */
const mostCharacters = 4096;

/** The attributes of a file, or of one item of a sequence. Damaged values are like missing ones. */
export class Attributes {
  constructor(
    private readonly bytes: Uint8Array,
    private readonly elements: Readonly<Record<string, Element>>,
    private readonly bigEndian: boolean,
  ) {}

  element(tag: string): Element | undefined {
    return Object.hasOwn(this.elements, tag) ? this.elements[tag] : undefined;
  }

  has(tag: string): boolean {
    return this.element(tag) !== undefined;
  }

  /** The bytes of a value, no copy; undefined where there are none. */
  value(tag: string): Uint8Array | undefined {
    const element = this.element(tag);
    if (!element || element.length === 0 || element.dataOffset + element.length > this.bytes.length) return undefined;
    return this.bytes.subarray(element.dataOffset, element.dataOffset + element.length);
  }

  /** Numbers of 16 bits (US, SS, OW): no more than a table can have. */
  words(tag: string, signed = false, most = 65_536): number[] {
    const value = this.value(tag);
    if (!value) return [];
    const view = viewOf(value);
    return Array.from({ length: Math.min(most, Math.floor(value.length / 2)) }, (_, index) =>
      signed ? view.getInt16(2 * index, !this.bigEndian) : view.getUint16(2 * index, !this.bigEndian),
    );
  }

  word(tag: string, signed = false): number | undefined {
    return this.words(tag, signed, 1).at(0);
  }

  /** Values of characters (CS, UI, LO), without padding. */
  texts(tag: string): string[] {
    const value = this.value(tag);
    if (!value) return [];
    const text = Buffer.from(value.subarray(0, mostCharacters)).toString('latin1');
    return text.split('\\').map((part) => part.replace(/[\0 ]+$/, '').trimStart());
  }

  text(tag: string): string | undefined {
    return this.texts(tag).at(0);
  }

  /** Numbers as characters (DS, IS) or binary (FD), up to the first that is none. */
  decimals(tag: string): number[] {
    const element = this.element(tag);
    const value = this.value(tag);
    if (element?.vr === 'FD' && value && value.length % 8 === 0) {
      const view = viewOf(value);
      return Array.from({ length: value.length / 8 }, (_, index) => view.getFloat64(8 * index, !this.bigEndian)).filter(Number.isFinite);
    }
    const numbers = this.texts(tag).map((text) => (text === '' ? NaN : Number(text)));
    const wrong = numbers.findIndex((number) => !Number.isFinite(number));
    return wrong < 0 ? numbers : numbers.slice(0, wrong);
  }

  decimal(tag: string): number | undefined {
    return this.decimals(tag).at(0);
  }

  /** The items of a sequence. */
  items(tag: string): Attributes[] {
    return (this.element(tag)?.items ?? []).flatMap(({ dataSet }) =>
      dataSet ? [new Attributes(this.bytes, dataSet.elements, this.bigEndian)] : [],
    );
  }

  item(tag: string, index = 0): Attributes | undefined {
    const found = this.element(tag)?.items?.at(index)?.dataSet;
    return found && new Attributes(this.bytes, found.elements, this.bigEndian);
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
