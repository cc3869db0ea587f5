/** Numbers and days as English reports write them, whatever the machine's language and time zone. */

/** "1,234". */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share of 1: "5%", "0.5%". */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))}%`;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** "20 November 2026", in UTC. */
export function day(time: string): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "20 November 2026, 10:05:07 UTC". */
export function moment(time: string): string {
  return `${day(time)}, ${new Date(time).toISOString().slice(11, 19)} UTC`;
}

/** A corrected or plain p: "0.46", "0.046", "0.0005". */
export function pValue(p: number): string {
  if (p >= 0.1) return p.toFixed(2);
  return p >= 0.001 ? p.toFixed(3) : String(Number(p.toPrecision(1)));
}

/** A change in points of probability: "+25", "-0.3". */
export function signed(points: number): string {
  const digits = Math.abs(points) >= 10 ? 0 : 1;
  return `${points < 0 ? '-' : '+'}${Math.abs(points).toFixed(digits)}`;
}

/** "1 point", "12 points", "0.4 points". */
export function points(value: number): string {
  const digits = Math.abs(value) >= 10 || Number.isInteger(value) ? 0 : 1;
  const written = value.toFixed(digits);
  return `${written} ${written === '1' ? 'point' : 'points'}`;
}

/** "1 image", "1,234 images". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}

/** A time that nobody knows exactly: "40 seconds", "5 minutes", "2 hours", "2 hours 20 minutes". */
export function roughDuration(seconds: number): string {
  if (seconds < 55) return plural(Math.max(1, seconds < 10 ? Math.round(seconds) : 5 * Math.round(seconds / 5)), 'second');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return plural(minutes, 'minute');
  const tens = 10 * Math.round(minutes / 10);
  const [hours, rest] = [Math.floor(tens / 60), tens % 60];
  return `${plural(hours, 'hour')}${rest === 0 ? '' : ` ${plural(rest, 'minute')}`}`;
}
