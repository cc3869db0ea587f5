import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnyClassifier } from '../../../electron/engine/models/open-classifier.js';
import { isTensorflowModel, readAnyModel, readModel } from '../../../electron/engine/models/read-model.js';
import { describeTensorflowModel } from '../../../electron/engine/models/tensorflow/describe-tensorflow.js';
import { unpackNsfwjs } from '../../support/nsfwjs.js';
import { liveTensors } from '../runtimes/tensorflow/library.js';
import { comparable, fixtureImages, fixtureModel, fixtureModels, largestDifference } from './fixture-models.js';
import { asKerasAnswers, furtherGraphFixtures, graphFixtures, layerFixtures, tensorflowFolder } from './keras/fixtures.js';

describe("a model of TensorFlow's own", () => {
  it.each([...graphFixtures, ...furtherGraphFixtures])('answers as Keras did: $file', async (fixture) => {
    const model = await readAnyModel(fixture.path);
    const classifier = await openAnyClassifier(model, { path: fixture.path }, { batchSize: 4 });
    const answers = await classifier.score(fixtureImages(fixture.shape).map((pixel) => pixel * (fixture.brightest ?? 1)));
    await classifier.dispose();
    expect(largestDifference(answers, fixture.answers)).toBeLessThan(1e-5);
    expect(classifier.outputKind).toBe(fixture.output);
    expect(classifier.device).toMatch(/^tensorflow \d/);
  });

  it('is described with its signature and its tensors', async () => {
    const model = await readAnyModel(`${tensorflowFolder}separable-saved`);
    if (!isTensorflowModel(model)) throw new Error('It was read as another kind of model.');
    const { format, input, outputs, outputKind, inputName, notes } = await describeTensorflowModel(model);
    expect({ format, input, outputs, outputKind }).toEqual({
      format: 'saved-model',
      input: { layout: 'NHWC', channels: 3, height: 16, width: 16 },
      outputs: 4,
      outputKind: 'softmax',
    });
    expect(inputName).toMatch(/^keras_tensor/);
    expect(notes[0]).toContain('signature "serving_default"');
  });

  it('leaves no tensor behind', async () => {
    const { path, shape } = graphFixtures[0];
    const before = liveTensors();
    const classifier = await openAnyClassifier(await readAnyModel(path), { path }, { batchSize: 4 });
    await classifier.score(fixtureImages(shape));
    await classifier.dispose();
    expect(liveTensors()).toBe(before);
  });
});

describe('a translated Keras model', () => {
  it.each(layerFixtures)('answers on TensorFlow as it did in Keras: $file', async (fixture) => {
    const before = liveTensors();
    const classifier = await openAnyClassifier(
      await readModel(fixture.path),
      { path: fixture.path },
      { batchSize: 4, runtime: 'tensorflow' },
    );
    const answers = asKerasAnswers(fixture, await classifier.score(fixtureImages(fixture.shape)), classifier.outputs);
    await classifier.dispose();
    expect(largestDifference(answers, fixture.answers)).toBeLessThan(1e-5);
    expect(classifier.device).toMatch(/^tensorflow \d/);
    expect(liveTensors()).toBe(before);
  });
});

describe('an ONNX model of other exporters', () => {
  /** They look shapes up while they run. */
  const lookShapesUp = ['torch-scaled-mlp-script', 'keras-cnn-tf2onnx', 'keras-cnn-keras3', 'keras-tower-tf2onnx', 'keras-tower-keras3'];

  it.each(fixtureModels.filter(({ name }) => !lookShapesUp.includes(name)))('answers as the framework did: $name', async (fixture) => {
    const classifier = await openAnyClassifier(
      await readModel(fixture.path),
      { path: fixture.path },
      { batchSize: 4, runtime: 'tensorflow' },
    );
    const { expected, answered } = comparable(fixture, await classifier.score(fixtureImages(fixture.shape)), classifier.outputs);
    await classifier.dispose();
    expect(largestDifference(expected, answered)).toBeLessThan(1e-5);
  });

  it.each(lookShapesUp)('is refused with the node named: %s', async (name) => {
    const { path } = fixtureModel(name);
    const opening = openAnyClassifier(await readModel(path), { path }, { batchSize: 4, runtime: 'tensorflow' });
    await expect(opening).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringMatching(/^The \w+ node ".+" does not run on TensorFlow here/) as string,
    });
  });
});

describe('published models', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nsfwjs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('a layers model answers alike on both runtimes', async () => {
    const path = unpackNsfwjs('mobilenet_v2', join(folder, 'layers'));
    const model = await readModel(path);
    const image = fixtureImages([224, 224, 3], 1);
    const answers: Float32Array[] = [];
    for (const runtime of ['onnx', 'tensorflow'] as const) {
      const classifier = await openAnyClassifier(model, { path }, { batchSize: 1, threads: 1, runtime });
      answers.push(await classifier.score(image));
      await classifier.dispose();
    }
    expect(largestDifference(answers[0], answers[1])).toBeLessThan(1e-4);
  });

  it('a graph model answers with probabilities of its five classes', async () => {
    const path = unpackNsfwjs('mobilenet_v2_mid', join(folder, 'graph'));
    const classifier = await openAnyClassifier(await readAnyModel(path), { path }, { batchSize: 1 });
    const answers = await classifier.score(fixtureImages([224, 224, 3], 1));
    await classifier.dispose();
    expect(answers).toHaveLength(5);
    expect(answers.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 4);
  });
});
