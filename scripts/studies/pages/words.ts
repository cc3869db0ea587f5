import type { ArchitectureFamily } from '../../../shared/domain/verdict.js';
import type { NetworkKind } from '../rows/study-model.js';
import type { Alarm } from '../tables/false-alarms.js';
import type { Share } from '../tables/interval.js';
import type { Finder } from '../tables/power.js';

export const familyWords: Record<ArchitectureFamily, string> = {
  dense: 'Dense networks (MLP)',
  convolutional: 'Convolutional networks (CNN-1)',
  'convolutional-normalised': 'Batch-normed networks with global pooling',
  other: 'Other networks',
};

export const networkWords: Record<NetworkKind, string> = { mlp: 'MLP', 'cnn-1': 'CNN-1', normalised: 'Batch-normed CNN' };

export const finderWords: Record<Finder | Alarm, string> = {
  'same-template-strings': 'Same-template strings',
  'distilled-text': 'Distilled references, this text',
  'distilled-kind': 'Distilled references, marks of this kind',
  'brought-text': 'Brought models, this text',
  'brought-kind': 'Brought models, marks of this kind',
  'pixel-probes': 'Pixel probes',
  'initial-weights': 'Initial weights',
  'permuted-ink': 'Permuted ink',
  'verdict-text': 'Verdict on this text, all candidates counting',
  'verdict-kind': 'Verdict on marks of this kind, all candidates counting',
  memorised: 'Verdict "memorised" on either claim, all candidates counting',
  'shipped-text': 'Verdict on this text, as Engram gives it',
  'shipped-kind': 'Verdict on marks of this kind, as Engram gives it',
  'seed-rule': 'Seed rule (M > 0, paired t)',
};

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
