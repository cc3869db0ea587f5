import type { z } from 'zod';
import { jobs, type JobInput, type JobName, type JobOutcome } from '../../shared/domain/job.js';
import { lookups, type LookupInput, type LookupName, type LookupOutcome } from '../../shared/domain/lookup.js';
import type { Progress, ProgressListener } from '../../shared/domain/progress.js';
import type { ObservationListener } from '../../shared/domain/run.js';

/**
 * A job turns plain data into plain data, with progress, cancel and resume. Tasks are the pieces of
 * a job that run in sibling processes. What each takes and what it comes to is checked against its
 * schema once, where it arrives in another process, so neither side trusts the other's types.
 */

/**
 * Runs tasks in sibling processes: one native runtime to a process, `width` of them at once. The
 * port through which a job trains its students in parallel.
 */
export interface TaskRunner {
  readonly width: number;
  /**
   * Outputs in the order of `inputs`, which are taken one by one as a process is free. A task whose process dies is tried once more. Rejects with
   * the first failure, after cancelling the rest; aborting the job's signal cancels all.
   */
  run<Input, Output>(task: Task<Input, Output>, inputs: Iterable<Input>, listener?: TaskListener<Output>): Promise<Output[]>;
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

export interface Task<Input, Output> {
  readonly name: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
  /** Throws `EngineError` for every failure a person can meet. */
  run(input: Input, context: TaskContext): Promise<Output>;
}

export interface Job<Input, Output> {
  readonly input: z.ZodType<Input>;
  /** Whether it goes on from its state folder, so that a crashed process is worth starting again. */
  readonly resumable: boolean;
  /** Throws `EngineError` for every failure a person can meet. */
  run(input: Input, context: JobContext): Promise<Output>;
}

/** What does the job of this name; the table of shared/domain/job.ts says what it takes and what it comes to. */
export type JobHandler<Name extends JobName> = Omit<Job<JobInput<Name>, JobOutcome<Name>>, 'input'>;
export type JobHandlers = { readonly [Name in JobName]: JobHandler<Name> };

/** What looks up the thing of this name; the table of shared/domain/lookup.ts says what it takes and what it comes to. */
export type LookupHandler<Name extends LookupName> = Task<LookupInput<Name>, LookupOutcome<Name>>['run'];
export type LookupHandlers = { readonly [Name in LookupName]: LookupHandler<Name> };

/** A job or task whose types are known to its schemas alone. */
export type AnyTask = Task<unknown, unknown>;
export type AnyJob = Job<unknown, unknown>;

/** The jobs and tasks that a worker process offers, by name. */
export interface Registry {
  readonly jobs: ReadonlyMap<string, AnyJob>;
  readonly tasks: ReadonlyMap<string, AnyTask>;
}

export function createRegistry(jobs: Readonly<Record<string, AnyJob>>, tasks: readonly AnyTask[]): Registry {
  return { jobs: new Map(Object.entries(jobs)), tasks: new Map(tasks.map((task) => [task.name, task])) };
}

/** Jobs by name, with what each takes. */
export function jobsOf(handlers: Partial<JobHandlers>): Readonly<Record<string, AnyJob>> {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handler]: [string, JobHandler<JobName>]) => [
      name,
      { ...handler, input: jobs[name as JobName].input },
    ]),
  );
}

/** Look-ups as tasks. */
export function lookupsOf(handlers: LookupHandlers): readonly AnyTask[] {
  return Object.entries(handlers).map(([name, run]: [string, LookupHandler<LookupName>]) => {
    const { input, outcome: output } = lookups[name as LookupName];
    return { name, input, output, run };
  });
}
