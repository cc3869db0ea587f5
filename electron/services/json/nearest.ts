import { at } from '../../../shared/domain/at.js';
/**
 * The candidate that `word` was most likely meant to be: at most a third of its letters wrong,
 * missing, too many or swapped with their neighbour (optimal string alignment distance).
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

function editDistance(a: string, b: string): number {
  // Of the first i letters of a and the first j of b: a row for each i, of which only the last two are needed.
  let [before, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const distance = Math.min(at(last, j) + 1, at(row, j - 1) + 1, substitution);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(isSwap ? Math.min(distance, at(before, j - 2) + 1) : distance);
    }
    [before, last] = [last, row];
  }
  return at(last, -1);
}
