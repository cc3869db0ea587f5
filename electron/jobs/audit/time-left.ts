import { performance } from 'node:perf_hooks';
import type { Progress } from '../../../shared/domain/progress.js';

type Phase = Progress['phase'];

/** Share of all expected work for which what was expected weighs as much as what is seen. */
const weightOfExpectation = 0.2;

/** More than this many times what was shown is an error that is worth setting right, by so many seconds at least. */
const gross = 2;
const grossSeconds = 10;

/**
 * What is left of a job whose phases were expected to take so many seconds each on a quiet machine, by
 * how much longer things have taken so far. It falls: where somewhat more turns out to be left, it stays
 * until that is less. Only where more than twice as much is left, it is set right.
 */
export class TimeLeft {
  private readonly order: readonly Phase[];
  private readonly startedAt: number;
  private readonly total: number;
  private current = 0;
  private share = 0;
  private shown = Infinity;

  /** @param slowness how many times longer than expected things take, as far as that is known before they begin */
  constructor(
    private readonly expected: ReadonlyMap<Phase, number>,
    private readonly slowness: number,
    private readonly now: () => number = () => performance.now() / 1000,
  ) {
    this.order = [...expected.keys()];
    this.total = this.sum(0, this.order.length);
    this.startedAt = now();
  }

  /** Seconds left after a step of progress; undefined in a phase that was not expected. */
  after({ phase, done, total }: Progress): number | undefined {
    const index = this.order.indexOf(phase);
    if (index < 0) return undefined;
    const share = total > 0 ? Math.min(1, done / total) : 1;
    // A phase that has only been announced may go on inside another: what came before it is not over yet.
    const goesOn = index > this.current ? share > 0 : index === this.current && share >= this.share;
    if (goesOn) [this.current, this.share] = [index, share];
    const worked = this.sum(0, this.current) + this.share * this.secondsOf(this.current);
    const left = (this.total - worked) * this.slownessBy(worked);
    const wrong = left > gross * this.shown && left - this.shown > grossSeconds;
    this.shown = wrong ? left : Math.min(this.shown, left);
    return this.shown;
  }

  private slownessBy(worked: number): number {
    const weight = weightOfExpectation * this.total;
    if (worked + weight === 0) return this.slowness;
    return (this.now() - this.startedAt + weight * this.slowness) / (worked + weight);
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
