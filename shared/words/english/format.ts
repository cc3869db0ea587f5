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
