import { throwIfCancelled } from '../../base/error.js';
import { augmentRows, copyRows, epochOrder } from './batches.js';
import { diverged } from './divergence.js';
import type { Evaluation } from './evaluation.js';
import { createOptimizer } from './optimizers/create-optimizer.js';
import type { StepRunner } from './step-runner.js';
import type { TrainingOptions } from './training-options.js';

/** Rows of up to 32 MiB go to the runtime at once, at most 100 steps: enough that starting a run costs nothing. */
const mostFloatsInRun = 2 ** 23;
const mostStepsInRun = 100;
/** A run should end within this time, so that a cancelled training stops soon. */
const longestRun = 1000;

/** Trains one epoch (counted from 0) and gives its mean loss, accuracy and number of steps. */
export async function runEpoch(
  options: TrainingOptions,
  runner: StepRunner,
  epoch: number,
  stepsBefore: number,
  learningRate: number,
): Promise<Evaluation & { readonly steps: number }> {
  const { training, batchSize, seed } = options;
  const optimizer = createOptimizer(options.optimizer);
  training.startEpoch?.(epoch);
  const order = epochOrder(training.count, epoch, seed, options.shuffle);
  const stepsThatFit = Math.max(1, Math.min(mostStepsInRun, Math.floor(mostFloatsInRun / (batchSize * training.exampleLength))));
  let stepsInRun = stepsThatFit;
  let steps = 0;
  let loss = 0;
  let correct = 0;
  for (let start = 0; start < training.count;) {
    throwIfCancelled(options.signal);
    const left = training.count - start;
    const size = Math.min(batchSize, left);
    const count = Math.min(stepsInRun, Math.floor(left / size));
    const indices = order.subarray(start, start + count * size);
    const rows = copyRows(training, indices);
    if (options.augmentation) augmentRows(rows, indices, training.exampleLength, options.augmentation, seed, epoch);
    const first = stepsBefore + steps;
    const stepSizes = Float32Array.from({ length: count }, (_, step) => optimizer.stepSize(learningRate, first + step + 1));
    const began = performance.now();
    const sums = await runner.run(rows, size, stepSizes, first);
    const took = performance.now() - began;
    if (!Number.isFinite(sums.loss)) throw diverged(epoch);
    loss += sums.loss;
    correct += sums.correct;
    steps += count;
    start += count * size;
    // How many steps share a run changes no number: each step computes the same either way.
    stepsInRun = Math.max(1, Math.min(stepsThatFit, Math.floor((longestRun * count) / took)));
    const total = options.epochs * training.count;
    options.onProgress?.({ phase: 'train', detail: `epoch ${epoch + 1}`, done: epoch * training.count + start, total, unit: 'examples' });
  }
  return { loss: loss / training.count, accuracy: correct / training.count, steps };
}
