import { mkdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { create, toBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { floatValue } from '../../../electron/engine/onnx/nodes.js';
import { ModelProtoSchema, TensorProto_DataType as DataType, type ModelProto } from '../../../electron/engine/onnx/onnx_pb.js';
import { fixtureFolder } from '../models/fixture-models.js';
import { folder, graphOf, refused, smallModel, write } from './support/small-model.js';

const exportAgain = 'The file may be damaged: copy it or export the model again.';
const fromTorch = 'Export the trained model from PyTorch with torch.onnx.export and load the .onnx file.';
const chooseModel = 'Choose the trained model, a file that ends in .onnx.';
const sideways = 'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]. Export it with such an input.';

describe('readModelFile', () => {
  it('reads a model and gives the digest that sha256sum gives', async () => {
    const path = await write('small.onnx', smallModel());
    const model = await readModelFile(path);
    expect(model.name).toBe('small.onnx');
    expect(model.input.name).toBe('x');
    expect(model.sha256).toBe(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    );
  });

  it('takes initializers that are listed as inputs for what they are', async () => {
    const path = await write(
      'listed.onnx',
      smallModel((model) => graphOf(model).input.push(floatValue('w', [4]))),
    );
    expect((await readModelFile(path)).input.name).toBe('x');
  });

  it.each([
    ['empty.onnx', '', ['model-unreadable', 'The model "empty.onnx" is empty (0 bytes).', 'Copy or export it again.']],
    [
      'x-ray.onnx',
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
      ['model-unreadable', '"x-ray.onnx" is a PNG image, no ONNX model.', chooseModel],
    ],
    [
      'weights.onnx',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('..archive/data.pkl')]),
      [
        'model-unreadable',
        '"weights.onnx" is a PyTorch checkpoint (a pickle, which can run code when it is opened), no ONNX model.',
        fromTorch,
      ],
    ],
    [
      'legacy.onnx',
      Uint8Array.of(0x80, 2, 0x8a, 10),
      ['model-unreadable', '"legacy.onnx" is a Python pickle, which can run code when it is opened, no ONNX model.', fromTorch],
    ],
    [
      'pointer.onnx',
      'version https://git-lfs.github.com/spec/v1\n',
      [
        'model-unreadable',
        '"pointer.onnx" is a Git LFS pointer, not the model itself, no ONNX model.',
        'Fetch the file itself from where the pointer came from (Git LFS).',
      ],
    ],
    [
      'noise.onnx',
      Buffer.from('this is no protocol buffer at all'),
      [
        'model-unreadable',
        'The model "noise.onnx" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.',
        'Copy or export it again.',
      ],
    ],
    [
      'bare.onnx',
      toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n })),
      ['model-unreadable', '"bare.onnx" holds no ONNX graph.', 'Choose a trained model that was exported to ONNX.'],
    ],
  ])('refuses what is no ONNX model: %s', async (name, content, expected) => {
    expect(await refused(await write(name, content))).toEqual(expected);
  });

  it('refuses a folder and a missing file', async () => {
    await mkdir(join(folder, 'saved_model'));
    expect(await refused(join(folder, 'saved_model'))).toEqual([
      'model-unreadable',
      '"saved_model" is a folder, no ONNX model.',
      "Choose the model's file itself: .onnx, .keras, .h5 or model.json.",
    ]);
    expect(await refused(join(folder, 'none.onnx'))).toEqual([
      'model-unreadable',
      'The model "none.onnx" could not be opened.',
      'Check that the file exists and that you may read it.',
    ]);
  });

  it('refuses a truncated file, wherever it breaks off', async () => {
    const whole = await readFile(`${fixtureFolder}torch-mobilenet-script.onnx`);
    const messages = new Set<string>();
    for (let length = 1; length < whole.length; length += 97) {
      const outcome = await refused(await write('cut.onnx', whole.subarray(0, length)));
      expect(outcome[0]).toBe('model-unreadable');
      messages.add(outcome[1]);
    }
    expect(messages).toContain('The model "cut.onnx" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.');
  });

  it.each<[string, (model: ModelProto) => void, string[]]>([
    [
      'a custom operator',
      (model) => (graphOf(model).node[1].domain = 'hospital.tools'),
      [
        'model-unsupported',
        'The hospital.tools.Relu node "y" is a custom operator, which could run code of its own.',
        'Only the standard ONNX operators are run; export the model without custom operators.',
      ],
    ],
    [
      'a cycle or missing tensor',
      (model) => (graphOf(model).node[0].input[1] = 'y'),
      ['model-unreadable', 'The Add node "h" reads "y", which nothing before it produces.', exportAgain],
    ],
    [
      'a name used twice',
      (model) => (graphOf(model).node[1].output[0] = 'h'),
      ['model-unreadable', 'The name "h" is given to two tensors.', exportAgain],
    ],
    [
      'an output without producer',
      (model) => (graphOf(model).output[0].name = 'z'),
      ['model-unreadable', 'The output "z" is produced by no node.', exportAgain],
    ],
    [
      'weights of another length',
      (model) => (graphOf(model).initializer[0].dims = [5n]),
      ['model-unreadable', 'Tensor "w" holds 4 values where its shape asks for 5.', exportAgain],
    ],
    [
      'a negative size',
      (model) => (graphOf(model).initializer[0].dims = [-4n]),
      ['model-unreadable', 'Tensor "w" has an impossible shape.', exportAgain],
    ],
    [
      'text as weights',
      (model) => (graphOf(model).initializer[0].dataType = DataType.STRING),
      [
        'model-unsupported',
        'Tensor "w" has an element type that image classifiers do not use (8).',
        'Export the model with 32-bit floating-point weights.',
      ],
    ],
    [
      'an old operator set',
      (model) => (model.opsetImport[0].version = 6n),
      [
        'model-unsupported',
        'The model uses ONNX operator set 6; the runtime starts at 7.',
        'Export the model again with a newer operator set, 17 for instance.',
      ],
    ],
    [
      'an input of five dimensions',
      (model) => (graphOf(model).input[0] = floatValue('x', ['N', 1, 16, 64, 64])),
      ['model-input-unsupported', 'The input "x" has 5 dimensions [?, 1, 16, 64, 64].', sideways],
    ],
    [
      'an input of one dimension',
      (model) => (graphOf(model).input[0] = floatValue('x', [4])),
      ['model-input-unsupported', 'The input "x" has 1 dimensions [4].', sideways],
    ],
    [
      'an integer input',
      (model) => (graphOf(model).input[0] = floatValue('x', ['N', 4], DataType.INT64)),
      [
        'model-input-unsupported',
        'The input "x" takes int64; image classifiers take 32-bit floating point here.',
        'Export the model with a float32 input; scaling of pixels belongs to the preprocessing.',
      ],
    ],
    [
      'two inputs',
      (model) => graphOf(model).input.push(floatValue('age', ['N', 1])),
      [
        'model-input-unsupported',
        'The model has 2 inputs ("x", "age"); an image classifier has one.',
        'Export the classifier alone, with the image as its only input.',
      ],
    ],
    [
      'an absurd input',
      (model) => (graphOf(model).input[0] = floatValue('x', [1, 3, 100_000, 100_000])),
      ['model-input-unsupported', 'The input "x" is too large: [1, 3, 100000, 100000].', 'Images up to 4096 x 4096 are audited.'],
    ],
  ])('refuses %s', async (_, change, expected) => {
    expect(await refused(await write('changed.onnx', smallModel(change)))).toEqual(expected);
  });
});
