import { describe, expect, it } from 'vitest';
import { describeModel } from '../../../electron/engine/models/inspect.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { operatorNode } from '../../../electron/engine/onnx/nodes.js';
import { floatTensor } from '../../../electron/engine/onnx/tensors.js';
import { fixtureModel } from './fixture-models.js';
import { makeModel } from './small-models.js';

const describeFixture = async (name: string) => describeModel(await readModelFile(fixtureModel(name).path));

describe('describeModel', () => {
  it('describes a convolutional network of PyTorch', async () => {
    const description = await describeFixture('torch-view-cnn-script-fixed4');
    expect(description).toMatchObject({
      format: 'onnx',
      opset: 11,
      producer: 'pytorch 2.13.0',
      inputName: 'x',
      input: { layout: 'NCHW', channels: 1, height: 28, width: 28 },
      declaredInput: [4, 1, 28, 28],
      outputNames: ['y'],
      outputKind: 'logits',
      outputReading: 'the graph ends in LogSoftmax',
      outputs: 10,
      classes: 10,
      // 6 x 25 + 6 of the convolution, its batch normalisation folded in, and 864 x 10 + 10.
      parameters: 8806,
      architecture: { family: 'convolutional', firstLayer: 'convolution', batchNormalised: true, globalPooling: false, attention: false },
      questions: [],
      notes: [],
    });
    expect(description.operators).toContainEqual({ operator: 'Conv', count: 1 });
  });

  it.each<[string, object]>([
    ['torch-mlp-script-fixed', { family: 'dense', firstLayer: 'dense', batchNormalised: false, globalPooling: false }],
    ['torch-scaled-mlp-script', { family: 'dense', firstLayer: 'dense', batchNormalised: true, globalPooling: false }],
    ['keras-mlp-tf2onnx', { family: 'dense', firstLayer: 'dense', batchNormalised: false, globalPooling: false }],
    ['torch-vgg-dynamo-external', { family: 'convolutional', firstLayer: 'convolution', batchNormalised: false, globalPooling: false }],
    ['torch-resnet-script-train-bn', { family: 'convolutional', batchNormalised: true, globalPooling: true }],
    ['torch-resnet-dynamo', { family: 'convolutional', batchNormalised: true, globalPooling: true }],
    ['torch-mobilenet-script', { family: 'convolutional', batchNormalised: true, globalPooling: true }],
    ['keras-cnn-keras3', { family: 'convolutional', firstLayer: 'convolution', batchNormalised: false, globalPooling: false }],
    ['keras-residual-keras3', { family: 'convolutional', batchNormalised: true, globalPooling: true }],
    ['keras-tower-tf2onnx', { family: 'convolutional', batchNormalised: true, globalPooling: false }],
  ])('tells the architecture, folded batch normalisation included: %s', async (name, architecture) => {
    expect((await describeFixture(name)).architecture).toMatchObject(architecture);
  });

  it.each<[string, object]>([
    ['torch-mlp-script-fixed', { layout: 'NCHW', channels: 1, height: 28, width: 28 }],
    ['torch-multilabel-script', { layout: 'NF', channels: 1, height: 28, width: 28 }],
    ['keras-mlp-tf2onnx', { layout: 'NHWC', channels: 1, height: 28, width: 28 }],
    ['keras-flat-mlp-keras3', { layout: 'NF', channels: 1, height: 28, width: 28 }],
    ['keras-colour-mlp-keras3', { layout: 'NHWC', channels: 3, height: 12, width: 10 }],
    ['keras-residual-tf2onnx-fixed2', { layout: 'NHWC', channels: 3, height: 32, width: 32 }],
    ['torch-resnet-dynamo', { layout: 'NCHW', channels: 3, height: 48, width: 48 }],
  ])('finds the layout: %s', async (name, input) => {
    expect((await describeFixture(name)).input).toEqual(input);
  });

  it('frees the batch size that exporters pin', async () => {
    for (const name of [
      'torch-mlp-script-fixed',
      'torch-view-cnn-dynamo-fixed1',
      'torch-densenet-dynamo-fixed1',
      'keras-residual-tf2onnx-fixed2',
    ]) {
      expect((await describeFixture(name)).fixedBatch).toBeUndefined();
    }
  });

  it('notes preprocessing inside the graph', async () => {
    expect((await describeFixture('torch-resnet-dynamo')).notes).toEqual([
      'The graph subtracts 0.485, 0.456, 0.406 right at its input: leave this out of the preprocessing.',
      'The graph divides by 0.229, 0.224, 0.225 right at its input: leave this out of the preprocessing.',
    ]);
    expect((await describeFixture('torch-scaled-mlp-script')).notes.at(-1)).toBe(
      'The graph normalises its input by trained statistics: leave mean and deviation out of the preprocessing.',
    );
  });

  it.each<[string, readonly number[] | undefined, readonly (readonly [string, number[]])[]]>([
    ['a rescaling by 1/255', [0, 255], [['Mul', [1 / 255]]]],
    ['a division by 255', [0, 255], [['Div', [255]]]],
    [
      'a rescaling to -1 to 1',
      [0, 255],
      [
        ['Div', [127.5]],
        ['Sub', [1]],
      ],
    ],
    [
      'a rescaling and ImageNet statistics',
      [0, 255],
      [
        ['Mul', [1 / 255]],
        ['Sub', [0.485]],
        ['Div', [0.229]],
      ],
    ],
    [
      'ImageNet statistics alone',
      [0, 1],
      [
        ['Sub', [0.485]],
        ['Div', [0.229]],
      ],
    ],
    ['a mean of grey levels alone', [0, 255], [['Sub', [117.3]]]],
    [
      '1 to -1',
      [0, 1],
      [
        ['Mul', [-2]],
        ['Add', [1]],
      ],
    ],
    ['a shift that any range may have', undefined, [['Sub', [1]]]],
    ['no arithmetic', undefined, []],
  ])('proposes the pixel values that its own preprocessing takes: %s', async (_what, range, steps) => {
    const names = ['x', ...steps.map((_, index) => `s${index}`)];
    const w = floatTensor(
      'w',
      [16, 3],
      Float32Array.from({ length: 48 }, (_, index) => Math.sin(index)),
    );
    const model = makeModel({
      input: ['N', 16],
      outputs: { y: ['N', 3] },
      nodes: [
        ...steps.map(([operator], index) => operatorNode(operator, [names[index], `c${index}`], [names[index + 1]])),
        operatorNode('MatMul', [names[steps.length], 'w'], ['h']),
        operatorNode('Softmax', ['h'], ['y']),
      ],
      initializers: [w, ...steps.map(([, values], index) => floatTensor(`c${index}`, [1], Float32Array.from(values)))],
    });
    expect((await describeModel(model)).pixelRange).toEqual(range);
  });

  it('tells the kind of output by the answers where the last operator does not', async () => {
    const w = floatTensor(
      'w',
      [16, 3],
      Float32Array.from({ length: 48 }, (_, index) => Math.sin(index)),
    );
    const product = operatorNode('MatMul', ['x', 'w'], ['h']);
    const model = (nodes: Parameters<typeof makeModel>[0]['nodes']) =>
      makeModel({ input: ['N', 16], outputs: { y: ['N', 3] }, nodes: [product, ...nodes], initializers: [w] });
    const softplus = [
      operatorNode('Softplus', ['h'], ['s']),
      operatorNode('ReduceL1', ['s'], ['t'], { axes: { ints: [1] } }),
      operatorNode('Div', ['s', 't'], ['y']),
    ];
    expect(await describeModel(model(softplus))).toMatchObject({
      outputKind: 'softmax',
      outputReading: 'the answers lie in [0, 1] and add up to 1',
    });
    const hard = [operatorNode('HardSigmoid', ['h'], ['y'])];
    expect(await describeModel(model(hard))).toMatchObject({
      outputKind: 'sigmoid',
      outputReading: 'the answers lie in [0, 1] and do not add up to 1',
    });
    expect(await describeModel(model([operatorNode('Identity', ['h'], ['y'])]))).toMatchObject({
      outputKind: 'logits',
      outputReading: 'the answers leave [0, 1]',
    });
    const constant = [operatorNode('Sub', ['h', 'h'], ['y'])];
    expect(await describeModel(model(constant))).toMatchObject({
      outputReading: 'the answers are the same for every image, which tells nothing',
    });
    const written = [
      operatorNode('Exp', ['h'], ['e']),
      operatorNode('ReduceL1', ['e'], ['t'], { axes: { ints: [1] } }),
      operatorNode('Div', ['e', 't'], ['y']),
    ];
    expect((await describeModel(model(written))).outputReading).toBe('the graph ends in Softmax');
  });

  it('asks whether logits belong to one class or to several labels', async () => {
    expect((await describeFixture('torch-mobilenet-script')).questions).toEqual([
      {
        field: 'output',
        question: 'Are the answers inputs of one softmax (one class an image) or of a sigmoid each (several labels an image)?',
        proposal: 'logits',
        blocking: false,
      },
    ]);
  });

  it('finds a free image size by trying which one runs', async () => {
    const model = makeModel({
      input: ['N', 1, 'H', 'W'],
      outputs: { y: ['N', 3] },
      nodes: [operatorNode('Flatten', ['x'], ['f']), operatorNode('MatMul', ['f', 'w'], ['y'])],
      initializers: [floatTensor('w', [784, 3], new Float32Array(784 * 3).fill(0.1))],
    });
    const description = await describeModel(model);
    expect(description.input).toEqual({ layout: 'NCHW', channels: 1, height: 28, width: 28 });
    expect(description.questions.find(({ field }) => field === 'inputSize')).toMatchObject({ proposal: '28 x 28', blocking: false });
  });
});
