import { expect, test } from 'vitest';
import { GradientNorms } from '../../../../electron/engine/networks/influence/gradient-norms.js';
import type { Loss } from '../../../../electron/engine/networks/training/losses.js';
import type { Network } from '../../../../electron/engine/networks/network.js';
import type { OptimizerSettings } from '../../../../electron/engine/networks/training/optimizers/optimizer.js';
import { resolveNetwork } from '../../../../electron/engine/networks/shapes.js';
import { trainNetwork } from '../../../../electron/engine/networks/training/trainer.js';
import {
  readFixture,
  referenceData,
  referenceWeights,
  summariseUpdate,
  summaryError,
  trainingSeed,
  type TargetKind,
  type UpdateSummary,
} from '../../networks/reference.js';
import { liveTensors } from './library.js';

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
  readonly meanLoss: number;
  readonly squaredNorms?: readonly number[];
}

/** TensorFlow's processors have no gradient of a dilated convolution. */
const isDilated = ({ network }: LayerCase): boolean =>
  network.nodes.some((node) => node.kind === 'convolution' && node.dilations.some((step) => step > 1));
const all = readFixture<LayerCase>('layers.json');
const cases = all.filter((layer) => !isDilated(layer));

function options(layer: LayerCase) {
  const { network, batchSize, steps, loss, optimizer, frozen } = layer;
  const training = referenceData(network, batchSize * steps, layer.targets, resolveNetwork(network).outputs);
  return {
    network,
    initialWeights: referenceWeights(network),
    training,
    loss,
    optimizer,
    batchSize,
    epochs: 1,
    shuffle: false,
    seed: trainingSeed,
    frozen,
    runtime: 'tensorflow',
  } as const;
}

test.each(cases)('$name: an update as in PyTorch', async (layer) => {
  const before = liveTensors();
  const { initialWeights } = options(layer);
  const outcome = await trainNetwork(options(layer));
  expect(outcome.device).toMatch(/^tensorflow \d/);
  expect(Object.keys(layer.updates)).toEqual([...outcome.weights.keys()]);
  for (const [name, { data }] of outcome.weights) {
    const expected = layer.updates[name];
    const start = initialWeights.get(name)?.data ?? new Float32Array();
    expect(summaryError(summariseUpdate(name, start, data, expected.projections.length), expected), name).toBeLessThan(1e-3);
  }
  expect(outcome.history[0].loss).toBeCloseTo(layer.meanLoss, 5);
  expect(liveTensors()).toBe(before);
});

test.each(cases.filter(({ squaredNorms }) => squaredNorms))('$name: gradient norms as in PyTorch', async (layer) => {
  const before = liveTensors();
  const { network, loss, batchSize, targets } = layer;
  const norms = await GradientNorms.create(network, { loss, runtime: 'tensorflow' });
  const actual = await norms.score(referenceWeights(network), referenceData(network, batchSize, targets, resolveNetwork(network).outputs));
  await norms.release();
  layer.squaredNorms?.forEach((expected, example) => {
    expect(Math.abs(actual[example] - expected) / expected).toBeLessThan(1e-4);
  });
  expect(liveTensors()).toBe(before);
});

test.each(all.filter(isDilated))('$name: is refused with its node named', async (layer) => {
  await expect(trainNetwork(options(layer))).rejects.toMatchObject({
    code: 'model-unsupported',
    message: expect.stringContaining('dilated convolution') as string,
  });
});
