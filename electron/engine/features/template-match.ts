import { EngineError } from '../base/error.js';
import { datesInFormat } from './dates.js';
import { type CharacterClass, type LetterCase, type Template, type TemplatePart } from './template.js';

/** A part of a template with the characters of the private text that it stands for. */
export interface MatchedPart {
  readonly part: TemplatePart;
  readonly text: string;
}

const maximumCharacters = 200;
/** A name: words of letters joined by single spaces, hyphens or apostrophes. */
const namePattern = /^\p{L}+(?:[ '’-]\p{L}+)*$/u;

/**
 * Cuts a text into the parts of its template; where a name may end in several places, the earlier
 * name takes as much as it can.
 *
 * @throws EngineError `text-does-not-match-template`, which says at which part and nothing of the text.
 */
export function matchTemplate(template: Template, text: string): MatchedPart[] {
  const characters = [...text.normalize('NFC')];
  if (characters.length > maximumCharacters) {
    throw new EngineError('secrets-invalid', { fault: 'text-too-long', maximumCharacters });
  }
  const { parts } = template;
  const dates = new Map(
    parts.flatMap((part) => (part.kind === 'date' ? [[part.format, new Set(datesInFormat(part.format))] as const] : [])),
  );
  // Parts and places that were tried in vain: keeps the search polynomial.
  const dead = new Set<number>();
  let furthest = 0;

  const matchFrom = (partIndex: number, start: number): string[] | undefined => {
    furthest = Math.max(furthest, partIndex);
    if (partIndex === parts.length) return start === characters.length ? [] : undefined;
    const key = partIndex * (maximumCharacters + 1) + start;
    if (dead.has(key)) return undefined;
    for (const length of matchingLengths(parts[partIndex], characters, start, dates)) {
      const rest = matchFrom(partIndex + 1, start + length);
      if (rest) return [characters.slice(start, start + length).join(''), ...rest];
    }
    dead.add(key);
    return undefined;
  };

  const pieces = matchFrom(0, 0);
  if (!pieces) {
    throw new EngineError('text-does-not-match-template', {
      fault: 'text-does-not-match-template',
      parts: describeFailure(parts, furthest),
    });
  }
  return pieces.map((piece, index) => ({ part: parts[index], text: piece }));
}

/** Where the search got to, `furthest` being the last part that it tried, or the number of parts when it passed all. */
function describeFailure(parts: readonly TemplatePart[], furthest: number): string {
  // A name that the text goes on after is a name that breaks off too early, of the wrong case perhaps.
  const last = parts[parts.length - 1];
  const part = furthest === parts.length && (last.kind === 'surname' || last.kind === 'given') ? parts.length - 1 : furthest;
  return part === parts.length
    ? 'it goes on after the last part'
    : `it differs at part ${part + 1} of ${parts.length} (${parts[part].kind})`;
}

/** Lengths, longest first, at which a part can take the characters from `start` on; `dates` holds those of each format. */
function matchingLengths(
  part: TemplatePart,
  characters: readonly string[],
  start: number,
  dates: ReadonlyMap<string, ReadonlySet<string>>,
): number[] {
  const takes = (length: number): string => characters.slice(start, start + length).join('');
  switch (part.kind) {
    case 'literal': {
      const length = [...part.text].length;
      return takes(length) === part.text ? [length] : [];
    }
    case 'characters': {
      const { classes, letterCase } = part;
      const found = characters.slice(start, start + classes.length);
      return found.length === classes.length && found.every((character, index) => isOfClass(character, classes[index], letterCase))
        ? [found.length]
        : [];
    }
    case 'initial': {
      const initial = takes(1);
      return /^\p{L}$/u.test(initial) && hasCase(initial, part.letterCase) ? [1] : [];
    }
    case 'surname':
    case 'given': {
      const lengths: number[] = [];
      for (let length = characters.length - start; length >= 1; length--) {
        const name = takes(length);
        if (namePattern.test(name) && hasCase(name, part.letterCase)) lengths.push(length);
      }
      return lengths;
    }
    case 'date':
      return dates.get(part.format)?.has(takes(part.format.length)) ? [part.format.length] : [];
    case 'choice': {
      const lengths = part.options.filter((option) => takes([...option].length) === option).map((option) => [...option].length);
      return lengths.sort((a, b) => b - a);
    }
  }
}

function isOfClass(character: string, characterClass: CharacterClass, letterCase: LetterCase): boolean {
  if ('literal' in characterClass) return character === characterClass.literal;
  const letter = letterCase === 'upper' ? /^[A-Z]$/ : letterCase === 'lower' ? /^[a-z]$/ : /^[A-Za-z]$/;
  switch (characterClass.of) {
    case 'digit':
      return /^[0-9]$/.test(character);
    case 'letter':
      return letter.test(character);
    case 'alphanumeric':
      return /^[0-9]$/.test(character) || letter.test(character);
    case 'capital':
      return /^[A-Z]$/.test(character);
    case 'small':
      return /^[a-z]$/.test(character);
  }
}

function hasCase(name: string, letterCase: LetterCase): boolean {
  if (letterCase === 'upper') return name === name.toUpperCase();
  if (letterCase === 'lower') return name === name.toLowerCase();
  if (letterCase === 'title') return /^\p{Lu}/u.test(name) && (name.length === 1 || name !== name.toUpperCase());
  return true;
}
