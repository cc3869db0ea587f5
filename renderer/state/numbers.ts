import type { Settings } from '../../shared/domain/settings.js';

/** Numbers and dates as the person's language writes them, and numbers read back the same way. */
export class Numbers {
  private readonly locale: string | undefined;
  private readonly decimal: string;
  /** A number whose digits are grouped by threes, and nothing that only looks like it: 0.5 is no 5 in German. */
  private readonly grouped: RegExp;
  private readonly groups: RegExp;

  constructor(choice: Settings['numbers']) {
    this.locale = choice === 'system' ? undefined : choice;
    const parts = new Intl.NumberFormat(this.locale).formatToParts(12345.6);
    this.decimal = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
    const group = parts.find(({ type }) => type === 'group')?.value ?? '';
    // Spaces of every kind group digits in some language, and a person types the plain one.
    const separator = `[\\s'’${group.replace(/[\]\\^-]/g, '\\$&')}]`;
    this.groups = new RegExp(separator, 'gu');
    this.grouped = new RegExp(`^[+-]?\\d{1,3}(${separator}\\d{3})+(\\D\\d*)?$`, 'u');
  }

  count(value: number): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: 0 }).format(value);
  }

  /** To so many significant digits. */
  number(value: number, digits = 3): string {
    return new Intl.NumberFormat(this.locale, { maximumSignificantDigits: digits }).format(value);
  }

  fixed(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
  }

  percent(share: number, decimals = 0): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent', maximumFractionDigits: decimals }).format(share);
  }

  signed(value: number, decimals = 1): string {
    return new Intl.NumberFormat(this.locale, {
      signDisplay: 'exceptZero',
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value);
  }

  p(value: number): string {
    if (value < 0.001) return `< ${this.fixed(0.001, 3)}`;
    return this.fixed(value, value < 0.1 ? 3 : 2);
  }

  bytes(value: number): string {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, value)) / 10));
    return `${this.number(value / 1024 ** step)} ${units[step]}`;
  }

  date(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
  }

  day(iso: string): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: 'medium' }).format(new Date(iso));
  }

  duration(seconds: number): string {
    const whole = Math.max(0, Math.round(seconds));
    if (whole < 60) return `${whole} s`;
    if (whole < 3600)
      return whole % 60 === 0 || whole >= 600 ? `${Math.round(whole / 60)} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
    return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
  }

  /** As it stands in a field: without grouping, which would get in the way of typing. */
  write(value: number): string {
    return new Intl.NumberFormat(this.locale, { useGrouping: false, maximumSignificantDigits: 15 }).format(value);
  }

  /** Undefined where the text is no number in this language. */
  read(text: string): number | undefined {
    const signed = text.trim().replace(/\u2212/g, '-');
    const digits = this.grouped.test(signed) ? signed.replace(this.groups, '') : signed;
    // With a decimal comma, a point that groups nothing is a mistake and not a decimal point.
    if (this.decimal !== '.' && digits.includes('.')) return undefined;
    const plain = digits.replace(this.decimal, '.');
    return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
  }
}
