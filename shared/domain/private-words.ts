/**
 * Finds in what people wrote the words that tell a private text: the text itself, a part of a name,
 * initials, a date, in other spacing, order, signs, scripts and orders of day, month and year.
 */

/** Where a word that tells the text stands: offsets into what was written, in UTF-16 units. */
export interface TellingWord {
  readonly start: number;
  readonly end: number;
}

/** Letters that no decomposition of Unicode makes plain, or that look like a Latin one. Both cases where they look unlike each other. */
const plainLetters: Readonly<Record<string, string>> = {
  // Latin letters with a stroke, and two in one.
  ...{
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    ħ: 'h',
    ŧ: 't',
    ı: 'i',
    ŋ: 'n',
    ƒ: 'f',
    ß: 'ss',
    ẞ: 'ss',
    æ: 'ae',
    œ: 'oe',
    þ: 'th',
    ɑ: 'a',
    ɡ: 'g',
  },
  // Cyrillic.
  ...{ а: 'a', в: 'b', е: 'e', ԁ: 'd', һ: 'h', н: 'h', і: 'i', ј: 'j', к: 'k', ӏ: 'l', м: 'm', о: 'o', р: 'p', ԛ: 'q', с: 'c', ѕ: 's' },
  ...{ т: 't', у: 'y', ԝ: 'w', х: 'x' },
  // Greek.
  ...{
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    Η: 'h',
    ι: 'i',
    κ: 'k',
    Μ: 'm',
    ν: 'v',
    Ν: 'n',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    Υ: 'y',
    χ: 'x',
    Ζ: 'z',
  },
};

/** German and Nordic letters as they are written out. */
const writtenOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

/** Digits that stand for a letter inside a word: "0kafor". */
const digitLetters: Readonly<Record<string, string>> = { '0': 'o', '3': 'e', '4': 'a', '5': 's', '8': 'b' };

/** Said before a name, and no part of it. */
const titles = setOf('mr mrs ms mx miss dr prof sir dame lady lord herr frau mme mlle sr sra srta don dona fr rev md phd jr snr jnr');

/** Said beside a name, and written in one with it: "okaforcase". */
const besideNames = setOf(
  'mr mrs ms miss dr prof case patient record incident image scan file name text report study audit xray about named called',
);

/** Words that are names too, or letters of one by chance: they tell a name only where they are written as one. */
const ordinaryWords = setOf(
  `a an and are as at be but by do for from go had has have he her his how i if in is it its me my no not of off on one or our out
   she so than that the them then they this to too up us was we who why will with you your all any can did get let may more most
   new now old see set some two use very yet use
   baker bell best bird black blue book brown bush butler carter case chance child church clay close cook cooper cross day dean
   dial early east english field fish fox free french gold good grant gray green grey hall hand hard head heart hill holiday home
   hope house hunt image joy key king knight lake lane last law little local long lord love low major mark marsh may mason miller
   moon moore nail noble north page park paris parker part pace pain palmer person pike pool poor pope porter post pound power
   price prior quick rain reader rich ring rise rivers robin rose rush sample save sharp short silver skin small smart south
   speed spring star stark steel stone street strong summer swift tanner test text thin trail turner view wall ward warm waters
   weeks well west white wild wise wood woods worth young march april june august model scan note data class clear`,
);

/** Abbreviations of hospitals, images and computing: as one word in capitals they are no initials. */
const ordinaryAbbreviations = setOf(
  `ac ad ai am ap bc be bp cd ce cm cr cs ct cv db dl do dr dx ec ed ef eg em en er et eu ex fa fp gb gp hb hc hr id ie io ip ir is
   it iv kb la lp lr lv mb md me mg mi ml mm mr ms na nb nn no np or os pa pc pe ph pm po pr ps pt qa qc ra re rf rt ru rx sd se sp
   sr st tb tf to tp tv ui uk us ux vs wh xr
   aec aed api cnn cpu cta dpa dpo ecg eeg ehr ent eu fda gan gdp gmc gpu hdu hip hiv icd icu iso lan mac mlp mra mri nhs nic nlp
   ocr pdf pet phi png pui ram rgb ris roc sah sop ssd uri url usa vae vit vpn`,
);

