/** Numbers as people read them in the summaries of jobs. */

/** "1 image", "1,234 images". */
export function plural(number: number, noun: string, several = `${noun}s`): string {
  return `${formatCount(number)} ${number === 1 ? noun : several}`;
}

/** "1,234". */
export function formatCount(number: number): string {
  return number.toLocaleString('en-US');
}

/** A share of 1: "97.3%". */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
