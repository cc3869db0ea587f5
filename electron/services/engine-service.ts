import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Result } from '../../shared/domain/error.js';
import { jobKind, type JobInput, type JobName, type JobOutcome } from '../../shared/domain/job.js';
import { lookupKind, type LookupInput, type LookupName, type LookupOutcome } from '../../shared/domain/lookup.js';
import { EngineClient, type EngineOptions, type JobOptions } from '../worker/client/engine-client.js';
import { createUtilityLauncher, type UtilityProcesses } from '../worker/client/launch-utility.js';
import { cacheFolder, tensorflowFolder } from './folders.js';
import { failed } from '../../shared/words/errors.js';

export type { UtilityProcesses };

export interface EngineServiceOptions extends Pick<EngineOptions, 'entry' | 'patience'> {
  /** Threads of the engine process; left out, all cores. */
  readonly threads?: number;
  /** Processes that train students side by side; left out, one for each core. */
  readonly processes?: number;
  readonly cacheFolder?: string;
  /** In the desktop app, Electron's own processes; left out, Node children. */
  readonly utilityProcesses?: UtilityProcesses;
}

export type CallOptions = Omit<JobOptions, 'stateFolder'>;

/**
 * Threads of a process that trains a student. More would add up sums in another order, and so give
 * other students with other numbers of cores or processes; processes use the cores better anyway.
 */
const taskThreads = 1;

/** What a person can have the engine do, the same for the command line and the window. */
export class EngineService {
  private readonly client: EngineClient;
  private readonly cacheFolder: string;

  constructor(options: EngineServiceOptions = {}) {
    const cores = availableParallelism();
    const width = options.processes ?? cores;
    this.cacheFolder = options.cacheFolder ?? cacheFolder();
    this.client = new EngineClient({
      entry: options.entry,
      patience: options.patience,
      launch: options.utilityProcesses && createUtilityLauncher(options.utilityProcesses),
      settings: { threads: options.threads ?? cores, width, cacheFolder: this.cacheFolder, tensorflowFolder: tensorflowFolder() },
      taskThreads,
    });
  }

  /** Does a job in a process of its own, for the command line as for the window. */
  async run<Name extends JobName>(name: Name, input: JobInput<Name>, options: CallOptions = {}): Promise<Result<JobOutcome<Name>>> {
    const { outcome, traits } = jobKind(name);
    const folder = traits.outputFolder?.(input);
    const stateFolder = folder === undefined ? join(this.cacheFolder, 'state') : join(folder, '.state');
    const deterministic = traits.deterministic?.(input) ?? false;
    return outcomeOf(name, outcome, await this.client.run(name, input, { stateFolder, deterministic, ...options }));
  }

  /** Looks something up for the wizard, in a process that stays for the next time. */
  async lookUp<Name extends LookupName>(name: Name, input: LookupInput<Name>): Promise<Result<LookupOutcome<Name>>> {
    return outcomeOf(name, lookupKind(name).outcome, await this.client.lookUp(name, input));
  }

  /** Ends all processes at once, whatever they are doing. */
  kill(): Promise<void> {
    return this.client.kill();
  }
}

/** What came back, checked where it arrives. */
function outcomeOf<Outcome>(name: string, schema: z.ZodType<Outcome>, result: Result<unknown>): Result<Outcome> {
  if (!result.ok) return result;
  const outcome = schema.safeParse(result.value);
  return outcome.success ? { ok: true, value: outcome.data } : failed('internal', { fault: 'engine-answer-unknown', name });
}
