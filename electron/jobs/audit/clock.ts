import { performance } from 'node:perf_hooks';
import type { Progress, ProgressListener } from '../../../shared/domain/progress.js';

type Phase = Progress['phase'];

/** Times the phases of a job and hands their progress on. */
export class Clock {
  readonly startedAt = new Date().toISOString();
  private readonly start = performance.now();
  private readonly seconds = new Map<Phase, number>();

  constructor(private readonly listener: ProgressListener) {}

  /** Runs one phase; `report` takes what is done of the total that was announced. */
  async phase<Value>(phase: Phase, total: number, unit: string, work: (report: (done: number, total?: number) => void) => Promise<Value>, detail?: string): Promise<Value> {
    const began = performance.now();
    const report = (done: number, of = total) => this.listener({ phase, done, total: of, unit, ...(detail === undefined ? {} : { detail }) });
    report(0);
    try {
      return await work(report);
    } finally {
      this.seconds.set(phase, (this.seconds.get(phase) ?? 0) + (performance.now() - began) / 1000);
    }
  }

  get phases(): { phase: string; seconds: number }[] {
    return [...this.seconds].map(([phase, seconds]) => ({ phase, seconds }));
  }

  get elapsed(): number {
    return (performance.now() - this.start) / 1000;
  }
}
