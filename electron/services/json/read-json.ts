/**
 * A JSON reader for files that people write: it says line and column of a mistake in words that are
 * the same on every version of Node, never quotes the file, refuses keys that stand twice, and
 * bounds depth.
 */

export class JsonMistake extends Error {
  override readonly name = 'JsonMistake';

  constructor(
    readonly line: number,
    readonly column: number,
    readonly what: string,
  ) {
    super(`line ${line}, column ${column}: ${what}`);
  }
}

const deepest = 32;
const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// Anything but a quote, a backslash or a control character; or a JSON escape.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const literal = /true|false|null/y;

/** Throws `JsonMistake`. */
export function readJson(text: string): unknown {
  return new JsonReader(text.startsWith('\ufeff') ? text.slice(1) : text).document();
}

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  document(): unknown {
    const value = this.value();
    this.take(space);
    if (this.at < this.text.length) {
      throw this.mistake('nothing may follow the end of the value');
    }
    return value;
  }

  private value(): unknown {
    this.take(space);
    switch (this.text[this.at]) {
      case '{':
        return this.nested(() => this.object());
      case '[':
        return this.nested(() => this.array());
      case '"':
        return this.string();
      default:
        return this.scalar();
    }
  }

  private nested<Value>(read: () => Value): Value {
    if (this.depth === deepest) {
      throw this.mistake(`more than ${deepest} levels of brackets`);
    }
    this.depth += 1;
    const value = read();
    this.depth -= 1;
    return value;
  }

  private object(): Record<string, unknown> {
    const entries = new Map<string, unknown>();
    this.list('}', () => {
      this.take(space);
      const start = this.at;
      const key = this.string();
      if (entries.has(key)) {
        throw this.mistake('this key stands twice', start);
      }
      this.take(space);
      if (this.text[this.at] !== ':') {
        throw this.mistake('a colon is missing after the key');
      }
      this.at += 1;
      entries.set(key, this.value());
    });
    // Unlike assignment, this makes "__proto__" a key like any other.
    return Object.fromEntries(entries);
  }

  private array(): unknown[] {
    const values: unknown[] = [];
    this.list(']', () => values.push(this.value()));
    return values;
  }

  /** Reads from the opening bracket to `end`, with commas between the items. */
  private list(end: string, readItem: () => void): void {
    this.at += 1;
    this.take(space);
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      readItem();
      this.take(space);
      const next = this.text[this.at];
      if (next !== ',' && next !== end) {
        throw this.mistake(`a comma or ${end} is missing`);
      }
      this.at += 1;
      if (next === end) {
        return;
      }
    }
  }

  private string(): string {
    const start = this.at;
    if (this.text[start] !== '"') {
      throw this.mistake('a key in double quotes is expected');
    }
    const source = this.take(string);
    if (source === undefined) {
      throw this.mistake('this text does not end, or holds a line break or a wrong escape', start);
    }
    return String(JSON.parse(source));
  }

  private scalar(): unknown {
    const source = this.take(literal) ?? this.take(number);
    if (source === undefined) {
      throw this.mistake(this.at === this.text.length ? 'the file ends too early' : 'a value is expected');
    }
    return JSON.parse(source);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  private mistake(what: string, at = this.at): JsonMistake {
    const before = this.text.slice(0, at);
    return new JsonMistake(before.split('\n').length, at - before.lastIndexOf('\n'), what);
  }
}
