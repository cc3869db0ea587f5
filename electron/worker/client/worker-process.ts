import type { Result } from '../../../shared/domain/error.js';
import type { ProgressListener } from '../../../shared/domain/progress.js';
import type { ObservationListener } from '../../../shared/domain/run.js';
import type { Child, Launcher } from './launch.js';
import { fromWorkerSchema, type FromWorker, type ToWorker, type WorkerSettings } from '../messages.js';
import { exceededIn, type Exceeded } from '../exceeded.js';
import { SilenceWatch } from './silence-watch.js';

/**
 * How long a worker may be silent, and how long it may take to obey, in seconds. A native run
 * blocks the worker's event loop, so silence while it computes is no sign of trouble until it is
 * longer than any single run or model load should be.
 */
export interface Patience {
  readonly start: number;
  readonly computing: number;
  readonly idle: number;
  readonly cancel: number;
  readonly stop: number;
}

export const defaultPatience: Patience = { start: 60, computing: 15 * 60, idle: 60, cancel: 30, stop: 5 };

/** How a process ended that was not told to. */
export interface Death {
  readonly kind: 'crashed' | 'hung' | 'exceeded';
  /** "signal SIGSEGV", "exit code 1", "silent for 900 s". */
  readonly detail: string;
  readonly outOfMemory: boolean;
  /** What it ended itself for. */
  readonly exceeded?: Exceeded;
}

export type Ending = { readonly kind: 'answered'; readonly result: Result<unknown> } | { readonly kind: 'cancelled' } | Death;

/** A job or task for a worker. */
export type Request =
  | { readonly type: 'run-job'; readonly name: string; readonly input: unknown; readonly stateFolder: string }
  | { readonly type: 'run-task'; readonly name: string; readonly input: unknown };

export interface RequestOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: ProgressListener;
  readonly onObservation?: ObservationListener;
  /** Gets the worker's own requests for tasks. */
  readonly onTask?: (message: Extract<FromWorker, { type: 'task' | 'task-cancel' }>) => void;
}

export interface WorkerOptions {
  readonly entry: string;
  /** What people see it called in a list of processes. */
  readonly name: string;
  readonly launch: Launcher;
  readonly settings: WorkerSettings;
  readonly patience: Patience;
  /** Added to what the process sees of the environment. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Running extends RequestOptions {
  readonly id: number;
  /** Whether the process has been told of it. */
  begun: boolean;
  readonly end: (ending: Ending) => void;
}

/** One worker process, started and supervised: it runs one request at a time until it is stopped or dies. */
export class WorkerProcess {
  private readonly child: Child;
  private readonly watch: SilenceWatch;
  private readonly exited: Promise<void>;
  private readonly whenReady: Promise<void>;
  private becomeReady: () => void = () => undefined;
  private death: Death | undefined;
  private running: Running | undefined;
  private requests = 0;
  /** Names of the jobs that are worth starting again after a crash; known once it is ready. */
  resumableJobs: readonly string[] = [];

  constructor(private readonly options: WorkerOptions) {
    this.whenReady = new Promise((resolve) => (this.becomeReady = resolve));
    this.child = options.launch(options.entry, options);
    this.child.port.onMessage((message) => this.receive(message));
    this.exited = new Promise((resolve) => {
      this.child.onExit((how, stderr) => {
        const exceeded = exceededIn(stderr);
        const kind = exceeded === undefined ? 'crashed' : 'exceeded';
        this.die({ kind, detail: how, outOfMemory: saysOutOfMemory(`${how}\n${stderr}`), exceeded });
        resolve();
      });
    });
    this.watch = new SilenceWatch((seconds) => {
      this.die({ kind: 'hung', detail: `silent for ${seconds} s`, outOfMemory: false });
      this.child.kill();
    });
    this.watch.expect(options.patience.start);
    this.send({ type: 'start', settings: options.settings });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  get alive(): boolean {
    return this.death === undefined;
  }

  /** Resolves however it ends: answered, cancelled, or with the death of the process. */
  async run(request: Request, options: RequestOptions = {}): Promise<Ending> {
    if (this.running !== undefined) {
      throw new Error('A worker process runs one request at a time.');
    }
    const id = this.requests++;
    const ending = new Promise<Ending>((end) => (this.running = { ...options, id, begun: false, end }));
    const cancel = (): void => this.cancel(id);
    options.signal?.addEventListener('abort', cancel, { once: true });
    if (this.death !== undefined) {
      this.end(this.death);
    } else if (options.signal?.aborted) {
      this.end({ kind: 'cancelled' });
    } else {
      void this.whenReady.then(() => this.begin(id, request));
    }
    try {
      return await ending;
    } finally {
      options.signal?.removeEventListener('abort', cancel);
    }
  }

  send(message: ToWorker): void {
    this.child.port.send(message);
  }

  /** Asks the process to end, and ends it when it has not within `patience.stop`. */
  async stop(): Promise<void> {
    this.send({ type: 'stop' });
    const timer = setTimeout(() => this.child.kill(), this.options.patience.stop * 1000);
    await this.exited;
    clearTimeout(timer);
  }

  async kill(): Promise<void> {
    this.child.kill();
    await this.exited;
  }

  private begin(id: number, request: Request): void {
    if (this.running?.id === id) {
      this.running.begun = true;
      this.watch.expect(this.options.patience.computing);
      this.send({ ...request, id });
    }
  }

  private receive(data: unknown): void {
    const parsed = fromWorkerSchema.safeParse(data);
    if (!parsed.success) {
      this.die({ kind: 'crashed', detail: 'it sent a message that is none of its own', outOfMemory: false });
      this.child.kill();
      return;
    }
    this.watch.heard();
    const message = parsed.data;
    switch (message.type) {
      case 'ready':
        this.resumableJobs = message.resumableJobs;
        this.watch.expect(this.options.patience.idle);
        this.becomeReady();
        break;
      case 'progress':
        if (message.id === this.running?.id) {
          this.running.onProgress?.(message.progress);
        }
        break;
      case 'observation':
        if (message.id === this.running?.id) {
          this.running.onObservation?.(message.observation);
        }
        break;
      case 'done':
        if (message.id === this.running?.id) {
          this.watch.expect(this.options.patience.idle);
          this.end({ kind: 'answered', result: message.result });
        }
        break;
      case 'task':
      case 'task-cancel':
        this.running?.onTask?.(message);
        break;
      case 'beat':
        break;
    }
  }

  /** Asks the running request to end; one that does not answer in time takes its process with it. */
  private cancel(id: number): void {
    if (this.running?.id !== id || !this.running.begun) {
      this.end({ kind: 'cancelled' });
      return;
    }
    this.send({ type: 'cancel', id });
    const timer = setTimeout(() => {
      if (this.running?.id === id) {
        this.end({ kind: 'cancelled' });
        this.child.kill();
      }
    }, this.options.patience.cancel * 1000);
    void this.exited.then(() => clearTimeout(timer));
    timer.unref();
  }

  private end(ending: Ending): void {
    const running = this.running;
    this.running = undefined;
    running?.end(ending);
  }

  private die(death: Death): void {
    this.watch.stop();
    this.death ??= death;
    this.end(this.death);
  }
}

function saysOutOfMemory(text: string): boolean {
  return /bad_alloc|out of memory|allocation failed/i.test(text);
}
