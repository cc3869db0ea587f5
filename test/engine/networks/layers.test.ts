import { expect, test } from 'vitest';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { GradientNorms } from '../../../electron/engine/networks/influence/gradient-norms.js';
import type { Loss } from '../../../electron/engine/networks/training/losses.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import type { OptimizerSettings } from '../../../electron/engine/networks/training/optimizers/optimizer.js';
import { resolveNetwork } from '../../../electron/engine/networks/shapes.js';
import { trainNetwork } from '../../../electron/engine/networks/training/trainer.js';
import {
  readFixture,
  referenceData,
  referenceWeights,
  summariseUpdate,
  summaryError,
  trainingSeed,
  type TargetKind,
  type UpdateSummary,
} from './reference.js';

interface LayerCase {
  readonly name: string;
  readonly network: Network;
  readonly targets: TargetKind;
  readonly loss: Loss;
  readonly steps: number;
  readonly batchSize: number;
  readonly frozen: readonly string[];
  readonly optimizer: OptimizerSettings;
  readonly updates: Readonly<Record<string, UpdateSummary>>;
  /** Mean over all examples, each as the weights were when it was learned from. */
  readonly meanLoss: number;
  readonly squaredNorms?: readonly number[];
}

const cases = readFixture<LayerCase>('layers.json');

test.each(cases)('$name: an update as in PyTorch', async (layer) => {
  const { network, batchSize, steps, loss, optimizer, frozen } = layer;
  const initialWeights = referenceWeights(network);
  const { outputs } = resolveNetwork(network);
  const training = referenceData(network, batchSize * steps, layer.targets, outputs);
  const outcome = await trainNetwork({
    network,
    initialWeights,
    training,
    loss,
    optimizer,
    batchSize,
    epochs: 1,
    shuffle: false,
    seed: trainingSeed,
    frozen,
    threads: 1,
  });
  expect(Object.keys(layer.updates)).toEqual([...outcome.weights.keys()]);
  for (const [name, { data }] of outcome.weights) {
    const expected = layer.updates[name];
    const before = initialWeights.get(name)?.data ?? new Float32Array();
    const actual = summariseUpdate(name, before, data, expected.projections.length);
    expect(summaryError(actual, expected), name).toBeLessThan(1e-3);
  }
  expect(outcome.history[0].loss).toBeCloseTo(layer.meanLoss, 5);
  expect(openSessions()).toBe(0);
});

test.each(cases.filter(({ squaredNorms }) => squaredNorms))('$name: gradient norms as in PyTorch', async (layer) => {
  const { network, loss, batchSize, targets } = layer;
  const { outputs } = resolveNetwork(network);
  const norms = await GradientNorms.create(network, { loss, threads: 1 });
  const actual = await norms.score(referenceWeights(network), referenceData(network, batchSize, targets, outputs));
  await norms.release();
  layer.squaredNorms?.forEach((expected, example) => {
    expect(Math.abs(actual[example] - expected) / expected).toBeLessThan(1e-4);
  });
  expect(openSessions()).toBe(0);
});
