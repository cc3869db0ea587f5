import { describe, expect, it } from 'vitest';
import { isImported } from '../../../electron/engine/models/importer/imported-network.js';
import { openNetwork } from '../../../electron/engine/models/network-classifier.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import {
  candidateCuts,
  composeWithHeads,
  openFeatureExtractor,
  smallHead,
  suffixNetwork,
} from '../../../electron/engine/models/truncation.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import { comparable, fixtureImages, fixtureModel, fixtureModels, fixtureRows, largestDifference } from './fixture-models.js';

const options = { batchSize: fixtureRows, threads: 1 };

async function openFixture(name: string) {
  const { path } = fixtureModel(name);
  return { model: await readModelFile(path), source: { path } };
}

describe('candidateCuts', () => {
  it('finds the joins of a residual network and no tensor inside a block', async () => {
    const { model } = await openFixture('torch-resnet-script-train-bn');
    const cuts = await candidateCuts(model);
    expect(cuts.map(({ tensor, shape }) => [tensor, shape.join('x')])).toEqual([
      ['x', '3x48x48'],
      ['/stem/stem.0/Conv_output_0', '8x24x24'],
      ['/stem/stem.1/BatchNormalization_output_0', '8x24x24'],
      ['/stem/stem.2/Relu_output_0', '8x24x24'],
      ['/stem/stem.3/MaxPool_output_0', '8x12x12'],
      ['/blocks/blocks.0/Add_output_0', '8x12x12'],
      ['/blocks/blocks.0/Relu_output_0', '8x12x12'],
      ['/blocks/blocks.1/Add_output_0', '16x6x6'],
      ['/blocks/blocks.1/Relu_output_0', '16x6x6'],
      ['/pool/GlobalAveragePool_output_0', '16'],
      ['/Flatten_output_0', '16'],
    ]);
  });

  it('counts what lies before and after a cut', async () => {
    const { model } = await openFixture('torch-vgg-dynamo-external');
    const cuts = await candidateCuts(model);
    const shares = cuts.map(({ parameterShare }) => parameterShare);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const head = cuts.findLast(({ convolutionsAfter, denseLayersAfter }) => convolutionsAfter === 0 && denseLayersAfter === 2);
    // 3 convolutions: 224 + 584 + 876 = 1,684 of 11,438 parameters; the shape of the Reshape is none.
    expect(head?.parameterShare).toBeCloseTo(1684 / 11438, 6);
    expect(head).toMatchObject({ shape: [192], features: 192 });
  });

  it('gives shapes as [C, H, W] for networks that keep channels last', async () => {
    const { model } = await openFixture('keras-residual-keras3');
    const cuts = await candidateCuts(model);
    expect(cuts[0].shape).toEqual([3, 32, 32]);
    expect(cuts.map(({ shape }) => shape[0])).toEqual(expect.arrayContaining([8, 16]));
    expect(cuts.every(({ shape }) => shape.length === 1 || shape[1] === shape[2])).toBe(true);
  });
});

describe('composeWithHeads', () => {
  it.each(fixtureModels)('scores the model and its own suffix alike at every cut: $name', async ({ name, shape }) => {
    const { model, source } = await openFixture(name);
    const images = fixtureImages(shape);
    let imported = 0;
    for (const cut of await candidateCuts(model, source)) {
      const suffix = await suffixNetwork(model, cut, source);
      if (!isImported(suffix)) continue;
      imported++;
      expect(suffix.network.inputShape).toEqual(cut.shape);
      const ensemble = await composeWithHeads(model, source, cut, [suffix, suffix], options);
      const answers = await ensemble.score(images);
      expect(largestDifference(answers.model, answers.heads[0])).toBeLessThan(1e-5);
      expect(answers.heads[1]).toEqual(answers.heads[0]);
      await ensemble.dispose();
    }
    expect(imported).toBeGreaterThan(0);
    expect(openSessions()).toBe(0);
  });

  it('scores untrained heads beside a model whose answers stay its own', async () => {
    const { model, source } = await openFixture('torch-resnet-dynamo');
    const [cut] = (await candidateCuts(model)).filter(({ convolutionsAfter }) => convolutionsAfter === 0);
    const network = smallHead(cut, 10);
    const heads = [1, 2].map((seed) => ({ network, weights: initialiseWeights(network, seed) }));
    const ensemble = await composeWithHeads(model, source, cut, heads, options);
    const fixture = fixtureModel('torch-resnet-dynamo');
    const answers = await ensemble.score(fixtureImages(fixture.shape));
    const { expected, answered } = comparable(fixture, answers.model, ensemble.outputs);
    expect(largestDifference(expected, answered)).toBeLessThan(1e-5);
    expect(answers.heads.map(({ length }) => length)).toEqual([40, 40]);
    expect(largestDifference(answers.heads[0], answers.heads[1])).toBeGreaterThan(0.01);
    await ensemble.dispose();
  });

  it('refuses students of another cut', async () => {
    const { model, source } = await openFixture('torch-mlp-dynamo-free');
    const cuts = await candidateCuts(model);
    const network = smallHead(cuts[1], 10);
    await expect(
      composeWithHeads(model, source, cuts[2], [{ network, weights: initialiseWeights(network, 1) }], options),
    ).rejects.toMatchObject({
      code: 'network-invalid',
      message: 'Student 1 takes features [784], but the cut gives [48].',
      hint: 'Distil the students at the cut that they are scored at.',
    });
    expect(openSessions()).toBe(0);
  });
});

