import { shortestNew } from '../../shared/domain/guessing.js';
import { words } from '../../shared/words/words.js';

/** What is wrong with the length of a new passphrase or secret; how hard it is to guess its keeper says. */
export function shortOf(what: keyof typeof shortestNew, typed: string): string | undefined {
  const least = shortestNew[what];
  return [...typed].length < least ? words.strength.tooShort(least) : undefined;
}
