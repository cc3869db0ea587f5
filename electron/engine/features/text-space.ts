import { initialsLike, namesLike } from './names.js';
import { datesInFormat } from './dates.js';
import { type CharacterClass, type LetterCase } from './template.js';
import { type MatchedPart } from './template-match.js';
import { type Generator } from '../base/random/generator.js';

const digits = [...'0123456789'];
const capitals = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const smalls = [...'abcdefghijklmnopqrstuvwxyz'];

/** How many names a word of a name was given: real ones from lists, synthetic ones to fill up. */
export interface NameCount {
  readonly part: 'surname' | 'given';
  readonly letters: number;
  readonly real: number;
  readonly synthetic: number;
}

/**
 * The texts that a template allows beside a private one, as a row of columns: a text takes one value
 * from each. Values of a column have the same number of characters, so all texts have, and no text
 * comes about in two ways.
 */
export interface TextSpace {
  readonly columns: readonly (readonly string[])[];
  /** log2 of the number of texts. */
  readonly bits: number;
  readonly names: readonly NameCount[];
}

/** The space around a matched text; `drawable` says whether the font has all characters of a value. */
export async function spaceOfTexts(parts: readonly MatchedPart[], drawable: (text: string) => boolean): Promise<TextSpace> {
  const columns: (readonly string[])[] = [];
  const names: NameCount[] = [];
  // Where font or list have nothing of the kind, the text's own value stays.
  const addColumn = (values: readonly string[], own: string): void => void columns.push(values.length > 0 ? values : [own]);
  for (const { part, text } of parts) {
    switch (part.kind) {
      case 'literal':
        addColumn([], text);
        break;
      case 'characters': {
        const letterCase = part.letterCase === 'as-text' ? caseOf(text) : part.letterCase;
        Array.from(text, (own, index) => addColumn(alphabetOf(part.classes[index], letterCase).filter(drawable), own));
        break;
      }
      case 'initial':
        addColumn(await initialsLike(text, drawable), text);
        break;
      case 'surname':
      case 'given':
        for (const word of text.split(/([ '’-])/u)) {
          const letters = [...word].length;
          if (!/^\p{L}/u.test(word)) {
            addColumn([], word);
          } else if (letters === 1) {
            addColumn(await initialsLike(word, drawable), word);
          } else {
            const { words, real } = await namesLike(part.kind, word, drawable);
            addColumn(words, word);
            names.push({ part: part.kind, letters, real, synthetic: words.length - real });
          }
        }
        break;
      case 'date':
        addColumn(datesInFormat(part.format).filter(drawable), text);
        break;
      case 'choice': {
        const letters = [...text].length;
        addColumn(
          part.options.filter((option) => [...option].length === letters && drawable(option)),
          text,
        );
        break;
      }
    }
  }
  return { columns, bits: columns.reduce((sum, column) => sum + Math.log2(column.length), 0), names };
}

/** One text, all texts being equally likely. */
export function drawText(space: TextSpace, generator: Generator): string {
  return space.columns.map((column) => generator.choose(column)).join('');
}

/** The text of a rank from 0 to 2^bits - 1, the last column turning fastest; for spaces small enough to count. */
export function textOfRank(space: TextSpace, rank: number): string {
  const values: string[] = [];
  for (let index = space.columns.length - 1; index >= 0; index--) {
    const column = space.columns[index];
    values.push(column[rank % column.length]);
    rank = Math.floor(rank / column.length);
  }
  return values.reverse().join('');
}

function caseOf(text: string): LetterCase {
  if (text === text.toUpperCase()) return 'upper';
  if (text === text.toLowerCase()) return 'lower';
  return 'mixed';
}

function alphabetOf(characterClass: CharacterClass, letterCase: LetterCase): readonly string[] {
  if ('literal' in characterClass) return [characterClass.literal];
  const letters = letterCase === 'upper' ? capitals : letterCase === 'lower' ? smalls : [...capitals, ...smalls];
  switch (characterClass.of) {
    case 'digit':
      return digits;
    case 'letter':
      return letters;
    case 'alphanumeric':
      return [...digits, ...letters];
    case 'capital':
      return capitals;
    case 'small':
      return smalls;
  }
}
