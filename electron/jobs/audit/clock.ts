import { performance } from 'node:perf_hooks';
import { TimeLeft } from './time-left.js';
import type { Progress, ProgressListener } from '../../../shared/domain/progress.js';

type Phase = Progress['phase'];

/** Times the phases of a job and hands their progress on. */
export class Clock {
  readonly startedAt = new Date().toISOString();
  private readonly start = performance.now();
  private readonly seconds = new Map<Phase, number>();

  private timeLeft: TimeLeft | undefined;

  constructor(private readonly listener: ProgressListener) {}

  /**
   * From now on progress tells what is left of these phases, whose seconds are expected; others cost nothing.
   * @param slowness how many times longer than that they may take on this machine
   */
  expect(phases: ReadonlyMap<Phase, number>, slowness: number): void {
    this.timeLeft = new TimeLeft(phases, slowness);
  }

  private tell(progress: Progress): void {
    const secondsLeft = this.timeLeft?.after(progress);
    this.listener({ ...progress, ...(secondsLeft === undefined ? {} : { secondsLeft }) });
  }

  /** Runs one phase; `report` takes what is done of the total that was announced. */
  async phase<Value>(
    phase: Phase,
    total: number,
    unit: string,
    work: (report: (done: number, total?: number) => void) => Promise<Value>,
    detail?: string,
  ): Promise<Value> {
    const began = performance.now();
    const report = (done: number, of = total) => this.tell({ phase, done, total: of, unit, ...(detail === undefined ? {} : { detail }) });
    report(0);
    try {
      return await work(report);
    } finally {
      this.add(phase, began);
    }
  }

  /** For work that changes its phase by itself: `start` ends the phase before. */
  sequence(): PhaseSequence {
    let current: { phase: Phase; began: number; done: number; total: number; unit: string } | undefined;
    const end = () => {
      if (current) this.add(current.phase, current.began);
      current = undefined;
    };
    const report = () => {
      if (current)
        this.tell({ phase: current.phase, done: Math.min(current.done, current.total), total: current.total, unit: current.unit });
    };
    return {
      start: (phase, total, unit) => {
        end();
        current = { phase, began: performance.now(), done: 0, total, unit };
        report();
      },
      advance(amount) {
        if (current) current.done += amount;
        report();
      },
      end,
    };
  }

  private add(phase: Phase, began: number): void {
    this.seconds.set(phase, (this.seconds.get(phase) ?? 0) + (performance.now() - began) / 1000);
  }

  get phases(): { phase: string; seconds: number }[] {
    return [...this.seconds].map(([phase, seconds]) => ({ phase, seconds }));
  }

  get elapsed(): number {
    return (performance.now() - this.start) / 1000;
  }
}

/** Work in phases, as far as those that work have to know. */
export type Phases = Pick<Clock, 'phase'>;

export interface PhaseSequence {
  start(phase: Phase, total: number, unit: string): void;
  advance(amount: number): void;
  end(): void;
}
