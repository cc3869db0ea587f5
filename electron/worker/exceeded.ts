import { boundedWorks, type BoundedWork } from '../../shared/domain/bounded-work.js';

/** What bounded work took too much of. */
export interface Exceeded {
  readonly what: 'time' | 'memory';
  readonly work: BoundedWork;
}

const mark = 'engram-exceeded';

function linesOf(what: Exceeded['what']): string[] {
  return boundedWorks.map((work) => `\n${mark} ${what} ${work}\n`);
}

/** What a process writes to its standard error before it ends itself, by kind of work in the order of their table. */
export const exceededLine: Readonly<Record<Exceeded['what'], readonly string[]>> = { time: linesOf('time'), memory: linesOf('memory') };

/** What a process that has ended said that it had exceeded; undefined where it ended otherwise. */
export function exceededIn(stderr: string): Exceeded | undefined {
  const [, what, work] = new RegExp(`^${mark} (time|memory) (\\w+)$`, 'm').exec(stderr) ?? [];
  const known = boundedWorks.find((one) => one === work);
  return known === undefined ? undefined : { what: what === 'time' ? 'time' : 'memory', work: known };
}
