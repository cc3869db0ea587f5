import { Generator } from '../base/random/generator.js';

const attemptsPerName = 200;

/**
 * Pronounceable words of exactly `length` letters: each letter is drawn after the two before it, as
 * often as it follows them in the real `names` (a letter chain of order 2), and where that makes too
 * few, after the one before it. At most `count` words, all different and all passing `accepts`;
 * always the same for the same names.
 */
export function synthesiseNames(names: readonly string[], length: number, count: number, accepts: (word: string) => boolean): string[] {
  const words = new Set<string>();
  for (const order of [2, 1]) {
    const followers = learnFollowers(names, order);
    const generator = new Generator(0, `synthetic-name-${order}`, length);
    for (let attempt = 0; attempt < count * attemptsPerName && words.size < count; attempt++) {
      const word = drawWord(followers, order, length, generator);
      if (word !== undefined && accepts(word)) words.add(word);
    }
  }
  return [...words];
}

/** Letters that come after each run of `order` letters; spaces stand before the first letter. */
function learnFollowers(names: readonly string[], order: number): Map<string, string[]> {
  const followers = new Map<string, string[]>();
  for (const name of names) {
    const letters = [...' '.repeat(order), ...name];
    for (let index = order; index < letters.length; index++) {
      const run = letters.slice(index - order, index).join('');
      const known = followers.get(run);
      if (known) known.push(letters[index]);
      else followers.set(run, [letters[index]]);
    }
  }
  return followers;
}

function drawWord(
  followers: ReadonlyMap<string, readonly string[]>,
  order: number,
  length: number,
  generator: Generator,
): string | undefined {
  const letters = [...' '.repeat(order)];
  while (letters.length < length + order) {
    const next = followers.get(letters.slice(-order).join(''));
    if (!next) return undefined;
    letters.push(generator.choose(next));
  }
  return letters.slice(order).join('');
}
