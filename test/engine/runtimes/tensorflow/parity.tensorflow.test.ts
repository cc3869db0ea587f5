import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import type { RuntimeName } from '../../../../shared/domain/runtime.js';
import { floatRows, openSession } from '../../../../electron/engine/runtimes/session.js';
import { toOnnxModel } from '../../../../electron/engine/networks/inference-model.js';
import type { Network, ResampleNode, Weights } from '../../../../electron/engine/networks/network.js';
import { cnn1Preset, cnn2Preset } from '../../../../electron/engine/networks/presets/cnn.js';
import { mlpPreset } from '../../../../electron/engine/networks/presets/mlp.js';
import { selfInfluence } from '../../../../electron/engine/networks/influence/self-influence.js';
import { resolveNetwork } from '../../../../electron/engine/networks/shapes.js';
import { trainNetwork } from '../../../../electron/engine/networks/training/trainer.js';
import { referenceData, referenceWeights } from '../../networks/reference.js';
import { liveTensors } from './library.js';

const small = { inputShape: [1, 14, 14], classes: 5 } as const;

/** Strides, uneven padding and a depthwise convolution, each with batch normalisation after it. */
const strided: Network = {
  inputShape: [3, 13, 11],
  nodes: [
    {
      kind: 'convolution',
      name: 'a',
      inputs: ['input'],
      filters: 6,
      kernel: [3, 3],
      strides: [2, 2],
      padding: 'same',
      dilations: [1, 1],
      groups: 1,
      useBias: false,
    },
    { kind: 'batch-normalization', name: 'b', inputs: ['a'], epsilon: 1e-3, momentum: 0.99 },
    { kind: 'relu', name: 'c', inputs: ['b'] },
    {
      kind: 'convolution',
      name: 'd',
      inputs: ['c'],
      filters: 12,
      kernel: [3, 3],
      strides: [1, 1],
      padding: [1, 0, 2, 1],
      dilations: [1, 1],
      groups: 6,
      useBias: true,
    },
    { kind: 'max-pooling', name: 'e', inputs: ['d'], window: [3, 3], strides: [2, 2], padding: 'same', countPadding: false },
    {
      kind: 'convolution',
      name: 'f',
      inputs: ['e'],
      filters: 8,
      kernel: [1, 1],
      strides: [1, 1],
      padding: 'valid',
      dilations: [1, 1],
      groups: 1,
      useBias: true,
    },
    { kind: 'silu', name: 'g', inputs: ['f'] },
    { kind: 'global-average-pooling', name: 'h', inputs: ['g'] },
    { kind: 'dense', name: 'i', inputs: ['h'], units: 5, useBias: true },
  ],
  output: 'i',
};

/** A part of an image, another size, normalisation of each example by itself, and the less common activations. */
const prepared: Network = {
  inputShape: [3, 9, 8],
  nodes: [
    { kind: 'slice', name: 'a', inputs: ['input'], starts: [1, 1, 0], ends: [3, 9, 7] },
    { kind: 'resample', name: 'b', inputs: ['a'], axis: 'rows', matrix: ramp(6, 8) },
    { kind: 'resample', name: 'c', inputs: ['b'], axis: 'columns', matrix: ramp(5, 7) },
    {
      kind: 'convolution',
      name: 'd',
      inputs: ['c'],
      filters: 6,
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'same',
      dilations: [1, 1],
      groups: 1,
      useBias: true,
    },
    { kind: 'group-normalization', name: 'e', inputs: ['d'], groups: 3, epsilon: 1e-3, span: 'image', centred: true },
    { kind: 'elu', name: 'f', inputs: ['e'], slope: 1.3 },
    { kind: 'group-normalization', name: 'g', inputs: ['f'], groups: 1, epsilon: 1e-3, span: 'pixel', centred: false },
    { kind: 'softplus', name: 'h', inputs: ['g'] },
    { kind: 'flatten', name: 'i', inputs: ['h'], order: 'HWC' },
    { kind: 'dense', name: 'j', inputs: ['i'], units: 5, useBias: true },
  ],
  output: 'j',
};

