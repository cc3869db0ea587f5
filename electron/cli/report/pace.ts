import type { Progress } from '../../../shared/domain/progress.js';

/** Speed and time left of the phase at hand, from its own steps. */
export class Pace {
  private phase = '';
  private startedAt = 0;
  private doneAtStart = 0;
  private done = 0;

  constructor(private readonly now: () => number = () => performance.now() / 1000) {}

  /** True when `progress` starts another phase, or the same one anew; its detail may change on the way. */
  follow(progress: Progress): boolean {
    const startsAnew = progress.phase !== this.phase || progress.done < this.done;
    this.done = progress.done;
    if (!startsAnew) {
      return false;
    }
    this.phase = progress.phase;
    this.startedAt = this.now();
    this.doneAtStart = progress.done;
    return true;
  }

  get seconds(): number {
    return this.now() - this.startedAt;
  }

  /** Units per second; undefined until there is something to measure. */
  rate(progress: Progress): number | undefined {
    const done = progress.done - this.doneAtStart;
    return done > 0 && this.seconds > 0 ? done / this.seconds : undefined;
  }

  /** Of the whole job where it knows, else of the phase. */
  secondsLeft(progress: Progress): number | undefined {
    if (progress.secondsLeft !== undefined) return progress.secondsLeft;
    const rate = this.rate(progress);
    return rate === undefined ? undefined : (progress.total - progress.done) / rate;
  }
}

/** "students, student 2 of 5" */
export function phaseName(progress: Progress): string {
  return progress.detail === undefined ? progress.phase : `${progress.phase}, ${progress.detail}`;
}
