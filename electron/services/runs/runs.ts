import { words } from '../../../shared/words/words.js';
import { machineFailure } from '../../../shared/words/system-failures.js';
import type { Publish } from '../../../shared/contract/handlers.js';
import type { ErrorData, Result } from '../../../shared/domain/error.js';
import type { Run } from '../../../shared/domain/run.js';
import type { CallOptions } from '../engine-service.js';
import { Failure } from '../failure.js';
import { RunProgress } from './run-progress.js';
import { errorData, failed } from '../../../shared/words/errors.js';

/** What a run does; started again, it goes on where it was stopped. */
export interface Work {
  readonly id: string;
  readonly kind: Run['kind'];
  /** Equal for work that can go on where the other one was stopped. */
  readonly key: string;
  start(options: CallOptions): Promise<Result<{ readonly audit?: string }>>;
  /** Throws away what was measured. */
  discard(): Promise<void>;
  /** Whether it needs the private text before it can go on. */
  needsText(): boolean;
}

interface Entry {
  readonly work: Work;
  controller: AbortController;
  progress: RunProgress;
  state: Run['state'];
  notices: string[];
  error: ErrorData | undefined;
  /** Of a finished audit, its identifier in the register. */
  audit?: string;
  ended: Promise<void>;
}

/** Events of one run are at least so far apart, in milliseconds. */
const eventPace = 150;

/** The audits and self-checks that run or wait, and what is told of them. */
export class Runs {
  private readonly entries = new Map<string, Entry>();
  private readonly pending = new Map<string, NodeJS.Timeout>();

  constructor(private readonly publish: Publish) {}

  knows(id: string): boolean {
    return this.entries.has(id);
  }

  /** Whether the run of this id has failed with another work than that of `key`. */
  failedWith(id: string, key: string): boolean {
    const entry = this.entries.get(id);
    return entry?.state === 'failed' && entry.work.key !== key;
  }

  list(): Run[] {
    return [...this.entries.values()].map(runOf);
  }

  /** Starts work, or goes on with it where it was stopped or has failed. */
  start(work: Work): Run {
    const known = this.entries.get(work.id);
    if (known?.state === 'running' || known?.state === 'pausing') return runOf(known);
    const entry: Entry = {
      work,
      controller: new AbortController(),
      progress: new RunProgress(),
      state: 'running',
      notices: known?.state === 'paused' ? known.notices : [],
      error: undefined,
      ended: Promise.resolve(),
    };
    this.entries.set(work.id, entry);
    entry.ended = this.follow(entry);
    this.tellNow(entry);
    return runOf(entry);
  }

  /** Puts work on the list that was stopped before this process began. */
  addPaused(work: Work): void {
    const entry: Entry = {
      work,
      controller: new AbortController(),
      progress: new RunProgress(),
      state: 'paused',
      notices: [words.notices.runInterrupted],
      error: undefined,
      ended: Promise.resolve(),
    };
    this.entries.set(work.id, entry);
    this.tellNow(entry);
  }

  /** Asks the run to stop; it tells by an event when it has. */
  pause(id: string): void {
    const entry = this.entryOf(id);
    if (entry.state !== 'running') return;
    entry.state = 'pausing';
    this.tellNow(entry);
    entry.controller.abort();
  }

  workOf(id: string): Work {
    return this.entryOf(id).work;
  }

  async discard(id: string): Promise<void> {
    const entry = this.entryOf(id);
    entry.controller.abort();
    await entry.ended;
    await entry.work.discard();
    this.forget(id);
  }

  forget(id: string): void {
    clearTimeout(this.pending.get(id));
    this.pending.delete(id);
    this.entries.delete(id);
  }

  /** Stops everything and waits for it. */
  async close(): Promise<void> {
    for (const { controller } of this.entries.values()) controller.abort();
    await Promise.all([...this.entries.values()].map(({ ended }) => ended));
    for (const timer of this.pending.values()) clearTimeout(timer);
  }

  private async follow(entry: Entry): Promise<void> {
    const result = await startOf(entry.work, {
      signal: entry.controller.signal,
      onProgress: (progress) => {
        entry.progress.progress(progress);
        this.tellSoon(entry);
      },
      onObservation: (observation) => {
        entry.progress.observe(observation);
        this.tellSoon(entry);
      },
      onRestart: (how) => {
        entry.notices.push(words.notices.engineRestarted(how));
        this.tellNow(entry);
      },
    });
    if (result.ok) {
      entry.state = 'done';
      entry.audit = result.value.audit;
    } else if (result.error.code === 'cancelled') {
      entry.state = 'paused';
    } else {
      entry.state = 'failed';
      entry.error = result.error;
    }
    this.tellNow(entry);
  }

  private tellSoon(entry: Entry): void {
    const { id } = entry.work;
    if (!this.pending.has(id))
      this.pending.set(
        id,
        setTimeout(() => this.tellNow(entry), eventPace),
      );
  }

  private tellNow(entry: Entry): void {
    const { id } = entry.work;
    clearTimeout(this.pending.get(id));
    this.pending.delete(id);
    if (this.entries.get(id) === entry) this.publish('run', runOf(entry));
  }

  private entryOf(id: string): Entry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new Failure(errorData('not-found', { fault: 'no-run' }));
    return entry;
  }
}

/** Nothing that work throws may leave its run standing as if it went on. */
async function startOf(work: Work, options: CallOptions): ReturnType<Work['start']> {
  try {
    return await work.start(options);
  } catch (error) {
    const known = error instanceof Failure ? error.data : machineFailure(error);
    return known !== undefined ? { ok: false, error: known } : failed('internal', { fault: 'run-failed' });
  }
}

function runOf({ work, progress, state, notices, error, audit }: Entry): Run {
  return { id: work.id, audit, kind: work.kind, state, ...progress.state, notices: [...notices], error, needsText: work.needsText() };
}
