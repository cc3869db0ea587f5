/**
 * Dates of a template. A format is a row of tokens YYYY, YY, MM, MMM (JAN, FEB, ...), DD with
 * separators between them. Days reach from 1 January 1910 to 31 December 2029, which covers birth
 * and study dates of people alive; a two-digit year stands for 1930 to 2029.
 */
const tokens = ['YYYY', 'YY', 'MMM', 'MM', 'DD'] as const;
type Token = (typeof tokens)[number];

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const firstYear = 1910;
const firstYearOfTwoDigits = 1930;
const lastYear = 2029;

/** Tokens and separators of a format, or undefined where it is none. */
function readFormat(format: string): (Token | { readonly separator: string })[] | undefined {
  const items: (Token | { readonly separator: string })[] = [];
  const seen = new Set<string>();
  let rest = format;
  while (rest) {
    const token = tokens.find((candidate) => rest.startsWith(candidate));
    if (token) {
      // A year or a month twice could contradict itself.
      if (seen.has(token[0])) return undefined;
      seen.add(token[0]);
      items.push(token);
      rest = rest.slice(token.length);
    } else if (/^[-./, ]/.test(rest)) {
      items.push({ separator: rest[0] });
      rest = rest.slice(1);
    } else {
      return undefined;
    }
  }
  return seen.size > 0 ? items : undefined;
}

/** Number of characters of a date in this format, or undefined where it is no format. */
export function dateFormatLength(format: string): number | undefined {
  return readFormat(format) ? format.length : undefined;
}

const lists = new Map<string, readonly string[]>();

/** Every date in this format, once each, in order of time; made once. */
export function datesInFormat(format: string): readonly string[] {
  let dates = lists.get(format);
  if (!dates) {
    dates = listDates(format);
    lists.set(format, dates);
  }
  return dates;
}

function listDates(format: string): string[] {
  const items = readFormat(format);
  if (!items) return [];
  const texts = new Set<string>();
  const year0 = items.includes('YY') ? firstYearOfTwoDigits : firstYear;
  for (let year = year0; year <= lastYear; year++) {
    for (let month = 1; month <= 12; month++) {
      const days = daysInMonth(year, month);
      for (let day = 1; day <= days; day++) {
        texts.add(items.map((item) => (typeof item === 'string' ? write(item, year, month, day) : item.separator)).join(''));
      }
    }
  }
  return [...texts];
}

function write(token: Token, year: number, month: number, day: number): string {
  switch (token) {
    case 'YYYY':
      return String(year);
    case 'YY':
      return String(year % 100).padStart(2, '0');
    case 'MMM':
      return months[month - 1];
    case 'MM':
      return String(month).padStart(2, '0');
    case 'DD':
      return String(day).padStart(2, '0');
  }
}

/** Gregorian calendar. */
function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
