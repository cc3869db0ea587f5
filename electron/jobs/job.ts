import type { z } from 'zod';
import type { Progress, ProgressListener } from '../../shared/domain/progress.js';
import type { ObservationListener } from '../../shared/domain/run.js';

/**
 * A job turns plain data into plain data, with progress, cancel and resume. Tasks are the pieces of
 * a job that run in sibling processes. Both are checked against their schemas when they arrive in
 * another process, so neither side trusts the other's types.
 */

/**
 * Runs tasks in sibling processes: one native runtime to a process, `width` of them at once. The
 * port through which a job trains its students in parallel.
 */
export interface TaskRunner {
  readonly width: number;
  /**
   * Outputs in the order of `inputs`. A task whose process dies is tried once more. Rejects with
   * the first failure, after cancelling the rest; aborting the job's signal cancels all.
   */
  run<Input, Output>(task: Task<Input, Output>, inputs: readonly Input[], listener?: TaskListener<Output>): Promise<Output[]>;
}

export interface TaskListener<Output> {
  onProgress?(index: number, progress: Progress): void;
  /** Called when a task ends, in whatever order they end. */
  onOutput?(index: number, output: Output): void;
}

export interface TaskContext {
  /** Aborted on cancel; it is seen only when the event loop turns, so await between units of work. */
  readonly signal: AbortSignal;
  readonly onProgress: ProgressListener;
  /** Threads that the native runtime may use in this process. */
  readonly threads: number;
  /** What outlives a job and serves the next one, such as students of a model. */
  readonly cacheFolder: string;
}

export interface JobContext extends TaskContext {
  readonly parallel: TaskRunner;
  /** Gets what is measured as it is measured, for those who watch. */
  readonly onObservation?: ObservationListener;
  /** What a job keeps to resume from; empty or of this very job when it starts. */
  readonly stateFolder: string;
}

interface Work<Input, Output, Context> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** Throws `EngineError` for every failure a person can meet. */
  run(input: Input, context: Context): Promise<Output>;
}

export type Task<Input, Output> = Work<Input, Output, TaskContext>;

export interface Job<Input, Output> extends Work<Input, Output, JobContext> {
  /** Whether it goes on from its state folder, so that a crashed process is worth starting again. */
  readonly resumable: boolean;
}

/** A job or task whose types are known to its schemas alone. */
export type AnyTask = Task<unknown, unknown>;
export type AnyJob = Job<unknown, unknown>;

/** The jobs and tasks that a worker process offers, by name. */
export interface Registry {
  readonly jobs: ReadonlyMap<string, AnyJob>;
  readonly tasks: ReadonlyMap<string, AnyTask>;
}

export function createRegistry(jobs: readonly AnyJob[], tasks: readonly AnyTask[]): Registry {
  return {
    jobs: new Map(jobs.map((job) => [job.name, job])),
    tasks: new Map(tasks.map((task) => [task.name, task])),
  };
}
