import type { Result } from '../../../shared/domain/error.js';
import { answer } from './outcome.js';
import { WorkerProcess, type RequestOptions, type WorkerOptions } from './worker-process.js';

/**
 * Processes that run the engine's tasks beside it, at most `width` of them; each is kept for the
 * next task until the pool stops. A task whose process dies is tried once more in a new one.
 */
export class ProcessPool {
  private readonly processes = new Set<WorkerProcess>();
  private readonly idle: WorkerProcess[] = [];
  private readonly waiting: (() => void)[] = [];
  private busy = 0;
  private closed = false;

  constructor(
    private readonly options: WorkerOptions,
    private readonly width: number,
  ) {}

  async run(name: string, input: unknown, options: RequestOptions): Promise<Result<unknown>> {
    await this.takeTurn();
    try {
      if (this.closed) {
        return answer({ kind: 'cancelled' }, 1);
      }
      for (let attempt = 1; ; attempt++) {
        const process = this.takeProcess();
        const ending = await process.run({ type: 'run-task', name, input }, options);
        if (process.alive) {
          this.idle.push(process);
        } else {
          this.processes.delete(process);
        }
        if (ending.kind !== 'crashed' || attempt === 2 || this.closed || options.signal?.aborted) {
          return answer(ending, attempt);
        }
      }
    } finally {
      this.busy -= 1;
      this.waiting.shift()?.();
    }
  }

  /** Ends all processes at once and starts none any more; what they were running ends as crashed. */
  async kill(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.processes].map((process) => process.kill()));
    this.forget();
  }

  async stop(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.processes].map((process) => process.stop()));
    this.forget();
  }

  private async takeTurn(): Promise<void> {
    while (this.busy >= this.width) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    this.busy += 1;
  }

  private takeProcess(): WorkerProcess {
    for (let process = this.idle.pop(); process !== undefined; process = this.idle.pop()) {
      if (process.alive) {
        return process;
      }
      this.processes.delete(process);
    }
    const process = new WorkerProcess(this.options);
    this.processes.add(process);
    return process;
  }

  private forget(): void {
    this.processes.clear();
    this.idle.length = 0;
  }
}
