import { describe, expect, test } from 'vitest';
import { initialsLike, namesLike } from '../../../electron/engine/features/names.js';
import { synthesiseNames } from '../../../electron/engine/features/synthetic-names.js';

const always = (): boolean => true;

describe('names that can stand for another', () => {
  test.each([
    ['surname', 'MUELLER', /^[A-Z]{7}$/],
    ['surname', 'mueller', /^[a-z]{7}$/],
    ['given', 'Johan', /^[A-Z][A-Za-z]{4}$/],
    ['surname', 'MÜLLER', /^(?=.*[^A-Z])\p{Lu}{6}$/u],
    ['given', 'Zoë', /^(?=.*[^A-Za-z])\p{Lu}\p{L}{2}$/u],
    ['surname', 'ИВАНОВА', /^\p{Script=Cyrillic}{7}$/u],
    ['given', 'Μαρία', /^\p{Script=Greek}{5}$/u],
  ] as const)('%s like %s', async (kind, like, pattern) => {
    const { words, real } = await namesLike(kind, like, always);
    expect(words.length).toBeGreaterThanOrEqual(200);
    expect(new Set(words).size).toBe(words.length);
    expect(words.filter((word) => !pattern.test(word))).toEqual([]);
    expect(real).toBeGreaterThan(0);
  });

  test('common lengths come from lists alone', async () => {
    for (const like of ['Mill', 'Mills', 'Miller', 'Milleri', 'Millerin', 'Millering', 'Milleringo']) {
      const { words, real } = await namesLike('surname', like, always);
      expect(real).toBe(words.length);
      expect(real).toBeGreaterThan(500);
    }
  });

  test('keep to characters that can be drawn', async () => {
    const { words } = await namesLike('surname', 'MUELLER', (text) => !text.includes('E'));
    expect(words.some((word) => word.includes('E'))).toBe(false);
  });

  test('a script without lists is refused', async () => {
    await expect(namesLike('surname', '山田', always)).rejects.toThrow(
      expect.objectContaining({ code: 'feature-invalid', message: 'The text has a name in a script of which Engram has no names.' }),
    );
  });

  test('initials are those of given names, of the same case and kind', async () => {
    expect(await initialsLike('J', always)).toEqual([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']);
    expect(await initialsLike('j', always)).toEqual([...'abcdefghijklmnopqrstuvwxyz']);
    const accented = await initialsLike('É', always);
    expect(accented).toContain('Ö');
    expect(accented.every((letter) => /^\p{Lu}$/u.test(letter) && !/[A-Z]/.test(letter))).toBe(true);
  });
});

describe('synthetic names', () => {
  const names = ['anna', 'annika', 'hanna', 'johanna', 'nika', 'kian'];

  const runs = (word: string, length: number): string[] =>
    Array.from({ length: word.length - length + 1 }, (_, index) => word.slice(index, index + length));

  test('join letters in threes as real names do while there are enough such words', () => {
    const triples = new Set(names.flatMap((name) => runs(name, 3)));
    const words = synthesiseNames(names, 6, 4, always);
    expect(words).toHaveLength(4);
    for (const word of words) {
      expect(word).toHaveLength(6);
      expect(runs(word, 3).filter((triple) => !triples.has(triple))).toEqual([]);
    }
  });

  test('then in twos', () => {
    const pairs = new Set(names.flatMap((name) => runs(name, 2)));
    const words = synthesiseNames(names, 6, 60, always);
    expect(words).toHaveLength(60);
    expect(words.flatMap((word) => runs(word, 2)).filter((pair) => !pairs.has(pair))).toEqual([]);
  });

  test('are all different, acceptable and always the same', () => {
    const accepts = (word: string): boolean => word !== 'hannan';
    const words = synthesiseNames(names, 5, 10, accepts);
    expect(new Set(words).size).toBe(words.length);
    expect(synthesiseNames(names, 5, 10, accepts)).toEqual(words);
    expect(synthesiseNames(names, 5, 10, (word) => word !== words[0])).not.toContain(words[0]);
  });

  test('end where nothing new can be made', () => {
    expect(synthesiseNames(['ab'], 2, 5, always)).toEqual(['ab']);
    expect(synthesiseNames(['ab'], 3, 5, always)).toEqual([]);
  });
});
