import { EngineError } from '../base/error.js';
import { synthesiseNames } from './synthetic-names.js';

/** Names that can stand for one word of a name, and how many of them people really bear. */
export interface NameColumn {
  readonly words: readonly string[];
  readonly real: number;
}

type Kind = 'surname' | 'given';
type Script = 'Latin' | 'Greek' | 'Cyrillic';

/**
 * Locales whose lists are joined. Each is imported only when a template asks for names: the Latin
 * ones take about 0.2 s and 26 MB together.
 */
const locales: Readonly<Record<Script, readonly (() => Promise<LocaleModule>)[]>> = {
  Latin: [
    () => import('@faker-js/faker/locale/en'),
    () => import('@faker-js/faker/locale/de'),
    () => import('@faker-js/faker/locale/fr'),
    () => import('@faker-js/faker/locale/es'),
    () => import('@faker-js/faker/locale/it'),
    () => import('@faker-js/faker/locale/pt_PT'),
    () => import('@faker-js/faker/locale/nl'),
    () => import('@faker-js/faker/locale/sv'),
    () => import('@faker-js/faker/locale/da'),
    () => import('@faker-js/faker/locale/nb_NO'),
    () => import('@faker-js/faker/locale/fi'),
    () => import('@faker-js/faker/locale/pl'),
    () => import('@faker-js/faker/locale/cs_CZ'),
    () => import('@faker-js/faker/locale/hu'),
    () => import('@faker-js/faker/locale/ro'),
    () => import('@faker-js/faker/locale/hr'),
    () => import('@faker-js/faker/locale/tr'),
  ],
  Greek: [() => import('@faker-js/faker/locale/el')],
  Cyrillic: [() => import('@faker-js/faker/locale/ru'), () => import('@faker-js/faker/locale/uk')],
};

type NamesByGender = Partial<Readonly<Record<'generic' | 'female' | 'male', readonly string[] | null>>> | null;
interface LocaleModule {
  readonly faker: {
    readonly rawDefinitions: { readonly person?: { readonly first_name?: NamesByGender; readonly last_name?: NamesByGender } };
  };
}

/** Fewer real names than this of a length are filled up with synthetic ones. */
const enoughNames = 200;

type Spelling = 'own' | 'plain';
const lists = new Map<string, Promise<readonly string[]>>();

/** Single words (no compounds) of the lists of one script, in the order of the lists, once each; joined once. */
function loadNames(kind: Kind, script: Script, spelling: Spelling): Promise<readonly string[]> {
  const key = `${kind} ${script} ${spelling}`;
  let list = lists.get(key);
  if (!list) {
    list =
      spelling === 'own'
        ? readLocales(kind, script)
        : loadNames(kind, script, 'own').then((names) => [...new Set(names.map(foldToPlain).filter(isPlain))]);
    lists.set(key, list);
  }
  return list;
}

async function readLocales(kind: Kind, script: Script): Promise<readonly string[]> {
  const word = new RegExp(`^\\p{Script=${script}}{2,}$`, 'u');
  const names = new Set<string>();
  for (const load of locales[script]) {
    const { person } = (await load()).faker.rawDefinitions;
    const byGender = kind === 'surname' ? person?.last_name : person?.first_name;
    for (const group of [byGender?.generic, byGender?.female, byGender?.male]) {
      for (const name of group ?? []) {
        const composed = name.normalize('NFC');
        if (word.test(composed)) names.add(composed);
      }
    }
  }
  return [...names];
}

/**
 * Names that can take the place of one word of a private name: the same number of characters, the
 * same case, and with letters beyond A-Z only where the private word has some (else such names come
 * in their plain spelling, as many hospital systems write them).
 */
export async function namesLike(kind: Kind, like: string, drawable: (text: string) => boolean): Promise<NameColumn> {
  const spelling: Spelling = isPlain(like) ? 'plain' : 'own';
  const setCase = caseSetter(like);
  const length = [...like].length;
  const isAlike = (word: string): boolean => isPlain(word) === (spelling === 'plain') && drawable(word);
  const cased = (await loadNames(kind, scriptOf(like), spelling)).map(setCase);
  const real = new Set(cased.filter((word) => [...word].length === length && isAlike(word)));
  const lacking = enoughNames - real.size;
  const synthetic = lacking > 0 ? synthesiseNames(cased.filter(isAlike), length, lacking, (word) => !real.has(word) && isAlike(word)) : [];
  return { words: [...real, ...synthetic], real: real.size };
}

/** Letters that given names begin with and that can take the place of an initial. */
export async function initialsLike(like: string, drawable: (text: string) => boolean): Promise<readonly string[]> {
  const spelling: Spelling = isPlain(like) ? 'plain' : 'own';
  const setCase = caseSetter(like);
  const names = await loadNames('given', scriptOf(like), spelling);
  const initials = new Set(names.map(([initial]) => setCase(initial)));
  return [...initials]
    .filter((letter) => isPlain(letter) === (spelling === 'plain') && [...letter].length === 1 && drawable(letter))
    .sort();
}

function scriptOf(word: string): Script {
  const script = (['Latin', 'Greek', 'Cyrillic'] as const).find((candidate) => new RegExp(`^\\p{Script=${candidate}}+$`, 'u').test(word));
  if (!script) {
    throw new EngineError('feature-invalid', { fault: 'name-script-unknown' });
  }
  return script;
}

const isPlain = (word: string): boolean => /^[A-Za-z]*$/.test(word);

function caseSetter(like: string): (word: string) => string {
  if (like === like.toUpperCase()) return (word) => word.toUpperCase();
  if (like === like.toLowerCase()) return (word) => word.toLowerCase();
  // In a list a name stands as it is written, with inner capitals such as McDonald's.
  return (word) => word.slice(0, 1).toUpperCase() + word.slice(1);
}

const foldings: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  œ: 'oe',
  Œ: 'Oe',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

/** A Latin name in the letters A-Z: without marks, special letters written out. */
function foldToPlain(name: string): string {
  return Array.from(name.normalize('NFD'), (character) => foldings[character] ?? character)
    .join('')
    .replace(/\p{M}/gu, '');
}
