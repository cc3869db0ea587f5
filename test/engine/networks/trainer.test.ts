import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { readCheckpoint } from '../../../electron/engine/networks/training/checkpoints.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Network, Weights } from '../../../electron/engine/networks/network.js';
import { trainNetwork, type TrainingData, type TrainingOptions } from '../../../electron/engine/networks/training/trainer.js';
import { referenceData } from './reference.js';

const network: Network = {
  inputShape: [6],
  nodes: [
    { kind: 'dense', name: 'hidden', inputs: ['input'], units: 16, useBias: true },
    { kind: 'relu', name: 'relu', inputs: ['hidden'] },
    { kind: 'dense', name: 'logits', inputs: ['relu'], units: 3, useBias: true },
  ],
  output: 'logits',
};

const options: TrainingOptions = {
  network,
  initialWeights: initialiseWeights(network, 1),
  training: referenceData(network, 60, 'one-hot', 3),
  loss: 'softmax-cross-entropy',
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  batchSize: 10,
  epochs: 1,
  shuffle: false,
  seed: 1,
  threads: 1,
};

/** Rows `start` to `end` of data. */
function slice(data: TrainingData, start: number, end: number): TrainingData {
  return {
    ...data,
    count: end - start,
    copyExample: (index, target, offset) => data.copyExample(start + index, target, offset),
    copyTarget: (index, target, offset) => data.copyTarget(start + index, target, offset),
  };
}

const values = (weights: Weights): number[] => [...weights.values()].flatMap(({ data }) => [...data]);

test('many steps in one run of the graph give the bits of steps taken one by one, the last batch being smaller', async () => {
  const together = await trainNetwork({ ...options, training: slice(options.training, 0, 27) });
  let weights = options.initialWeights;
  for (const [start, end] of [
    [0, 10],
    [10, 20],
    [20, 27],
  ]) {
    const training = slice(options.training, start, end);
    ({ weights } = await trainNetwork({ ...options, initialWeights: weights, training }));
  }
  expect(values(together.weights)).toEqual(values(weights));
});

test('learns, and reports loss and accuracy of each epoch', async () => {
  const training = slice(options.training, 0, 20);
  const { history } = await trainNetwork({
    ...options,
    training,
    validation: training,
    epochs: 300,
    optimizer: { kind: 'adam', learningRate: 0.02 },
  });
  expect(history).toHaveLength(300);
  expect(history[299]).toMatchObject({ epoch: 300, learningRate: 0.02, accuracy: 1, validationAccuracy: 1 });
  expect(history[299].loss).toBeLessThan(0.05);
  expect(history[0].loss).toBeGreaterThan(0.9);
});

test('shuffling visits each example once, in another order each epoch', async () => {
  const seen: number[] = [];
  const training: TrainingData = {
    ...options.training,
    copyExample(index, target, offset) {
      seen.push(index);
      options.training.copyExample(index, target, offset);
    },
  };
  await trainNetwork({ ...options, training, shuffle: true, epochs: 2 });
  const epochs = [seen.slice(0, 60), seen.slice(60)];
  const inOrder = Array.from({ length: 60 }, (_, index) => index);
  for (const epoch of epochs) expect([...epoch].sort((a, b) => a - b)).toEqual(inOrder);
  expect(epochs[0]).not.toEqual(epochs[1]);
  expect(epochs[0]).not.toEqual(inOrder);
});

