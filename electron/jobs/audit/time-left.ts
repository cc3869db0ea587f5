import { performance } from 'node:perf_hooks';
import type { Progress } from '../../../shared/domain/progress.js';

type Phase = Progress['phase'];

/** Seconds of expected work after which it is known how much longer than expected things take. */
const seconds = 3;

/**
 * What is left of a job whose phases were expected to take so many seconds each, by how long they have
 * taken so far. It only falls: where more turns out to be left, it stays until that is less.
 */
export class TimeLeft {
  private readonly order: readonly Phase[];
  private readonly startedAt: number;
  private current = 0;
  private share = 0;
  private shown = Infinity;

  constructor(
    private readonly expected: ReadonlyMap<Phase, number>,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {
    this.order = [...expected.keys()];
    this.startedAt = now();
  }

  /** Seconds left after a step of progress; undefined in a phase that was not expected. */
  after({ phase, done, total }: Progress): number | undefined {
    const index = this.order.indexOf(phase);
    if (index < 0) return undefined;
    const share = total > 0 ? Math.min(1, done / total) : 1;
    if (index > this.current || (index === this.current && share >= this.share)) [this.current, this.share] = [index, share];
    const worked = this.sum(0, this.current) + this.share * this.secondsOf(this.current);
    const left = this.sum(0, this.order.length) - worked;
    const slowness = worked >= seconds ? (this.now() - this.startedAt) / worked : 1;
    this.shown = Math.min(this.shown, left * slowness);
    return this.shown;
  }

  private sum(first: number, end: number): number {
    let sum = 0;
    for (let index = first; index < end; index++) sum += this.secondsOf(index);
    return sum;
  }

  private secondsOf(index: number): number {
    return this.expected.get(this.order[index]) ?? 0;
  }
}
