import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { bounded } from '../../../electron/engine/base/bounds.js';
import { EngineError, throwIfCancelled } from '../../../electron/engine/base/error.js';
import { createRegistry, type Job, type Task } from '../../../electron/jobs/job.js';

const countInputSchema = z.strictObject({
  to: z.int(),
  /** Pause after each number, in milliseconds. */
  pause: z.number(),
  /** Ends the process at this number, `crashTimes` times in all. */
  crashAt: z.int().optional(),
  crashTimes: z.int().default(1),
  /** Blocks the event loop at this number, for ever. */
  hangAt: z.int().optional(),
  /** Does not look at its signal. */
  deaf: z.boolean().default(false),
  /** Starts from 0 each time. */
  forget: z.boolean().default(false),
});
type CountInput = z.infer<typeof countInputSchema>;

const countOutputSchema = z.strictObject({ sum: z.number(), startedAt: z.int(), pid: z.int() });
type CountOutput = z.infer<typeof countOutputSchema>;

/** Sums 1..to, one number a step; goes on from the number that it kept in its state folder, and notes its process there. */
async function count(input: CountInput, folder: string, signal: AbortSignal, report: (done: number) => void): Promise<CountOutput> {
  appendFileSync(join(folder, 'processes.txt'), `${process.pid}\n`);
  const kept = join(folder, 'count.json');
  const startedAt = existsSync(kept) && !input.forget ? z.int().parse(JSON.parse(readFileSync(kept, 'utf8'))) : 0;
  for (let done = startedAt + 1; done <= input.to; done++) {
    await sleep(input.pause);
    if (!input.deaf) {
      throwIfCancelled(signal);
    }
    // At once or not at all: tests kill this process at any moment.
    writeFileSync(`${kept}.new`, String(done));
    renameSync(`${kept}.new`, kept);
    report(done);
    if (done === input.crashAt && crashesSoFar(folder) < input.crashTimes) {
      writeFileSync(join(folder, 'crashes.json'), String(crashesSoFar(folder) + 1));
      process.kill(process.pid, 'SIGSEGV');
      await sleep(60_000);
    }
    while (done === input.hangAt) {
      // Blocks the event loop as an endless native call would.
    }
  }
  return { sum: (input.to * (input.to + 1)) / 2, startedAt, pid: process.pid };
}

function crashesSoFar(folder: string): number {
  const path = join(folder, 'crashes.json');
  return existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
}

function progressOf(done: number, total: number) {
  return { phase: 'strings', detail: `process ${process.pid}`, done, total, unit: 'numbers' } as const;
}

const countJob: Job<CountInput, CountOutput> = {
  resumable: true,
  input: countInputSchema,
  run: (input, context) => count(input, context.stateFolder, context.signal, (done) => context.onProgress(progressOf(done, input.to))),
};

const countOnceJob: Job<CountInput, CountOutput> = { ...countJob, resumable: false };

const taskInputSchema = z.strictObject({ folder: z.string(), count: countInputSchema });
type TaskInput = z.infer<typeof taskInputSchema>;

const countTask: Task<TaskInput, CountOutput> = {
  name: 'count-task',
  input: taskInputSchema,
  output: countOutputSchema,
  run: (input, context) => count(input.count, input.folder, context.signal, (done) => context.onProgress(progressOf(done, input.count.to))),
};

const fanOutInputSchema = z.array(taskInputSchema);
const fanOutJob: Job<TaskInput[], CountOutput[]> = {
  resumable: true,
  input: fanOutInputSchema,
  run: (inputs, context) => {
    writeFileSync(join(context.stateFolder, 'engine.txt'), String(process.pid));
    return context.parallel.run(countTask, inputs, { onProgress: (_index, progress) => context.onProgress(progress) });
  },
};

const failJob: Job<{ how: string; secrets?: { text: string } }, null> = {
  resumable: true,
  input: z.strictObject({ how: z.string(), secrets: z.strictObject({ text: z.string() }).optional() }),
  run: (input) => {
    switch (input.how) {
      case 'coded':
        throw new EngineError('images-empty', { message: 'The folder holds no images.', hint: 'Choose another.' });
      case 'memory':
        throw new RangeError('Array buffer allocation failed');
      case 'babble':
        process.send?.({ type: 'gossip' });
        return sleep(60_000).then(() => null);
      case 'exit':
        process.exit(3);
        break;
      default:
        throw new Error(`Cannot stamp ${input.secrets?.text}.`);
    }
  },
};

const exceedInputSchema = z.strictObject({ how: z.enum(['time', 'memory', 'wait', 'within']) });

/** Work that is bounded to a second and 300 MB; where its memory is asked for, to a time that no busy machine needs for that. */
const exceedJob: Job<z.infer<typeof exceedInputSchema>, number> = {
  resumable: true,
  input: exceedInputSchema,
  run: ({ how }, { stateFolder }) => {
    appendFileSync(join(stateFolder, 'processes.txt'), `${process.pid}\n`);
    return bounded({ work: 'answering', seconds: how === 'memory' ? 120 : 1, bytes: 3e8 }, async () => {
      if (how === 'wait') await sleep(3000);
      const held: Buffer[] = [];
      while (how === 'memory') {
        held.push(Buffer.alloc(2 ** 20, 1));
      }
      const began = performance.now();
      while (how === 'time' || performance.now() - began < 200) {
        // Blocks the event loop as a native call would.
      }
      return held.length;
    });
  },
};

/** Names of the environment variables that a worker has. */
const environmentJob: Job<null, string[]> = {
  resumable: false,
  input: z.null(),
  run: async () => Object.keys(process.env),
};

export const probeRegistry = createRegistry(
  { count: countJob, 'count-once': countOnceJob, 'fan-out': fanOutJob, fail: failJob, exceed: exceedJob, environment: environmentJob },
  [countTask],
);
