import { fileURLToPath } from 'node:url';
import type { Result } from '../../../shared/domain/error.js';
import type { ProgressListener } from '../../../shared/domain/progress.js';
import type { ObservationListener } from '../../../shared/domain/run.js';
import { tensorflowEnvironment } from './environment.js';
import type { Launcher } from './launch.js';
import { launchNodeChild } from './launch-node-child.js';
import type { FromWorker, WorkerSettings } from '../messages.js';
import { answer } from './outcome.js';
import { ProcessPool } from './process-pool.js';
import { defaultPatience, WorkerProcess, type Ending, type Patience, type WorkerOptions } from './worker-process.js';

export interface EngineOptions {
  readonly settings: WorkerSettings;
  /** Threads of each task process. */
  readonly taskThreads: number;
  readonly patience?: Partial<Patience>;
  /** Left out: the engine's own entry, as a Node child. */
  readonly entry?: string;
  readonly launch?: Launcher;
}

export interface JobOptions {
  readonly stateFolder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
  readonly onObservation?: ObservationListener;
  /** Called when the process has died and the job goes on in a new one; `how` says how it died. */
  readonly onRestart?: (how: string) => void;
  /** Whether TensorFlow, where it computes, is to give the same bits each time. */
  readonly deterministic?: boolean;
}

/** Long look-ups, such as reading a large folder, leave one process for the short ones. */
const lookupProcesses = 2;

/** entry.ts in development, entry.js in the packaged program. */
const engineEntry = fileURLToPath(new URL(`../process/entry${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url));

/**
 * Runs jobs in processes of their own. Each job gets a fresh process, so that one job's native
 * runtime, memory and crash are no concern of the next. A resumable job whose process crashes is
 * started once more. The processes end with the job, and by themselves when this process is gone.
 */
export class EngineClient {
  private readonly active = new Set<{ kill(): Promise<void> }>();
  private lookups: ProcessPool | undefined;

  constructor(private readonly options: EngineOptions) {}

  /** Never rejects for what a job does: crashes, hangs and cancellation are coded errors. */
  async run(job: string, input: unknown, options: JobOptions): Promise<Result<unknown>> {
    const first = await this.attempt(job, input, options);
    if (first.ending.kind !== 'crashed' || !first.resumable || options.signal?.aborted) {
      return answer(first.ending, 1);
    }
    options.onRestart?.(first.ending.detail);
    const second = await this.attempt(job, input, options);
    return answer(second.ending, 2);
  }

  /**
   * Runs one short task in a process that stays for the next one, so that a person who changes a
   * number does not wait for a process to start.
   */
  lookUp(task: string, input: unknown, options: Pick<JobOptions, 'signal' | 'onProgress'> = {}): Promise<Result<unknown>> {
    this.lookups ??= new ProcessPool(this.workerOptions('Engram look-ups', this.options.settings), lookupProcesses);
    return this.lookups.run(task, input, options);
  }

  /** Ends all processes at once. */
  async kill(): Promise<void> {
    await Promise.all([...this.active, ...(this.lookups ? [this.lookups] : [])].map((running) => running.kill()));
    this.lookups = undefined;
  }

  private async attempt(job: string, input: unknown, options: JobOptions): Promise<{ ending: Ending; resumable: boolean }> {
    const { settings } = this.options;
    const engine = new WorkerProcess(this.workerOptions('Engram engine', settings, options));
    const pool = new ProcessPool(
      this.workerOptions('Engram task', { ...settings, threads: this.options.taskThreads }, options),
      settings.width,
    );
    const running = {
      kill: async () => {
        await Promise.all([engine.kill(), pool.kill()]);
      },
    };
    this.active.add(running);
    try {
      const ending = await engine.run(
        { type: 'run-job', name: job, input, stateFolder: options.stateFolder },
        {
          signal: options.signal,
          onProgress: options.onProgress,
          onObservation: options.onObservation,
          onTask: createTaskDesk(engine, pool),
        },
      );
      await (ending.kind === 'answered' ? Promise.all([engine.stop(), pool.stop()]) : running.kill());
      return { ending, resumable: engine.resumableJobs.includes(job) };
    } finally {
      this.active.delete(running);
    }
  }

  private workerOptions(name: string, settings: WorkerSettings, { deterministic }: Pick<JobOptions, 'deterministic'> = {}): WorkerOptions {
    const { tensorflowFolder, threads } = settings;
    return {
      name,
      environment: tensorflowFolder === undefined ? {} : tensorflowEnvironment(tensorflowFolder, threads, { deterministic }),
      entry: this.options.entry ?? engineEntry,
      launch: this.options.launch ?? launchNodeChild,
      patience: { ...defaultPatience, ...this.options.patience },
      settings,
    };
  }
}

/** Takes the engine's requests for tasks to the pool and brings the answers back. */
function createTaskDesk(
  engine: WorkerProcess,
  pool: ProcessPool,
): (message: Extract<FromWorker, { type: 'task' | 'task-cancel' }>) => void {
  const open = new Map<number, AbortController>();
  return (message) => {
    const { id } = message;
    if (message.type === 'task-cancel') {
      open.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    open.set(id, controller);
    const onProgress: ProgressListener = (progress) => engine.send({ type: 'task-progress', id, progress });
    void pool.run(message.name, message.input, { signal: controller.signal, onProgress }).then((result) => {
      open.delete(id);
      engine.send({ type: 'task-done', id, result });
    });
  };
}
