import { describe, expect, it } from 'vitest';
import { firstDenseLayer, openFromFirstHidden } from '../../../electron/engine/models/first-layer.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { fixtureImages, fixtureModel, largestDifference } from './fixture-models.js';

const options = { batchSize: 4, threads: 1 };
const dense = [
  'torch-mlp-script-fixed',
  'torch-mlp-dynamo-free',
  'torch-multilabel-script',
  'keras-mlp-tf2onnx',
  'keras-flat-mlp-keras3',
  'torch-scaled-mlp-script',
  'keras-colour-mlp-keras3',
];

async function openFixture(name: string) {
  const { path, shape } = fixtureModel(name);
  return { model: await readModelFile(path), source: { path }, images: fixtureImages(shape) };
}

describe('first dense layer', () => {
  it.each(dense)('moves the pre-activations as its kernel says: %s', async (name) => {
    const { model, source, images } = await openFixture(name);
    const layer = await firstDenseLayer(model, source);
    if (!layer) throw new Error('no dense layer was found');
    const split = await openFromFirstHidden(model, source, options);
    const before = await split.preActivations(images);
    const moved = images.slice();
    // One pixel of each image, another one each time.
    const pixels = [0, 1, Math.floor(layer.pixels / 2) + 3, layer.pixels - 1];
    pixels.forEach((pixel, image) => (moved[image * layer.pixels + pixel] += 2));
    const after = await split.preActivations(moved);
    const expected = before.map(
      (value, index) => value + 2 * layer.kernel[pixels[Math.floor(index / layer.hidden)] * layer.hidden + (index % layer.hidden)],
    );
    expect(largestDifference(after, expected)).toBeLessThan(2e-5);
    await split.dispose();
    expect(openSessions()).toBe(0);
  });

  it.each(dense)('leads from the pre-activations to the answers: %s', async (name) => {
    const { model, source, images } = await openFixture(name);
    const split = await openFromFirstHidden(model, source, options);
    const classifier = await openClassifier(model, source, options);
    expect(largestDifference(await split.score(await split.preActivations(images)), await classifier.score(images))).toBeLessThan(1e-5);
    await split.dispose();
    await classifier.dispose();
  });

  it('is not there in a convolutional network', async () => {
    const { model, source } = await openFixture('torch-vgg-dynamo-external');
    expect(await firstDenseLayer(model, source)).toBeUndefined();
    await expect(openFromFirstHidden(model, source, options)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: 'The first layer of the model is not dense.',
      hint: 'Tests of single pixels are made for networks whose first layer is dense; leave them out.',
    });
  });
});
