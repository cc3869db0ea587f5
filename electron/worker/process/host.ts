import { EngineError } from '../../engine/base/error.js';
import type { ObservationListener } from '../../../shared/domain/run.js';
import { useTensorflowAt } from '../../engine/runtimes/tensorflow/library.js';
import type { Registry } from '../../jobs/job.js';
import { toWorkerSchema, type FromWorker, type ToWorker, type WorkerSettings } from '../messages.js';
import type { Port } from '../port.js';
import { perform } from './perform.js';
import { ProgressPacer } from './progress-pacer.js';
import { TaskRequests } from './task-requests.js';

const beatMilliseconds = 1000;

/**
 * The worker's side of the line: runs the registry's jobs and tasks on request. A message that is
 * none of the parent's ends the process with an error, as it means that the two sides differ.
 */
export class WorkerHost {
  private readonly running = new Map<number, AbortController>();
  private readonly tasks = new TaskRequests((message) => this.send(message));
  private settings: WorkerSettings | undefined;

  constructor(
    private readonly port: Port,
    private readonly registry: Registry,
    /** Ends this process. */
    private readonly exit: (code: number) => void,
  ) {
    port.onClose(() => exit(0));
    port.onMessage((message) => this.receive(toWorkerSchema.parse(message)));
  }

  private receive(message: ToWorker): void {
    if (message.type === 'start') {
      this.start(message.settings);
      return;
    }
    if (this.settings === undefined) {
      throw new Error(`The worker got "${message.type}" before "start".`);
    }
    switch (message.type) {
      case 'run-job':
      case 'run-task':
        void this.run(message, this.settings);
        break;
      case 'cancel':
        this.running.get(message.id)?.abort();
        break;
      case 'task-progress':
        this.tasks.progress(message.id, message.progress);
        break;
      case 'task-done':
        this.tasks.done(message.id, message.result);
        break;
      case 'stop':
        this.exit(0);
        break;
    }
  }

  private start(settings: WorkerSettings): void {
    this.settings = settings;
    if (settings.tensorflowFolder !== undefined) useTensorflowAt(settings.tensorflowFolder);
    setInterval(() => this.send({ type: 'beat' }), beatMilliseconds);
    const resumableJobs = [...this.registry.jobs].filter(([, job]) => job.resumable).map(([name]) => name);
    this.send({ type: 'ready', resumableJobs });
  }

  private async run(message: Extract<ToWorker, { type: 'run-job' | 'run-task' }>, settings: WorkerSettings): Promise<void> {
    const { id, name, input } = message;
    const controller = new AbortController();
    this.running.set(id, controller);
    const pacer = new ProgressPacer((progress) => this.send({ type: 'progress', id, progress }));
    const context = {
      signal: controller.signal,
      onProgress: pacer.listener,
      threads: settings.threads,
      cacheFolder: settings.cacheFolder,
    };
    const result = await perform(input, () => {
      if (message.type === 'run-task') {
        const task = named(this.registry.tasks, name);
        return [task.input, (parsed) => task.run(parsed, context)];
      }
      const job = named(this.registry.jobs, name);
      const onObservation: ObservationListener = (observation) => this.send({ type: 'observation', id, observation });
      const parallel = this.tasks.createRunner(settings.width, controller.signal);
      return [job.input, (parsed) => job.run(parsed, { ...context, parallel, onObservation, stateFolder: message.stateFolder })];
    });
    this.running.delete(id);
    this.send({ type: 'done', id, result });
  }

  private send(message: FromWorker): void {
    this.port.send(message);
  }
}

function named<Work>(works: ReadonlyMap<string, Work>, name: string): Work {
  const work = works.get(name);
  if (work === undefined) {
    throw new EngineError('internal', { fault: 'work-unknown', name });
  }
  return work;
}