function ramp(after: number, before: number): ResampleNode['matrix'] {
  return { shape: [after, before], data: Float32Array.from({ length: after * before }, (_, index) => ((index * 7) % 11) / 11 - 0.4) };
}

const networks: Readonly<Record<string, Network>> = {
  mlp: mlpPreset({ ...small, dropout: true }).network,
  'cnn-1': cnn1Preset({ ...small, dropout: true }).network,
  'cnn-2': cnn2Preset({ inputShape: [3, 16, 16], classes: 5 }).network,
  'batch-normed cnn-1': cnn1Preset({ ...small, batchNormalization: true }).network,
  strided,
  prepared,
};

async function probabilities(network: Network, weights: Weights, runtime: RuntimeName): Promise<Float32Array> {
  const session = await openSession(toOnnxModel(network, weights, { output: 'softmax' }), { runtime, threads: 1 });
  const data = referenceData(network, 8, 'one-hot', resolveNetwork(network).outputs);
  const images = new Float32Array(8 * data.exampleLength);
  for (let row = 0; row < 8; row++) data.copyExample(row, images, row * data.exampleLength);
  const answers = floatRows((await session.run({ input: new Tensor('float32', images, [8, ...network.inputShape]) })).output);
  await session.release();
  return answers;
}

/** Largest difference, relative to the size of the whole. */
function relativeDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const norm = (values: ArrayLike<number>): number => Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
  return norm(Array.from(a, (value, index) => value - b[index])) / Math.max(norm(b), 1e-12);
}

/** Biases that a batch normalisation right after takes away again. */
function normalisedBiases({ nodes }: Network): ReadonlySet<string> {
  return new Set(nodes.filter(({ kind }) => kind === 'batch-normalization').map(({ inputs }) => `${inputs[0]}/bias`));
}

describe.each(Object.entries(networks))('%s', (_, network) => {
  const initialWeights = referenceWeights(network);
  const { outputs } = resolveNetwork(network);
  const training = referenceData(network, 20 * 8, 'one-hot', outputs);
  const train = (runtime: RuntimeName) =>
    trainNetwork({
      network,
      initialWeights,
      training,
      loss: 'softmax-cross-entropy',
      optimizer: { kind: 'adam', learningRate: 3e-4 },
      batchSize: 8,
      epochs: 1,
      shuffle: true,
      seed: 3,
      threads: 1,
      runtime,
    });

  it('gives the same probabilities', async () => {
    const [onnx, tensorflow] = [
      await probabilities(network, initialWeights, 'onnx'),
      await probabilities(network, initialWeights, 'tensorflow'),
    ];
    expect(Math.max(...onnx.map((value, index) => Math.abs(value - tensorflow[index])))).toBeLessThan(1e-5);
  });

  it('has the same weights after 20 steps, and leaves no tensor behind', async () => {
    const before = liveTensors();
    const [onnx, tensorflow] = [await train('onnx'), await train('tensorflow')];
    expect(liveTensors()).toBe(before);
    for (const [name, { data }] of onnx.weights) {
      // A bias before a batch normalisation has no gradient but rounding, which Adam blows up to full steps.
      if (normalisedBiases(network).has(name)) continue;
      expect(relativeDifference(tensorflow.weights.get(name)?.data ?? [], data), name).toBeLessThan(1e-3);
    }
    expect(tensorflow.history[0].loss).toBeCloseTo(onnx.history[0].loss, 4);
  });

  it('has the same self-influence', async () => {
    const influenceOf = (runtime: RuntimeName) =>
      selfInfluence({
        network,
        checkpoints: [{ learningRate: 0.1, load: () => Promise.resolve(initialWeights) }],
        data: referenceData(network, 12, 'one-hot', outputs),
        loss: 'softmax-cross-entropy',
        weighByLearningRate: true,
        threads: 1,
        runtime,
      });
    const [onnx, tensorflow] = [await influenceOf('onnx'), await influenceOf('tensorflow')];
    onnx.forEach((value, index) => expect(Math.abs(tensorflow[index] - value) / value).toBeLessThan(1e-4));
  });
});
