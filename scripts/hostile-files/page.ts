import type { Attacked } from './attack.js';

/** What a table says of all files of a kind. */
export interface Summary {
  readonly kind: string;
  readonly files: number;
  readonly read: number;
  readonly found: number;
  readonly refused: number;
  /** Refusals that nobody foresaw, processes that died, and those that had to be ended. */
  readonly unforeseen: number;
  readonly crashed: number;
  readonly ended: number;
  readonly longest: number;
  readonly most: number;
}

export function summarise(all: readonly Attacked[]): Summary[] {
  return [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const own = all.filter((one) => one.kind === kind);
    const count = (...outcomes: readonly string[]) => own.filter(({ outcome }) => outcomes.includes(outcome)).length;
    const bad = count('internal', 'engine-crashed', 'engine-hung', 'out-of-memory');
    return {
      kind,
      files: own.length,
      read: count('read'),
      found: count('found'),
      refused: own.length - count('read', 'found') - bad,
      unforeseen: count('internal'),
      crashed: count('engine-crashed'),
      ended: count('engine-hung', 'out-of-memory'),
      longest: Math.max(...own.map(({ computed }) => computed).filter(Number.isFinite)),
      most: Math.max(...own.map(({ memory }) => memory).filter(Number.isFinite)),
    };
  });
}

const names: Readonly<Record<string, string>> = { model: 'Models', picture: 'Pictures and arrays', evidence: 'Reports' };

/** The page of a run; `facts` says when and with what. */
export function pageOf(all: readonly Attacked[], { command, facts }: { readonly command: string; readonly facts: string }): string {
  const rows = summarise(all).map(
    (one) =>
      `| ${names[one.kind] ?? one.kind} | ${one.files} | ${one.read} | ${one.found} | ${one.refused} | ${one.unforeseen} | ${one.crashed} | ${one.ended} | ${one.longest.toFixed(1)} s | ${one.most} MiB |`,
  );
  return `# Files that are damaged or made to do harm

\`${command}\`, ${facts}

Each file is a sound one of the tests that was spoiled by chance: cut off, bits turned, a number made absurd, a part
repeated, lost or taken from another file, or another beginning. It is read by the engine as a person's file is, in a
process of its own. "Read" is what was spoiled where it does not show: a weight, a pixel, a report whose first page is
still drawn. "Found not to hold" is a report whose verification says so. Time is what the
process computed, memory what it took beyond what it held before.

| | files | read | found not to hold | refused with a reason | unforeseen | process died | had to be ended | longest | most memory |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}

A file that the engine cannot end by itself is stopped after 10 seconds of reading or 30 of computing for an image, and
2 GB beyond the model's own size; four models made for that stand in \`test/fixtures/hostile-models\`.
`;
}
