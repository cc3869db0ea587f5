import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { operatorNode } from '../../../electron/engine/onnx/nodes.js';
import { floatTensor, integerTensor } from '../../../electron/engine/onnx/tensors.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { comparable, fixtureImages, fixtureModel, fixtureModels, largestDifference } from './fixture-models.js';
import { makeModel } from './small-models.js';

const source = { path: 'small.onnx' };
const ramp = (rows: number, columns: number) =>
  floatTensor(
    'w',
    [rows, columns],
    Float32Array.from({ length: rows * columns }, (_, index) => Math.sin(index)),
  );

describe('openClassifier', () => {
  it.each(fixtureModels)('answers as the framework did: $name', async (fixture) => {
    const model = await readModelFile(fixture.path);
    const classifier = await openClassifier(model, { path: fixture.path }, { batchSize: 4, threads: 1 });
    const answers = await classifier.score(fixtureImages(fixture.shape));
    const { expected, answered } = comparable(fixture, answers, classifier.outputs);
    expect(largestDifference(expected, answered)).toBeLessThan(1e-5);
    await classifier.dispose();
    expect(openSessions()).toBe(0);
  });

  it('answers a batch as its images one by one, whatever the batch size', async () => {
    for (const name of ['torch-view-cnn-dynamo-fixed1', 'keras-residual-tf2onnx-fixed2', 'torch-densenet-script']) {
      const { path, shape } = fixtureModel(name);
      const model = await readModelFile(path);
      const images = fixtureImages(shape, 7);
      const classifier = await openClassifier(model, { path }, { batchSize: 7, threads: 1 });
      const together = await classifier.score(images);
      await classifier.dispose();
      const single = await openClassifier(model, { path }, { batchSize: 1, threads: 1 });
      const size = images.length / 7;
      for (let image = 0; image < 7; image++) {
        const answers = await single.score(images.slice(image * size, (image + 1) * size));
        expect(largestDifference(answers, together.subarray(image * answers.length, (image + 1) * answers.length))).toBeLessThan(1e-5);
      }
      await single.dispose();
    }
    expect(openSessions()).toBe(0);
  });

  it('scores in slices where a graph insists on its batch size', async () => {
    // The batch is folded into the reshape: [2, 16] becomes [1, 32] and back, so that no other size runs.
    const model = makeModel({
      input: [2, 16],
      outputs: { y: [2, 3] },
      nodes: [
        operatorNode('Reshape', ['x', 'once'], ['r']),
        operatorNode('Reshape', ['r', 'twice'], ['s']),
        operatorNode('MatMul', ['s', 'w'], ['y']),
      ],
      initializers: [integerTensor('once', [2], [1, 32]), integerTensor('twice', [2], [2, 16]), ramp(16, 3)],
    });
    const classifier = await openClassifier(model, { ...source, output: 'logits' }, { batchSize: 5, threads: 1 });
    const images = fixtureImages([16], 5);
    const answers = await classifier.score(images);
    const w = ramp(16, 3);
    const weights = new Float32Array(w.rawData.slice().buffer);
    const expected = Float32Array.from({ length: 15 }, (_, index) => {
      let sum = 0;
      for (let pixel = 0; pixel < 16; pixel++) sum += images[Math.floor(index / 3) * 16 + pixel] * weights[pixel * 3 + (index % 3)];
      return sum;
    });
    expect(largestDifference(answers, expected)).toBeLessThan(1e-5);
    await classifier.dispose();
  });

  it('reads logits where the probabilities have saturated', async () => {
    const big = floatTensor('k', [], Float32Array.of(1000));
    const model = makeModel({
      input: ['N', 16],
      outputs: { y: ['N', 3] },
      nodes: [
        operatorNode('MatMul', ['x', 'w'], ['h']),
        operatorNode('Mul', ['h', 'k'], ['l']),
        operatorNode('Softmax', ['l'], ['p'], { axis: { int: 1 } }),
        operatorNode('Identity', ['p'], ['y']),
      ],
      initializers: [ramp(16, 3), big],
    });
    const classifier = await openClassifier(model, source, { batchSize: 1, threads: 1 });
    expect(classifier.outputKind).toBe('logits');
    const [first, second, third] = await classifier.score(fixtureImages([16], 1));
    expect(Math.min(Math.abs(first - second), Math.abs(second - third))).toBeGreaterThan(100);
    await classifier.dispose();
  });

  it('refuses answers that are not finite', async () => {
    const model = makeModel({ input: ['N', 16], outputs: { y: ['N', 16] }, nodes: [operatorNode('Log', ['x'], ['y'])] });
    const classifier = await openClassifier(model, { ...source, output: 'logits' }, { batchSize: 1, threads: 1 });
    await expect(classifier.score(new Float32Array(16))).rejects.toMatchObject({
      code: 'model-answers-not-finite',
      message: 'The model answered with NaN or an infinite number, for labels 0, 1, 2, 3, 4 and 11 more.',
      hint: "Check the preprocessing (range, mean, deviation) and whether the model's weights are finite.",
    });
    await classifier.dispose();
    expect(openSessions()).toBe(0);
  });

  it('refuses outputs that are no class scores', async () => {
    const model = makeModel({ input: ['N', 3, 8, 8], outputs: { y: ['N', 3, 8, 8] }, nodes: [operatorNode('Relu', ['x'], ['y'])] });
    await expect(openClassifier(model, source, { batchSize: 1 })).rejects.toMatchObject({
      code: 'model-output-unsupported',
      message: 'The output "y" has the shape [3, 3, 8, 8] for 3 images; a classifier answers [N, K].',
      hint: 'Choose the output that holds the class scores in the step Model, or export the classifier alone.',
      hintAtTerminal: 'Name the output that holds the class scores in the spec (model.outputName), or export the classifier alone.',
    });
  });

  it('reads the output that the spec names', async () => {
    const model = makeModel({
      input: ['N', 16],
      outputs: { features: ['N', 16], y: ['N', 3] },
      nodes: [operatorNode('Relu', ['x'], ['features']), operatorNode('MatMul', ['features', 'w'], ['y'])],
      initializers: [ramp(16, 3)],
    });
    const classifier = await openClassifier(model, { ...source, outputName: 'y', output: 'logits' }, { batchSize: 1, threads: 1 });
    expect(classifier.outputs).toBe(3);
    await classifier.dispose();
    await expect(openClassifier(model, { ...source, outputName: 'z' }, { batchSize: 1 })).rejects.toMatchObject({
      code: 'model-output-unsupported',
      message: 'The model has no output "z".',
      hint: 'Its outputs are: "features", "y".',
    });
  });

  it('asks for what the graph leaves open', async () => {
    const pooled = {
      input: ['N', 3, 'H', 'W'],
      outputs: { y: ['N', 3, 1, 1] },
      nodes: [operatorNode('GlobalAveragePool', ['x'], ['y'])],
    } as const;
    await expect(openClassifier(makeModel(pooled), source, { batchSize: 1 })).rejects.toMatchObject({
      code: 'model-input-unsupported',
      message: 'The model does not say all that is needed: At which height and width was the model trained? Its graph leaves them free.',
      hint: 'State it in the step Model. The best guess is 224 x 224.',
      hintAtTerminal: 'State it in the spec (model.inputSize); the best guess is 224 x 224.',
    });
    const classifier = await openClassifier(
      makeModel(pooled),
      { ...source, inputSize: { height: 20, width: 30 } },
      { batchSize: 2, threads: 1 },
    );
    expect(classifier.input).toEqual({ layout: 'NCHW', channels: 3, height: 20, width: 30 });
    expect(classifier.outputs).toBe(3);
    await classifier.dispose();
    const flat = { outputs: { y: ['N', 27] }, nodes: [operatorNode('Flatten', ['x'], ['y'])] };
    await expect(openClassifier(makeModel({ ...flat, input: ['N', 3, 3, 3] }), source, { batchSize: 1 })).rejects.toMatchObject({
      code: 'model-input-unsupported',
      message: 'The model does not say all that is needed: Which axis of the input [?, 3, 3, 3] holds the colours?',
      hint: 'State it in the step Model. The best guess is NCHW.',
      hintAtTerminal: 'State it in the spec (model.layout); the best guess is NCHW.',
    });
    await expect(openClassifier(makeModel({ ...flat, input: ['N', 4, 9, 9] }), source, { batchSize: 1 })).rejects.toMatchObject({
      code: 'model-input-unsupported',
    });
    await expect(
      openClassifier(makeModel({ ...flat, input: ['N', 3, 8, 8] }), { ...source, inputSize: { height: 9, width: 8 } }, { batchSize: 1 }),
    ).rejects.toMatchObject({
      code: 'model-input-unsupported',
      message: "The spec states an input of 9 x 8, but the model's input is 8 x 8.",
      hint: 'Leave the size of the input empty in the step Model, or state the size that the model was exported with.',
      hintAtTerminal: 'Leave model.inputSize out of the spec, or state the size that the model was exported with.',
    });
  });

  it('keeps no memory of the images it has scored', async () => {
    const { path, shape } = fixtureModel('torch-resnet-dynamo');
    const classifier = await openClassifier(await readModelFile(path), { path }, { batchSize: 16, threads: 1 });
    const images = fixtureImages(shape, 16);
    const score = async (times: number) => {
      for (let time = 0; time < times; time++) await classifier.score(images);
      return process.memoryUsage().rss;
    };
    const before = await score(100);
    // 300 batches hold 130 MB of images and as much again of activations for each layer.
    expect((await score(300)) - before).toBeLessThan(40 * 2 ** 20);
    await classifier.dispose();
  });
});
