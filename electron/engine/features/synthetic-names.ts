import { Generator } from '../random/generator.js';

const attemptsPerName = 200;

/**
 * Pronounceable words of exactly `length` letters: each letter is drawn after the two before it, as
 * often as it follows them in the real `names` (a letter chain of order 2). At most `count` words,
 * all different and all passing `accepts`; always the same for the same names.
 */
export function synthesiseNames(names: readonly string[], length: number, count: number, accepts: (word: string) => boolean): string[] {
  const followers = learnFollowers(names);
  const generator = new Generator(0, 'synthetic-name', length);
  const words = new Set<string>();
  for (let attempt = 0; attempt < count * attemptsPerName && words.size < count; attempt++) {
    const word = drawWord(followers, length, generator);
    if (word !== undefined && accepts(word)) words.add(word);
  }
  return [...words];
}

/** Letters that come after each pair of letters; a space stands before the first letter. */
function learnFollowers(names: readonly string[]): Map<string, string[]> {
  const followers = new Map<string, string[]>();
  for (const name of names) {
    const letters = [' ', ' ', ...name];
    for (let index = 2; index < letters.length; index++) {
      const pair = letters[index - 2] + letters[index - 1];
      const known = followers.get(pair);
      if (known) known.push(letters[index]);
      else followers.set(pair, [letters[index]]);
    }
  }
  return followers;
}

function drawWord(followers: ReadonlyMap<string, readonly string[]>, length: number, generator: Generator): string | undefined {
  const letters = [' ', ' '];
  while (letters.length < length + 2) {
    const next = followers.get(letters[letters.length - 2] + letters[letters.length - 1]);
    if (!next) return undefined;
    letters.push(generator.choose(next));
  }
  return letters.slice(2).join('');
}