test('stops early and keeps the weights of the lowest validation loss', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'engram-checkpoints-'));
  try {
    const outcome = await trainNetwork({
      ...options,
      training: slice(options.training, 0, 20),
      validation: slice(options.training, 20, 60),
      optimizer: { kind: 'adam', learningRate: 0.05 },
      epochs: 500,
      earlyStopping: { patience: 4 },
      checkpointFolder: folder,
    });
    const losses = outcome.history.map(({ validationLoss }) => validationLoss ?? NaN);
    expect(outcome.epoch).toBe(losses.indexOf(Math.min(...losses)) + 1);
    expect(outcome.history).toHaveLength(outcome.epoch + 4);
    expect(values(await readCheckpoint(folder, outcome.epoch))).toEqual(values(outcome.weights));
    expect(values(await readCheckpoint(folder, 0))).toEqual(values(options.initialWeights));
    await expect(readCheckpoint(folder, 400)).rejects.toMatchObject({
      code: 'state-damaged',
      message: 'The checkpoint of epoch 400 is missing.',
    });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('the learning rate falls by epochs or by the accuracy reached', async () => {
  const rates = async (more: Partial<TrainingOptions>): Promise<number[]> =>
    (await trainNetwork({ ...options, ...more })).history.map(({ learningRate }) => learningRate);
  const every = await rates({ epochs: 5, schedule: { kind: 'every', epochs: 2, factor: 0.1 } });
  every.forEach((rate, epoch) => expect(rate).toBeCloseTo([0.1, 0.1, 0.01, 0.01, 0.001][epoch], 10));

  const { history } = await trainNetwork({
    ...options,
    training: slice(options.training, 0, 12),
    optimizer: { kind: 'adam', learningRate: 0.02 },
    epochs: 150,
    schedule: { kind: 'accuracy', thresholds: [0.6, 0.9], factor: 0.1 },
  });
  let best = 0;
  for (const { accuracy, learningRate } of history) {
    expect(learningRate).toBeCloseTo(best >= 0.9 ? 2e-4 : best >= 0.6 ? 2e-3 : 0.02, 10);
    best = Math.max(best, accuracy);
  }
  expect(best).toBeGreaterThanOrEqual(0.9);
});

test.each([10, 60])('a training that diverges is refused, by its loss or by its last weights (batches of %i)', async (batchSize) => {
  const optimizer = { kind: 'sgd', learningRate: 1e39 } as const;
  await expect(trainNetwork({ ...options, optimizer, batchSize })).rejects.toMatchObject({
    code: 'training-diverged',
    message: 'The training diverged in epoch 1: its numbers are no longer finite.',
    hint: 'Lower the learning rate, or check that the images are scaled as the network expects.',
  });
  expect(openSessions()).toBe(0);
});

test('tells data that an epoch begins, and tells how far it has come', async () => {
  const begun: number[] = [];
  const progress: string[] = [];
  const training = { ...options.training, startEpoch: (epoch: number) => begun.push(epoch) };
  await trainNetwork({
    ...options,
    training,
    epochs: 3,
    onProgress: ({ phase, detail, done, total, unit }) => progress.push(`${phase} ${detail} ${done}/${total} ${unit}`),
  });
  expect(begun).toEqual([0, 1, 2]);
  expect(progress).toEqual([1, 2, 3].map((epoch) => `train epoch ${epoch} ${60 * epoch}/180 examples`));
});

test('cancels', async () => {
  const signal = AbortSignal.abort();
  await expect(trainNetwork({ ...options, signal })).rejects.toMatchObject({ code: 'cancelled' });
  expect(openSessions()).toBe(0);
});

test.each<readonly [string, Partial<TrainingOptions>]>([
  ['The training data are empty.', { training: slice(options.training, 0, 0) }],
  ['The training examples hold 5 numbers; the network takes 6.', { training: { ...options.training, exampleLength: 5 } }],
  ['The validation targets hold 4 numbers; the network gives 3.', { validation: { ...options.training, targetLength: 4 } }],
  ['The batch size must be a whole number above 0, not 0.', { batchSize: 0 }],
  ['The number of epochs must be a whole number above 0, not 1.5.', { epochs: 1.5 }],
  ['The learning rate must be above 0, not NaN.', { optimizer: { kind: 'sgd', learningRate: NaN } }],
  ['Early stopping needs validation data.', { earlyStopping: { patience: 3 } }],
  ['No weight has the name "hidden/gamma" of one to freeze.', { frozen: ['hidden/gamma'] }],
  ['All weights are frozen: there is nothing to train.', { frozen: [...options.initialWeights.keys()] }],
  ['The weight "hidden/kernel" is missing.', { initialWeights: new Map() }],
])('refuses: %s', async (message, more) => {
  await expect(trainNetwork({ ...options, ...more })).rejects.toMatchObject({ code: 'network-invalid', message });
  expect(openSessions()).toBe(0);
});
