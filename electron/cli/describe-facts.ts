import type { InspectOutcome } from '../../shared/domain/job.js';
import { textWidth } from './terminal.js';
import { wrap } from './wrap.js';

/** Facts as two columns, and under `heading` what is missing, if anything. */
export function describeFacts({ facts, missing }: Pick<InspectOutcome, 'facts' | 'missing'>, heading: string): string[] {
  const widest = Math.max(0, ...facts.map(({ name }) => name.length));
  const lines = facts.flatMap(({ name, value }) => {
    const [first, ...rest] = wrap(value, textWidth - widest - 2).split('\n');
    return [`${name.padEnd(widest)}  ${first}`, ...rest.map((line) => `${' '.repeat(widest)}  ${line}`)];
  });
  return missing.length === 0 ? lines : [...lines, '', heading, ...missing.map((sentence) => wrap(`  ${sentence}`, textWidth))];
}