/** After a word with a capital: it is part of the name of a place. */
const institutions = setOf(
  'hospital hospitals trust college university clinic centre center general infirmary street road school institute foundation ward',
);

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const longMonths = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
/** Stand between the parts of a date: "the 4th of March, 1961". */
const besideDates = setOf('st nd rd th of the');

/** Shorter parts stand in ordinary words by chance. */
const shortestPart = 3;
/** Two letters changed places: told from another word only where there are this many. */
const shortestSwapped = 5;
/** A name of so many letters stands in a longer word by intent: "theokonkwocase". */
const shortestInside = 7;
/** A number of its own of so many digits is no year and no count. */
const shortestNumber = 5;
/** So many words follow each other, at most, to make up one: letters of a name that is spelt out. */
const longestRun = 40;

/** A piece of what was written: letters or digits that belong together. */
interface Piece extends TellingWord {
  /** Small plain letters, or digits. */
  readonly plain: string;
  /** As it was written. */
  readonly raw: string;
  /** Whether it begins a word, after a space or at the beginning. */
  readonly isFirst: boolean;
  /** Whether it begins a sentence, where every word has a capital. */
  readonly beginsSentence: boolean;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What tells a text. */
interface Telling {
  /** The text as a whole, in any order of its parts. */
  readonly whole: ReadonlySet<string>;
  /** Parts that tell it by themselves. */
  readonly parts: ReadonlySet<string>;
  /** Names of two letters. */
  readonly short: ReadonlySet<string>;
  readonly initials: ReadonlySet<string>;
  readonly days: readonly Day[];
}

/**
 * The places in `written` that tell `text`, in their order and without overlap. Words that `template`
 * fixes are public and tell nothing.
 */
export function tellingWords(written: string, text: string, template = ''): TellingWord[] {
  const told = tellingOf(text, template);
  const pieces = piecesOf(written);
  const found: TellingWord[] = [];
  for (let first = 0; first < pieces.length;) {
    const count = countAt(told, pieces, first);
    const [from, to] = [pieces[first], pieces[first + count - 1]];
    if (count > 0 && from && to) found.push({ start: from.start, end: to.end });
    first += Math.max(1, count);
  }
  return found;
}

function tellingOf(text: string, template: string): Telling {
  const fixed = new Set(piecesOf(template.replace(/\{[^{}]*\}/g, ' ')).map(({ plain }) => plain));
  const pieces = piecesOf(text);
  const days = daysIn(pieces);
  const isOwn = ({ plain }: Piece): boolean => !fixed.has(plain) && !titles.has(plain);
  const own = pieces.filter(isOwn);
  // "4 MAR 1961": a month is no name beside a day.
  const names = own.filter(({ plain }) => !isNumber(plain) && (days.length === 0 || monthOf(plain) === undefined));
  // "O'Brien", "Müller-Lüdenscheidt" and "4711-0815": as one word too.
  const words = text.split(/[\s^_,;]+/u).map((word) => plainOf(piecesOf(word).filter(isOwn)));
  const parts = [...names.map(({ plain }) => plain), ...words, ...numbersIn(own), ...writtenOutOf(text)].flatMap(spellings);
  const isPublic = (one: string): boolean => fixed.has(one) || titles.has(one) || (days.length > 0 && monthOf(one) !== undefined);
  const whole = [pieces, own, [...own].reverse(), ...rotations(own)].map((some) => plainOf(some));
  return {
    whole: new Set(whole.filter((one) => one.length >= shortestPart && !isPublic(one))),
    parts: new Set(parts.filter((one) => (isNumber(one) ? isTellingNumber(one) : isLongEnough(one)) && !isPublic(one))),
    short: new Set(names.map(({ plain }) => plain).filter((plain) => plain.length === 2)),
    initials: initialsOf(names.map(({ plain }) => [...plain][0] ?? '')),
    days,
  };
}

/** In both directions, and those of the first and the last name. */
function initialsOf(letters: readonly string[]): ReadonlySet<string> {
  if (letters.length < 2) return new Set();
  const ends = [letters[0], letters.at(-1)];
  return new Set([letters, [...letters].reverse(), ends, [...ends].reverse()].map((some) => some.join('')));
}

/** Numbers, and those that follow each other as one: "943 476 5919". */
function numbersIn(pieces: readonly Piece[]): string[] {
  const runs = pieces
    .map(({ plain }) => (isNumber(plain) ? plain : ' '))
    .join('')
    .split(' ');
  return [...runs, ...pieces.map(({ plain }) => plain).filter(isNumber)];
}

/** How many pieces from `first` on, together, tell the text; 0 where none do. */
function countAt(told: Telling, pieces: readonly Piece[], first: number): number {
  const dated = dayAt(told.days, pieces, first);
  if (dated > 0) return dated;
  let longest = 0;
  let run = '';
  const most = Math.max(3, ...[...told.whole, ...told.parts].map((one) => one.length + 1));
  for (let count = 1; count <= longestRun && first + count <= pieces.length && run.length <= most; count++) {
    run = plainOf(pieces.slice(first, first + count));
    if (tells(told, { pieces, first, count }, run)) longest = count;
  }
  return longest;
}

/** Pieces of a text that follow each other. */
interface Run {
  readonly pieces: readonly Piece[];
  readonly first: number;
  readonly count: number;
}

function takenOf({ pieces, first, count }: Run): readonly Piece[] {
  return pieces.slice(first, first + count);
}

function tells(told: Telling, at: Run, run: string): boolean {
  const taken = takenOf(at);
  const before = at.pieces[at.first - 1];
  if (isInitials(told.initials, taken, run)) return true;
  const [only] = taken;
  if (taken.length === 1 && only && told.short.has(run)) return isShortName(only, before);
  if (!told.whole.has(run) && !isPart(told.parts, run, taken.length === 1)) return false;
  return isWrittenAsOne(told, taken) && (!taken.every(({ plain }) => ordinaryWords.has(plain)) || areNames(at));
}

/** Whether a run is a part of the text: exactly, with two letters changed, in the plural, with digits for letters, or inside a longer word. */
function isPart(parts: ReadonlySet<string>, run: string, isOneWord: boolean): boolean {
  if (parts.has(run)) return true;
  if (run.length < shortestPart) return false;
  // "0kafor", "Pau1": a digit for the letter that it looks like.
  const lettered = /\p{L}\d|\d\p{L}/u.test(run)
    ? ['i', 'l'].map((one) => run.replace(/\d/g, (d) => (d === '1' ? one : (digitLetters[d] ?? d))))
    : [];
  return [...parts].some(
    (part) => (part.length > shortestPart && lettered.includes(part)) || isSwapped(part, run) || (isOneWord && isInside(part, run)),
  );
}

function isInside(part: string, word: string): boolean {
  // Scripts that put no spaces between words.
  if (/\p{Lo}/u.test(part)) return word.includes(part);
  if (!word.includes(part) || part === word || isNumber(part)) return false;
  if (ordinaryWords.has(part) || part.length <= shortestPart) return false;
  const [before = '', ...after] = word.split(part);
  const rest = after.join(part);
  if (before === '' && rest === 's') return true;
  return part.length >= shortestInside || (besideNames.has(before) && rest === '') || (before === '' && besideNames.has(rest));
}

/** "J. D.", "J D", "j.d." and "JD"; not "PA" nor "e.g.". */
function isInitials(initials: ReadonlySet<string>, taken: readonly Piece[], run: string): boolean {
  if (run.length < 2 || !initials.has(run)) return false;
  const isOneWord = taken.length === 1;
  if (!isOneWord && !taken.every(({ raw }) => [...raw].length === 1)) return false;
  const isCapital = taken.every(({ raw }) => raw === raw.toUpperCase());
  const isApart = taken.every(({ isFirst }, index) => index === 0 || isFirst);
  if (isOneWord || !isCapital) return (isCapital || (!isOneWord && !isApart)) && !ordinaryAbbreviations.has(run) && !ordinaryWords.has(run);
  return true;
}

/** A name of two letters, such as "Ng": after a title, or written as a name. */
function isShortName(piece: Piece, before: Piece | undefined): boolean {
  if (before !== undefined && titles.has(before.plain)) return true;
  return !ordinaryWords.has(piece.plain) && !ordinaryAbbreviations.has(piece.plain) && /^\p{Lu}\p{Ll}$/u.test(piece.raw);
}

/** Whether pieces belong together: one word, letters that stand alone, the text's own parts, or no ordinary words in other places. */
function isWrittenAsOne({ parts, short }: Telling, taken: readonly Piece[]): boolean {
  const spaced = taken.slice(1).some(({ isFirst }) => isFirst);
  if (!spaced || taken.every(({ plain }) => plain.length === 1)) return true;
  const areOwn = taken.every(({ plain }) => parts.has(plain) || short.has(plain) || isNumber(plain) || plain.length === 1);
  const run = plainOf(taken);
  return areOwn || ((run.length >= shortestSwapped || /\p{Lo}/u.test(run)) && !taken.every(({ plain }) => ordinaryWords.has(plain)));
}

/** Whether ordinary words are written as a name: alone, after a title, with capitals that no sentence, place or date gives them. */
function areNames(at: Run): boolean {
  const taken = takenOf(at);
  const { pieces, first, count } = at;
  const before = pieces[first - 1];
  if (count === pieces.length || (before && titles.has(before.plain))) return true;
  if (pieces.slice(first + count, first + count + 3).some(({ plain }) => institutions.has(plain))) return false;
  // "In May" and "May 2026" are times.
  if (count === 1 && taken.some(({ plain }) => monthOf(plain) !== undefined)) return false;
  const isCapital = ({ raw }: Piece): boolean => [...raw].length > 1 && raw === raw.toUpperCase();
  if (taken.every(isCapital) && !pieces.every((piece) => isNumber(piece.plain) || piece.raw === piece.raw.toUpperCase())) return true;
  return taken.every(({ raw, beginsSentence }) => /^\p{Lu}\p{Ll}/u.test(raw) && !beginsSentence);
}

/** Whether two neighbouring letters have changed places. */
function isSwapped(part: string, run: string): boolean {
  if (part.length !== run.length || part.length < shortestSwapped || part === run || isNumber(run)) return false;
  const at = [...part].findIndex((letter, index) => letter !== run[index]);
  return part.slice(0, at) + (part[at + 1] ?? '') + (part[at] ?? '') + part.slice(at + 2) === run && !ordinaryWords.has(run);
}

/** How many pieces from `first` on are one of the days, in any order of day, month and year; 0 where none are. */
function dayAt(days: readonly Day[], pieces: readonly Piece[], first: number): number {
  if (days.length === 0) return 0;
  const said: string[] = [];
  for (let count = 1; count <= 6 && first + count <= pieces.length; count++) {
    const { plain } = pieces[first + count - 1] ?? { plain: '' };
    if (!isNumber(plain) && monthOf(plain) === undefined && !(said.length > 0 && besideDates.has(plain))) return 0;
    if (!besideDates.has(plain)) said.push(plain);
    if (daysOf(said).some((one) => days.some((day) => isSameDay(one, day)))) return count;
    if (said.length === 3) return 0;
  }
  return 0;
}

function daysIn(pieces: readonly Piece[]): Day[] {
  return pieces.flatMap(({ plain }, index) => {
    const alone = daysOf([plain]);
    return alone.length > 0 ? alone : daysOf(pieces.slice(index, index + 3).map((piece) => piece.plain));
  });
}

/** The days that one number of 6 or 8 digits, or three numbers, can mean. */
function daysOf(said: readonly string[]): Day[] {
  const [only = ''] = said;
  if (said.length === 1 && /^\d{8}$/.test(only)) {
    return [
      ...daysOfThree([only.slice(0, 4), only.slice(4, 6), only.slice(6)]),
      ...daysOfThree([only.slice(0, 2), only.slice(2, 4), only.slice(4)]),
    ];
  }
  if (said.length === 1 && /^\d{6}$/.test(only)) return daysOfThree([only.slice(0, 2), only.slice(2, 4), only.slice(4)]);
  return said.length === 3 ? daysOfThree(said) : [];
}

function daysOfThree(said: readonly string[]): Day[] {
  const orders = [
    [0, 1, 2],
    [2, 1, 0],
    [2, 0, 1],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
  ] as const;
  return orders.flatMap(([y, m, d]) => {
    const [year = '', monthSaid = '', dayOfMonth = ''] = [said.at(y), said.at(m), said.at(d)];
    const month = monthOf(monthSaid) ?? Number(monthSaid);
    const day = Number(dayOfMonth);
    const isDay = /^(\d\d|\d{4})$/.test(year) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return isDay && dayOfMonth.length <= 2 ? [{ year: Number(year), month, day }] : [];
  });
}

function isSameDay(a: Day, b: Day): boolean {
  const sameYear = a.year === b.year || ((a.year < 100 || b.year < 100) && a.year % 100 === b.year % 100);
  return sameYear && a.month === b.month && a.day === b.day;
}

function monthOf(plain: string): number | undefined {
  const at = Math.max(months.indexOf(plain), longMonths.indexOf(plain));
  return at < 0 ? undefined : at + 1;
}

/** A part as it may be spelt: with letters written out ("mueller") or not. */
function spellings(part: string): string[] {
  const short = part.replace(/ae|oe|ue/g, ([first = '']) => first);
  return short.length > shortestPart ? [part, short] : [part];
}

/** The words of a text with its German and Nordic letters written out. */
function writtenOutOf(text: string): string[] {
  if (!/[äöüåø]/iu.test(text.normalize('NFC'))) return [];
  const spelt = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[äöüåø]/g, (letter) => writtenOut[letter] ?? letter);
  return piecesOf(spelt).map(({ plain }) => plain);
}

