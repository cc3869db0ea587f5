import type { Result } from '../../../shared/domain/error.js';
import type { Progress, ProgressListener } from '../../../shared/domain/progress.js';
import { EngineError, throwIfCancelled } from '../../engine/base/error.js';
import type { Task, TaskListener, TaskRunner } from '../../jobs/job.js';
import type { FromWorker } from '../messages.js';

interface Open {
  readonly onProgress: ProgressListener;
  readonly resolve: (result: Result<unknown>) => void;
}

/** The engine process's end of the task runner: asks the parent to run tasks in sibling processes. */
export class TaskRequests {
  private readonly open = new Map<number, Open>();
  private requests = 0;

  constructor(private readonly send: (message: FromWorker) => void) {}

  progress(id: number, progress: Progress): void {
    this.open.get(id)?.onProgress(progress);
  }

  done(id: number, result: Result<unknown>): void {
    this.open.get(id)?.resolve(result);
    this.open.delete(id);
  }

  createRunner(width: number, signal: AbortSignal): TaskRunner {
    return {
      width,
      run: (task, inputs, listener) => this.runAll(task, inputs, width, signal, listener),
    };
  }

  /** `width` lanes take the inputs in order; after the first failure they take no more. */
  private async runAll<Input, Output>(
    task: Task<Input, Output>,
    inputs: Iterable<Input>,
    width: number,
    jobSignal: AbortSignal,
    listener: TaskListener<Output> = {},
  ): Promise<Output[]> {
    const failed = new AbortController();
    const signal = AbortSignal.any([jobSignal, failed.signal]);
    const waiting = inputs[Symbol.iterator]();
    const outputs: Output[] = [];
    const failures: unknown[] = [];
    let taken = 0;
    const lane = async (): Promise<void> => {
      while (!signal.aborted) {
        const next = waiting.next();
        if (next.done) return;
        const index = taken++;
        try {
          const value = await this.ask(task.name, next.value, signal, (progress) => listener.onProgress?.(index, progress));
          const output = task.output.parse(value);
          outputs[index] = output;
          listener.onOutput?.(index, output);
        } catch (error) {
          failures.push(error);
          failed.abort();
        }
      }
    };
    await Promise.all(Array.from({ length: width }, lane));
    throwIfCancelled(jobSignal);
    if (failures.length > 0) {
      throw failures[0];
    }
    return outputs;
  }

  private async ask(name: string, input: unknown, signal: AbortSignal, onProgress: ProgressListener): Promise<unknown> {
    const id = this.requests++;
    const cancel = (): void => this.send({ type: 'task-cancel', id });
    const result = await new Promise<Result<unknown>>((resolve) => {
      this.open.set(id, { onProgress, resolve });
      this.send({ type: 'task', id, name, input });
      signal.addEventListener('abort', cancel, { once: true });
    });
    signal.removeEventListener('abort', cancel);
    if (!result.ok) {
      throw new EngineError(result.error.code, result.error);
    }
    return result.value;
  }
}