describe('smallHead', () => {
  const kindsOf = ({ nodes }: { readonly nodes: readonly { readonly kind: string }[] }) => nodes.map(({ kind }) => kind);

  it('averages over the image where the network does, so that it cannot tell one place from another', async () => {
    const { model } = await openFixture('torch-resnet-dynamo');
    const maps = (await candidateCuts(model)).findLast(({ shape }) => shape.length === 3);
    if (!maps) throw new Error('There is no cut with feature maps.');
    expect(maps.pooledAfter).toBe(true);
    const network = smallHead(maps, 10);
    expect(kindsOf(network)).toEqual(['convolution', 'relu', 'global-average-pooling', 'dense']);

    const weights = initialiseWeights(network, 1);
    const session = await openNetwork(
      network,
      weights,
      { layout: 'NCHW', channels: maps.shape[0], height: maps.shape[1], width: maps.shape[2] },
      'logits',
      { batchSize: 1, threads: 1 },
    );
    const length = maps.features / maps.shape[0];
    const features = Float32Array.from({ length: maps.features }, (_, index) => Math.sin(index));
    const turned = features.map((_, index) => features[Math.floor(index / length) * length + ((index + 5) % length)]);
    expect(largestDifference(await session.score(features), await session.score(turned))).toBeLessThan(1e-5);
    await session.dispose();
  });

  it('keeps places apart where the network does, and takes vectors as they are', async () => {
    const { model } = await openFixture('torch-vgg-dynamo-external');
    const cuts = await candidateCuts(model);
    expect(cuts.every(({ pooledAfter }) => !pooledAfter)).toBe(true);
    const maps = cuts.findLast(({ shape }) => shape.length === 3);
    if (!maps) throw new Error('There is no cut with feature maps.');
    expect(kindsOf(smallHead(maps, 10))).toEqual(['flatten', 'dense', 'relu', 'dense']);
    expect(kindsOf(smallHead(cuts[cuts.length - 1], 10))).toEqual(['dense', 'relu', 'dense']);
  });
});

describe('openFeatureExtractor', () => {
  it('gives the image itself at the first cut, colours in planes', async () => {
    const { model, source } = await openFixture('keras-tower-keras3');
    const [whole] = await candidateCuts(model);
    const extractor = await openFeatureExtractor(model, source, whole, options);
    const images = fixtureImages([32, 32, 3]);
    const { features, model: answers } = await extractor.extract(images);
    const pixel = (image: number, row: number, column: number, channel: number) => images[((image * 32 + row) * 32 + column) * 3 + channel];
    expect(features[((2 * 3 + 1) * 32 + 5) * 32 + 7]).toBe(pixel(2, 5, 7, 1));
    const classifier = await openClassifier(model, source, options);
    expect(answers).toEqual(await classifier.score(images));
    await classifier.dispose();
    await extractor.dispose();
  });
});

describe('suffixNetwork', () => {
  it('names what the trainer lacks', async () => {
    const { model } = await openFixture('keras-mobile-keras3');
    const [whole] = await candidateCuts(model);
    expect(await suffixNetwork(model, whole)).toEqual({
      unsupported: ['Pow "functional_7_1/activation_3_1/Gelu/Pow": the trainer has no such layer'],
    });
  });
});
