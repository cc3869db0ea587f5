import { expect, test } from 'vitest';
import type { OptimizerSettings } from '../../../electron/engine/networks/training/optimizers/optimizer.js';
import { cnn1Preset, cnn2Preset } from '../../../electron/engine/networks/presets/cnn.js';
import { denseNetPreset } from '../../../electron/engine/networks/presets/densenet.js';
import { mlpPreset } from '../../../electron/engine/networks/presets/mlp.js';
import type { TrainingPreset } from '../../../electron/engine/networks/presets/preset.js';
import { tinyNetPreset } from '../../../electron/engine/networks/presets/tinynet.js';
import { hasGradient } from '../../../electron/engine/networks/layers/layer.js';
import { elementCount } from '../../../electron/engine/base/numbers/shape.js';
import { listWeights, resolveNetwork } from '../../../electron/engine/networks/shapes.js';
import { trainNetwork } from '../../../electron/engine/networks/training/trainer.js';
import {
  readFixture,
  referenceData,
  referenceWeights,
  summariseUpdate,
  summaryError,
  trainingSeed,
  type UpdateSummary,
} from './reference.js';

interface PresetCase {
  readonly name: string;
  readonly batchSize: number;
  readonly optimizer: OptimizerSettings;
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  readonly meanLoss: number;
  readonly updates: Readonly<Record<string, UpdateSummary>>;
}

const grey = { inputShape: [1, 28, 28], classes: 10 } as const;
const colour = { inputShape: [3, 32, 32], classes: 10 } as const;
const presets: Readonly<Record<string, TrainingPreset>> = {
  mlp: mlpPreset(grey),
  'mlp, dropout': mlpPreset({ ...grey, dropout: true }),
  'mlp, batch normalisation': mlpPreset({ ...grey, batchNormalization: true }),
  'cnn-1': cnn1Preset(grey),
  'cnn-2': cnn2Preset(colour),
  densenet: denseNetPreset(colour),
  'densenet, smooth': smooth(denseNetPreset(colour)),
  'tinynet-1': tinyNetPreset(1),
  'tinynet-2': tinyNetPreset(2),
  'tinynet-3': tinyNetPreset(3),
};

/** A step of DenseNet's 100 layers takes seconds, and many times that where other work takes the cores. */
const oneStepOnBusyMachine = 240_000;

/**
 * In 6 million values some lie so near 0 that the last bit decides whether their ReLU passes:
 * PyTorch's own single precision errs by 2e-3 here. Without kinks the same graph is compared closely.
 */
const tolerances: Readonly<Record<string, number>> = { densenet: 3e-2 };

function smooth(preset: TrainingPreset): TrainingPreset {
  const nodes = preset.network.nodes.map((node) => (node.kind === 'relu' ? { ...node, kind: 'silu' as const } : node));
  return { ...preset, network: { ...preset.network, nodes } };
}

test.each(readFixture<PresetCase>('presets.json'))(
  '$name: weights and one step as in PyTorch',
  async (reference) => {
    const preset = presets[reference.name];
    const { network, loss, optimizer } = preset;
    expect(optimizer).toEqual(reference.optimizer);
    const weights = listWeights(network);
    expect(Object.fromEntries(weights.map(({ name, shape }) => [name, shape]))).toEqual(reference.shapes);

    const initialWeights = referenceWeights(network);
    const outcome = await trainNetwork({
      network,
      initialWeights,
      training: referenceData(network, reference.batchSize, 'one-hot', resolveNetwork(network).outputs),
      loss,
      optimizer,
      batchSize: reference.batchSize,
      epochs: 1,
      shuffle: false,
      seed: trainingSeed,
      threads: 1,
    });
    expect(outcome.history[0].loss).toBeCloseTo(reference.meanLoss, 4);
    for (const [name, { data }] of outcome.weights) {
      const expected = reference.updates[name];
      const before = initialWeights.get(name)?.data ?? new Float32Array();
      const actual = summariseUpdate(name, before, data, expected.projections.length);
      expect(summaryError(actual, expected), name).toBeLessThan(tolerances[reference.name] ?? 1e-3);
    }
  },
  oneStepOnBusyMachine,
);

test.each([
  [1, 90_000],
  [2, 300_000],
  [3, 2_000_000],
] as const)('TinyNet-%i holds about %i parameters, most of them in its dense layers', (size, parameters) => {
  const weights = listWeights(tinyNetPreset(size).network).filter(hasGradient);
  const count = (part: typeof weights): number => part.reduce((total, { shape }) => total + elementCount(shape), 0);
  expect(Math.abs(count(weights) / parameters - 1)).toBeLessThan(0.01);
  expect(count(weights.filter(({ name }) => name.startsWith('dense')))).toBeGreaterThan(0.9 * count(weights));
});
