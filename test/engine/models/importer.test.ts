import { fileURLToPath } from 'node:url';
import { Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { controlFolder, controls } from '../../../electron/engine/controls/control.js';
import { importNetwork } from '../../../electron/engine/models/importer.js';
import { isImported } from '../../../electron/engine/models/importer/imported-network.js';
import { openNetwork } from '../../../electron/engine/models/network-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { prepareModel } from '../../../electron/engine/models/prepared-model.js';
import { openSessions, withSession } from '../../../electron/engine/runtimes/onnx/session.js';
import { toOnnxModel } from '../../../electron/engine/networks/inference-model.js';
import { resolveNetwork } from '../../../electron/engine/networks/shapes.js';
import { comparable, fixtureImages, fixtureModel, fixtureModels, largestDifference } from './fixture-models.js';

const beyondTheTrainer = ['keras-mobile-tf2onnx', 'keras-mobile-keras3'];

async function importFixture(name: string) {
  const imported = await importNetwork(await readModelFile(fixtureModel(name).path));
  if (!isImported(imported)) throw new Error(imported.unsupported.join('\n'));
  return imported;
}

const kindsOf = async (name: string): Promise<string> => (await importFixture(name)).network.nodes.map(({ kind }) => kind).join(' ');

describe('importNetwork', () => {
  it.each(fixtureModels.filter(({ name }) => !beyondTheTrainer.includes(name)))('answers as the framework did: $name', async (fixture) => {
    const model = await readModelFile(fixture.path);
    const { network, weights } = await importFixture(fixture.name);
    const { input, outputs } = await prepareModel(model);
    const classifier = await openNetwork(network, weights, input, 'logits', { batchSize: 4, threads: 1 });
    const answers = await classifier.score(fixtureImages(fixture.shape));
    const { expected, answered } = comparable(fixture, answers, outputs);
    expect(largestDifference(expected, answered)).toBeLessThan(1e-5);
    await classifier.dispose();
    expect(openSessions()).toBe(0);
  });

  it('puts back batch normalisation that the exporters folded into convolutions', async () => {
    const layers =
      'convolution batch-normalization relu max-pooling convolution batch-normalization relu convolution batch-normalization add relu';
    expect(await kindsOf('torch-resnet-script-train-bn')).toContain(layers);
    expect(await kindsOf('torch-resnet-dynamo')).toContain(layers);
    expect(await kindsOf('keras-residual-tf2onnx-fixed2')).toBe(
      'affine affine convolution batch-normalization relu convolution batch-normalization relu add average-pooling batch-normalization concatenate global-average-pooling dense',
    );
  });

  it('recognises activations that were written out as arithmetic', async () => {
    expect(await kindsOf('torch-binary-gelu-script')).toBe(await kindsOf('torch-binary-gelu-dynamo'));
    expect(await kindsOf('torch-mobilenet-script')).toBe(await kindsOf('torch-mobilenet-dynamo'));
    expect(await kindsOf('torch-mobilenet-script')).toContain('silu');
  });

  it('flattens as Keras does, rows and columns before channels', async () => {
    const { network } = await importFixture('keras-cnn-tf2onnx');
    expect(network.nodes.find(({ kind }) => kind === 'flatten')).toMatchObject({ order: 'HWC' });
  });

  it('describes a network that the trainer accepts, with every weight', async () => {
    for (const name of ['torch-vgg-dynamo-external', 'keras-tower-tf2onnx']) {
      const { network, weights } = await importFixture(name);
      expect([...weights.keys()].sort()).toEqual(
        resolveNetwork(network)
          .weights.map((weight) => weight.name)
          .sort(),
      );
    }
  });

  it('imports again what the trainer saved', async () => {
    const { network, weights } = await importFixture('torch-densenet-script');
    const bytes = toOnnxModel(network, weights, { output: 'logits' });
    const images = fixtureImages(network.inputShape);
    const answers = await withSession(
      bytes,
      { threads: 1 },
      async (session) => (await session.run({ input: new Tensor('float32', images, [4, ...network.inputShape]) })).output,
    );
    expect(answers).toBeInstanceOf(Tensor);
    expect(answers instanceof Tensor && answers.dims).toEqual([4, 7]);
  });

  it('imports the shipped controls, which the trainer saved', async () => {
    for (const control of controls) {
      const imported = await importNetwork(await readModelFile(fileURLToPath(new URL('model.onnx', controlFolder(control)))));
      expect(imported).toHaveProperty('network');
    }
  });

  it('lists every obstacle by operator and node', async () => {
    const imported = await importNetwork(await readModelFile(fixtureModel('keras-mobile-tf2onnx').path));
    expect(imported).toEqual({ unsupported: ['Pow "functional_6_1/activation_1_2/Gelu/Pow": the trainer has no such layer'] });
  });
});
