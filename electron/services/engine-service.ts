import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Result } from '../../shared/domain/error.js';
import {
  auditOutcomeSchema,
  devicesOutcomeSchema,
  identifyOutcomeSchema,
  inspectOutcomeSchema,
  selfCheckOutcomeSchema,
  trainOutcomeSchema,
  type AuditInput,
  type AuditOutcome,
  type DevicesInput,
  type DevicesOutcome,
  type IdentifyInput,
  type IdentifyOutcome,
  type InspectInput,
  type InspectOutcome,
  type SelfCheckInput,
  type SelfCheckOutcome,
  type TrainInput,
  type TrainOutcome,
  reportOutcomeSchema,
  type ReportInput,
  type ReportOutcome,
} from '../../shared/domain/job.js';
import { EngineClient, type EngineOptions, type JobOptions } from '../worker/client/engine-client.js';
import { createUtilityLauncher, type UtilityProcesses } from '../worker/client/launch-utility.js';
import { cacheFolder, tensorflowFolder } from './folders.js';

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

  audit(input: AuditInput, options: CallOptions = {}): Promise<Result<AuditOutcome>> {
    return this.run('audit', input, auditOutcomeSchema, join(input.outputFolder, '.state'), options, input.spec.method.deterministic);
  }

  train(input: TrainInput, options: CallOptions = {}): Promise<Result<TrainOutcome>> {
    return this.run('train', input, trainOutcomeSchema, join(input.outputFolder, '.state'), options, input.spec.deterministic);
  }

  inspect(input: InspectInput, options: CallOptions = {}): Promise<Result<InspectOutcome>> {
    return this.run('inspect', input, inspectOutcomeSchema, join(this.cacheFolder, 'state'), options);
  }

  identify(input: IdentifyInput, options: CallOptions = {}): Promise<Result<IdentifyOutcome>> {
    return this.run('identify', input, identifyOutcomeSchema, join(this.cacheFolder, 'state'), options);
  }

  devices(input: DevicesInput, options: CallOptions = {}): Promise<Result<DevicesOutcome>> {
    return this.run('devices', input, devicesOutcomeSchema, join(this.cacheFolder, 'state'), options);
  }

  selfCheck(input: SelfCheckInput, options: CallOptions = {}): Promise<Result<SelfCheckOutcome>> {
    return this.run('self-check', input, selfCheckOutcomeSchema, join(this.cacheFolder, 'state'), options);
  }

  /** Runs a look-up of the wizard; `outcome` is what it has to come to. */
  async lookUp<Outcome>(task: string, input: unknown, outcome: z.ZodType<Outcome>): Promise<Result<Outcome>> {
    const result = await this.client.lookUp(task, input);
    return result.ok ? { ok: true, value: outcome.parse(result.value) } : result;
  }

  /** Writes the PDF of a finding. */
  renderReport(input: ReportInput, options: CallOptions = {}): Promise<Result<ReportOutcome>> {
    return this.run('report', input, reportOutcomeSchema, join(this.cacheFolder, 'state'), options);
  }

  /** Ends all processes at once, whatever they are doing. */
  kill(): Promise<void> {
    return this.client.kill();
  }

  private async run<Outcome>(
    job: string,
    input: unknown,
    outcome: z.ZodType<Outcome>,
    stateFolder: string,
    options: CallOptions,
    deterministic = false,
  ): Promise<Result<Outcome>> {
    const result = await this.client.run(job, input, { stateFolder, deterministic, ...options });
    return result.ok ? { ok: true, value: outcome.parse(result.value) } : result;
  }
}
