import { EngineError, type Fault } from '../base/error.js';
import { dateFormatLength } from './dates.js';

/** Case of the letters of a part; `as-text` takes it from the private text. */
export type LetterCase = 'as-text' | 'upper' | 'lower' | 'title' | 'mixed';

/** One part of a template. Lengths are in characters (code points). */
export type TemplatePart =
  | { readonly kind: 'literal'; readonly text: string }
  /** One character after the other, each of its own class. */
  | { readonly kind: 'characters'; readonly classes: readonly CharacterClass[]; readonly letterCase: LetterCase }
  | { readonly kind: 'surname' | 'given' | 'initial'; readonly letterCase: LetterCase }
  | { readonly kind: 'date'; readonly format: string }
  | { readonly kind: 'choice'; readonly options: readonly string[] };

export type CharacterClass = { readonly of: 'digit' | 'letter' | 'alphanumeric' | 'capital' | 'small' } | { readonly literal: string };

export interface Template {
  readonly parts: readonly TemplatePart[];
}

const maximumCount = 64;

const refuse = (fault: Fault): EngineError => new EngineError('feature-invalid', fault);

/**
 * Parses a template: text with private parts in braces. Parts with letters may end in a case:
 * `{surname:upper}`, `{letters:3:lower}`. `{name}` is `{given} {surname}`.
 *
 * Errors name a part by its number, never by its wording: a person may have written the private text
 * where a template belongs.
 */
export function parseTemplate(template: string): Template {
  const parts: TemplatePart[] = [];
  let literal = '';
  const closeLiteral = (): void => {
    if (literal) parts.push({ kind: 'literal', text: literal });
    literal = '';
  };
  const source = template.normalize('NFC');
  let index = 0;
  let count = 0;
  while (index < source.length) {
    const character = source[index];
    if ((character === '{' || character === '}') && source[index + 1] === character) {
      literal += character;
      index += 2;
    } else if (character === '}') {
      throw refuse({ fault: 'template-brace-not-opened' });
    } else if (character === '{') {
      const end = source.indexOf('}', index);
      if (end < 0) throw refuse({ fault: 'template-brace-not-closed' });
      closeLiteral();
      parts.push(...parsePart(source.slice(index + 1, end), ++count));
      index = end + 1;
    } else {
      literal += character;
      index += 1;
    }
  }
  closeLiteral();
  if (count === 0) {
    throw refuse({ fault: 'template-without-private-part' });
  }
  return { parts };
}

function parsePart(source: string, number: number): TemplatePart[] {
  const separator = source.indexOf(':');
  const kind = separator < 0 ? source : source.slice(0, separator);
  const options = separator < 0 ? '' : source.slice(separator + 1);
  switch (kind) {
    case 'digits':
      return [{ kind: 'characters', classes: repeat({ of: 'digit' }, parseCount(options, number)), letterCase: 'as-text' }];
    case 'letters':
    case 'alphanumeric': {
      const [size, letterCase, ...rest] = options.split(':');
      if (rest.length > 0) throw badCase(number, 'upper, lower or mixed');
      const of = kind === 'letters' ? 'letter' : 'alphanumeric';
      return [
        {
          kind: 'characters',
          classes: repeat({ of }, parseCount(size, number)),
          letterCase: parseCase(letterCase ?? '', ['upper', 'lower', 'mixed'], number),
        },
      ];
    }
    case 'surname':
    case 'given':
      return [{ kind, letterCase: parseCase(options, ['upper', 'lower', 'title'], number) }];
    case 'initial':
      return [{ kind, letterCase: parseCase(options, ['upper', 'lower'], number) }];
    case 'name': {
      const letterCase = parseCase(options, ['upper', 'lower', 'title'], number);
      return [
        { kind: 'given', letterCase },
        { kind: 'literal', text: ' ' },
        { kind: 'surname', letterCase },
      ];
    }
    case 'date':
      if (dateFormatLength(options) === undefined) {
        throw refuse({ fault: 'template-date-unknown', number });
      }
      return [{ kind: 'date', format: options }];
    case 'pattern':
      return [{ kind: 'characters', classes: parsePattern(options, number), letterCase: 'as-text' }];
    case 'choice': {
      const choices = options.split('|');
      if (choices.length < 2 || choices.includes('') || new Set(choices).size < choices.length) {
        throw refuse({ fault: 'template-choice-missing', number });
      }
      return [{ kind: 'choice', options: choices }];
    }
    default:
      throw refuse({ fault: 'template-kind-unknown', number });
  }
}

function repeat(characterClass: CharacterClass, count: number): CharacterClass[] {
  return Array.from({ length: count }, () => characterClass);
}

function parseCount(source: string, number: number): number {
  const count = /^\d{1,2}$/.test(source) ? Number(source) : 0;
  if (count < 1 || count > maximumCount) {
    throw refuse({ fault: 'template-count-missing', number, maximumCount });
  }
  return count;
}

function parseCase<Case extends LetterCase>(source: string, allowed: readonly Case[], number: number): Case | 'as-text' {
  if (source === '') return 'as-text';
  const found = allowed.find((letterCase) => letterCase === source);
  if (!found) throw badCase(number, allowed.join(', ').replace(/, (?=\w+$)/, ' or '));
  return found;
}

function badCase(number: number, allowed: string): EngineError {
  return refuse({ fault: 'template-case-unknown', number, allowed });
}

function parsePattern(source: string, number: number): CharacterClass[] {
  const classes = Array.from(source, (character): CharacterClass => {
    if (character === 'A') return { of: 'capital' };
    if (character === 'a') return { of: 'small' };
    if (character === '9') return { of: 'digit' };
    if (/[\p{L}\p{N}{]/u.test(character)) {
      throw refuse({ fault: 'template-pattern-letter-unknown', number });
    }
    return { literal: character };
  });
  if (!classes.some((characterClass) => 'of' in characterClass) || classes.length > maximumCount) {
    throw refuse({ fault: 'template-pattern-length', number, maximumCount });
  }
  return classes;
}
