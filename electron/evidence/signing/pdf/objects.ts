/**
 * The part of PDF's syntax that signature fields and what leads to them are written in. Objects are read
 * from bytes as Latin-1 text; a string's bytes are its characters.
 */

export class Name {
  constructor(readonly value: string) {}
}

export class Reference {
  constructor(
    readonly number: number,
    readonly generation: number,
  ) {}
}

/** A string, literal or hexadecimal, with the place of its delimiters in the file. */
export class PdfString {
  constructor(
    readonly bytes: Buffer,
    readonly start: number,
    readonly end: number,
  ) {}

  /** As text: UTF-16 where it begins with its mark, else Latin-1. */
  get text(): string {
    if (this.bytes[0] !== 0xfe || this.bytes[1] !== 0xff) return this.bytes.toString('latin1');
    return Buffer.from(this.bytes.subarray(2, this.bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  }
}

export type Dictionary = Map<string, PdfObject>;
export type PdfObject = number | boolean | null | Name | Reference | PdfString | Dictionary | PdfObject[];

export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError';
}

const deepest = 40;
const space = /[\0\t\n\f\r ]/;
const delimiter = /[\0\t\n\f\r ()<>[\]{}/%]/;

/** Reads objects one after another. */
export class PdfReader {
  private depth = 0;

  constructor(
    private readonly text: string,
    public at = 0,
  ) {}

  object(): PdfObject {
    this.skip();
    const start = this.text[this.at];
    switch (start) {
      case '/':
        return this.name();
      case '(':
        return this.literal();
      case '[':
        return this.nested(() => this.array());
      case '<':
        return this.text[this.at + 1] === '<' ? this.nested(() => this.dictionary()) : this.hexadecimal();
      default:
        return this.word();
    }
  }

  /** Reads a word and throws unless it is this one. */
  keyword(expected: string): void {
    this.skip();
    if (this.token() !== expected) throw this.mistake(`"${expected}" is expected`);
  }

  integer(): number {
    this.skip();
    const text = this.token();
    if (!/^\d{1,10}$/.test(text)) throw this.mistake('a whole number is expected');
    return Number(text);
  }

  /** What comes next, without moving on. */
  peek(length: number): string {
    this.skip();
    return this.text.slice(this.at, this.at + length);
  }

  private nested<Value>(read: () => Value): Value {
    if (this.depth >= deepest) throw this.mistake('too many levels');
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private dictionary(): Dictionary {
    this.at += 2;
    const entries: Dictionary = new Map();
    while (this.peek(2) !== '>>') {
      if (this.text[this.at] !== '/') throw this.mistake('a key is expected');
      const key = this.name().value;
      if (entries.has(key)) throw this.mistake('a key stands twice');
      entries.set(key, this.object());
    }
    this.at += 2;
    return entries;
  }

  private array(): PdfObject[] {
    this.at += 1;
    const items: PdfObject[] = [];
    while (this.peek(1) !== ']') items.push(this.object());
    this.at += 1;
    return items;
  }

  private name(): Name {
    this.at += 1;
    return new Name(this.token().replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));
  }

  private word(): PdfObject {
    const text = this.token();
    if (text === 'true' || text === 'false') return text === 'true';
    if (text === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) throw this.mistake('an object is expected');
    const reference = /^\d+$/.test(text) ? /^\s+(\d{1,5})\s+R(?![A-Za-z0-9])/.exec(this.text.slice(this.at, this.at + 24)) : null;
    if (reference === null) return Number(text);
    this.at += reference[0].length;
    return new Reference(Number(text), Number(reference[1]));
  }

  private literal(): PdfString {
    const start = this.at;
    let depth = 0;
    const characters: string[] = [];
    for (this.at += 1; ; this.at++) {
      const character = this.text[this.at];
      if (character === undefined) throw this.mistake('a string does not end');
      if (character === '\\') characters.push(this.escaped());
      else if (character === ')' && depth === 0) break;
      else {
        depth += character === '(' ? 1 : character === ')' ? -1 : 0;
        characters.push(character);
      }
    }
    this.at += 1;
    return new PdfString(Buffer.from(characters.join(''), 'latin1'), start, this.at);
  }

  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))?.[0];
    if (octal !== undefined) {
      this.at += octal.length;
      return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    }
    this.at += 1;
    const plain: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };
    const character = this.text[this.at] ?? '';
    return plain[character] ?? character;
  }

  private hexadecimal(): PdfString {
    const start = this.at;
    const end = this.text.indexOf('>', start);
    const digits = this.text.slice(start + 1, end);
    if (end < 0 || !/^[0-9A-Fa-f]*$/.test(digits) || digits.length % 2 !== 0) throw this.mistake('a hexadecimal string is expected');
    this.at = end + 1;
    return new PdfString(Buffer.from(digits, 'hex'), start, this.at);
  }

  private token(): string {
    const start = this.at;
    while (this.at < this.text.length && !delimiter.test(this.text.charAt(this.at))) this.at++;
    return this.text.slice(start, this.at);
  }

  private skip(): void {
    for (; this.at < this.text.length; this.at++) {
      if (this.text[this.at] === '%') while (this.at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.at))) this.at++;
      else if (!space.test(this.text.charAt(this.at))) return;
    }
  }

  private mistake(what: string): PdfSyntaxError {
    return new PdfSyntaxError(`${what} at byte ${this.at}`);
  }
}

/** An object as it stands in a file. */
export function writeObject(object: PdfObject): string {
  if (object === null) return 'null';
  if (typeof object === 'number' || typeof object === 'boolean') return String(object);
  if (object instanceof Name)
    return `/${object.value.replace(/[^A-Za-z0-9._+-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
  if (object instanceof Reference) return `${object.number} ${object.generation} R`;
  if (object instanceof PdfString) return `<${object.bytes.toString('hex')}>`;
  if (Array.isArray(object)) return `[${object.map(writeObject).join(' ')}]`;
  return `<<${[...object].map(([key, value]) => `${writeObject(new Name(key))} ${writeObject(value)}`).join(' ')}>>`;
}

/** Text as a PDF string that any language fits in. */
export function textString(text: string): PdfString {
  const bytes = /^[\x20-\x7e]*$/.test(text)
    ? Buffer.from(text, 'latin1')
    : Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
  return new PdfString(bytes, 0, 0);
}
