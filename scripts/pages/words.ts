import { testNames, type TestName } from '../../shared/domain/comparisons.js';
import { words } from '../../shared/words/words.js';
import type { NetworkKind } from '../../shared/domain/study.js';
import type { Alarm } from './tables/false-alarms.js';
import type { Share } from './tables/interval.js';
import type { Finder } from './tables/power.js';

export const networkWords: Record<NetworkKind, string> = { mlp: 'MLP', 'cnn-1': 'CNN-1', normalised: 'Batch-normed CNN' };

export const finderWords: Record<Finder | Alarm, string> = {
  ...nameOfTests(),
  'verdict-whole': 'Verdict on the mark as a whole, all candidates counting',
  'verdict-text': 'Verdict on this text, all candidates counting',
  'verdict-kind': 'Verdict on marks of this kind, all candidates counting',
  memorised: 'Verdict on the mark as a whole at 1%, as "memorised" needs, all candidates counting',
  'shipped-whole': 'Verdict on the mark as a whole, as Engram gives it',
  'shipped-text': 'Verdict on this text, as Engram gives it',
  'shipped-kind': 'Verdict on marks of this kind, as Engram gives it',
  'seed-rule': 'Seed rule (M > 0, paired t)',
};

function nameOfTests(): Record<TestName, string> {
  return Object.fromEntries(testNames.map((name) => [name, words.tests[name].name])) as Record<TestName, string>;
}

const order = Object.keys(finderWords);

/** Tests, verdicts, the seed rule. */
export function inOrder<Row extends { readonly alarm: Alarm }>(rates: readonly Row[]): Row[] {
  return [...rates].sort((one, other) => order.indexOf(one.alarm) - order.indexOf(other.alarm));
}

/** A share in percent, with its interval. */
export function formatShare({ share, interval }: Share): string {
  if (Number.isNaN(share)) return '–';
  return `${percent(share)}${interval ? ` (${percent(interval[0])} to ${percent(interval[1])})` : ''}`;
}

export function percent(value: number): string {
  return `${(100 * value).toFixed(value < 0.1 ? 1 : 0)}%`;
}

/** A number and the word for so many. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