function isLongEnough(part: string): boolean {
  return part.length >= (/\p{Lo}/u.test(part) ? 2 : shortestPart);
}

/** Years and small numbers stand in ordinary sentences by chance. */
function isTellingNumber(digits: string): boolean {
  return digits.length >= shortestNumber || (digits.length === shortestNumber - 1 && !/^(19|20)/.test(digits));
}

function isNumber(plain: string): boolean {
  return /^\d+$/.test(plain);
}

/** Parts that keep their order from another beginning on: "Doe, Jane 7" for "Jane 7 Doe". */
function rotations(pieces: readonly Piece[]): (readonly Piece[])[] {
  return pieces.slice(1, 6).map((_piece, index) => [...pieces.slice(index + 1), ...pieces.slice(0, index + 1)]);
}

function plainOf(pieces: readonly Piece[]): string {
  return pieces.map(({ plain }) => plain).join('');
}

/** Runs of letters and of digits; a capital after a small letter begins one: "caseLee2" is "case", "Lee" and "2". */
function piecesOf(text: string): Piece[] {
  // Signs that are not seen do not part a word; neither do accents.
  const pattern =
    /(?:\p{Lu}[\p{M}\p{Cf}]*)+(?![\p{Ll}])|\p{Lu}?[\p{M}\p{Cf}]*(?:[\p{Ll}\p{Lo}\p{Lm}][\p{M}\p{Cf}]*)+|\p{Lu}|(?:\p{N}\p{Cf}*)+/gu;
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: raw, index: start } of text.matchAll(pattern)) {
    const between = text.slice(end, start);
    pieces.push({
      start,
      end: start + raw.length,
      raw: raw.replace(/[\p{Cf}\p{M}]/gu, ''),
      plain: plainLettersOf(raw),
      isFirst: pieces.length === 0 || /\s/u.test(between),
      beginsSentence: pieces.length === 0 || /[.!?:]["”’)]*\s|\n/u.test(between),
    });
    end = start + raw.length;
  }
  return pieces;
}

function plainLettersOf(text: string): string {
  return [...text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '')]
    .map((letter) => plainLetters[letter] ?? plainLetters[letter.toLowerCase()] ?? letter.toLowerCase())
    .join('')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}

/** The value of a decimal digit of any script: each has its ten in a row. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
