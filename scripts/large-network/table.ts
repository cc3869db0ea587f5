import type { Row } from './row.js';

/** The rows as a Markdown table: one line a network. docs/large-network.md holds it, and a test compares. */
export function markdownTable(rows: readonly Row[]): string[] {
  const cells = rows.map(({ data, seed, network, mark, training, audit }) => [
    `${data}, seed ${seed}`,
    network === 'planted' ? `planted, ${mark.copies} records of ${training.images}` : 'clean',
    percent(training.accuracy),
    `${percent(Math.min(...audit.students.agreement))} to ${percent(Math.max(...audit.students.agreement))}`,
    movesOf(audit),
    verdictOf(audit, 'text'),
    verdictOf(audit, 'kind'),
    `${(audit.seconds / 60).toFixed(0)} min`,
    `${((audit.peakMemoryMiB.allProcesses ?? audit.peakMemoryMiB.engine) / 1024).toFixed(1)} GiB`,
  ]);
  const head = [
    'pair',
    'network',
    'accuracy',
    'students agree',
    'mark moves the answer (students)',
    'this text',
    'marks of this kind',
    'audit took',
    'memory at most',
  ];
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`);
}

function verdictOf({ claims }: Row['audit'], name: 'text' | 'kind'): string {
  const claim = claims.find((candidate) => candidate.claim === name);
  if (claim === undefined) return 'none';
  return claim.pAdjusted === null ? claim.verdict : `${claim.verdict} (p = ${claim.pAdjusted.toPrecision(2)})`;
}

/** In points of probability of the record's class, and what the same mark does to the distilled references. */
function movesOf({ effect: { points, comparablePoints } }: Row['audit']): string {
  return `${points.toFixed(1)} points${comparablePoints === null ? '' : ` (${comparablePoints.toFixed(1)})`}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`;
}
