import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../../../electron/engine/error.js';
import { readModelFile } from '../../../../electron/engine/models/onnx/model-file.js';
import { floatValue, operatorNode } from '../../../../electron/engine/models/onnx/nodes.js';
import {
  AttributeProto_AttributeType as AttributeType,
  AttributeProtoSchema,
  FunctionProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProto_DataLocation as DataLocation,
  TensorProto_DataType as DataType,
  TensorProtoSchema,
  type AttributeProto,
  type FunctionProto,
  type ModelProto,
} from '../../../../electron/engine/models/onnx/onnx_pb.js';
import { floatTensor } from '../../../../electron/engine/models/onnx/tensors.js';
import { fixtureFolder } from '../fixture-models.js';

const exportAgain = 'The file may be damaged: copy it or export the model again.';
const fromTorch = 'Export the trained model from PyTorch with torch.onnx.export and load the .onnx file.';
const chooseModel = 'Choose the trained model, a file that ends in .onnx.';
const sideways = 'An image model takes [N, C, H, W], [N, H, W, C], [N, H, W] or [N, F]; export it with such an input.';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** y = relu(x + w): the smallest model there is, changed by `change`. */
function smallModel(change: (model: ModelProto) => void = () => undefined): ModelProto {
  const model = create(ModelProtoSchema, { irVersion: 8n, producerName: 'test', opsetImport: [{ domain: '', version: 17n }] });
  model.graph = {
    ...create(ModelProtoSchema, { graph: { name: 'g' } }).graph,
    node: [operatorNode('Add', ['x', 'w'], ['h']), operatorNode('Relu', ['h'], ['y'])],
    initializer: [floatTensor('w', [4], Float32Array.of(1, 2, 3, 4))],
    input: [floatValue('x', ['N', 4])],
    output: [floatValue('y', ['N', 4])],
  } as ModelProto['graph'];
  change(model);
  return model;
}

async function write(name: string, content: ModelProto | Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'object' && '$typeName' in content ? toBinary(ModelProtoSchema, content) : content);
  return path;
}

function attributeOf(name: string, value: { f?: number; refAttrName?: string }): AttributeProto {
  return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, ...value });
}

function graphOf(model: ModelProto) {
  if (!model.graph) throw new Error('The model has no graph.');
  return model.graph;
}

/** Code, message and hint of the refusal. */
async function refused(path: string): Promise<string[]> {
  return readModelFile(path).then(
    () => ['was read'],
    (error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
      return [error.code, error.message, error.hint];
    },
  );
}

describe('readModelFile', () => {
  it('reads a model and gives the digest that sha256sum gives', async () => {
    const path = await write('small.onnx', smallModel());
    const model = await readModelFile(path);
    expect(model.name).toBe('small.onnx');
    expect(model.input.name).toBe('x');
    expect(model.sha256).toBe(createHash('sha256').update(await readFile(path)).digest('hex'));
  });

  it('takes initializers that are listed as inputs for what they are', async () => {
    const path = await write('listed.onnx', smallModel((model) => graphOf(model).input.push(floatValue('w', [4]))));
    expect((await readModelFile(path)).input.name).toBe('x');
  });

  it.each([
    ['empty.onnx', '', ['model-unreadable', 'The model "empty.onnx" is empty (0 bytes).', 'Copy or export it again.']],
    ['x-ray.onnx', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), ['model-unreadable', '"x-ray.onnx" is a PNG image, no ONNX model.', chooseModel]],
    [
      'weights.onnx',
      Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from('..archive/data.pkl')]),
      ['model-unreadable', '"weights.onnx" is a PyTorch checkpoint (a pickle, which can run code when it is opened), no ONNX model.', fromTorch],
    ],
    ['legacy.onnx', Uint8Array.of(0x80, 2, 0x8a, 10), ['model-unreadable', '"legacy.onnx" is a Python pickle, which can run code when it is opened, no ONNX model.', fromTorch]],
    ['pointer.onnx', 'version https://git-lfs.github.com/spec/v1\n', ['model-unreadable', '"pointer.onnx" is a Git LFS pointer, not the model itself, no ONNX model.', 'Fetch the file with "git lfs pull".']],
    [
      'noise.onnx',
      Buffer.from('this is no protocol buffer at all'),
      ['model-unreadable', 'The model "noise.onnx" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.', 'Copy or export it again.'],
    ],
    ['bare.onnx', toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n })), ['model-unreadable', '"bare.onnx" holds no ONNX graph.', 'Choose a trained model that was exported to ONNX.']],
  ])('refuses what is no ONNX model: %s', async (name, content, expected) => {
    expect(await refused(await write(name, content))).toEqual(expected);
  });

  it('refuses a folder and a missing file', async () => {
    await mkdir(join(folder, 'saved_model'));
    expect(await refused(join(folder, 'saved_model'))).toEqual([
      'model-unreadable',
      '"saved_model" is a folder, no ONNX model.',
      'Choose the model\'s file itself: .onnx, .keras, .h5 or model.json.',
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
      ['model-unsupported', 'The hospital.tools.Relu node "y" is a custom operator, which could run code of its own.', 'Only the standard ONNX operators are run; export the model without custom operators.'],
    ],
    [
      'a cycle or missing tensor',
      (model) => (graphOf(model).node[0].input[1] = 'y'),
      ['model-unreadable', 'The Add node "h" reads "y", which nothing before it produces.', exportAgain],
    ],
    ['a name used twice', (model) => (graphOf(model).node[1].output[0] = 'h'), ['model-unreadable', 'The name "h" is given to two tensors.', exportAgain]],
    ['an output without producer', (model) => (graphOf(model).output[0].name = 'z'), ['model-unreadable', 'The output "z" is produced by no node.', exportAgain]],
    [
      'weights of another length',
      (model) => (graphOf(model).initializer[0].dims = [5n]),
      ['model-unreadable', 'Tensor "w" holds 4 values where its shape asks for 5.', exportAgain],
    ],
    ['a negative size', (model) => (graphOf(model).initializer[0].dims = [-4n]), ['model-unreadable', 'Tensor "w" has an impossible shape.', exportAgain]],
    [
      'text as weights',
      (model) => (graphOf(model).initializer[0].dataType = DataType.STRING),
      ['model-unsupported', 'Tensor "w" has an element type that image classifiers do not use (8).', 'Export the model with 32-bit floating-point weights.'],
    ],
    [
      'an old operator set',
      (model) => (model.opsetImport[0].version = 6n),
      ['model-unsupported', 'The model uses ONNX operator set 6; the runtime starts at 7.', 'Export the model again with a newer operator set, 17 for instance.'],
    ],
    [
      'an input of five dimensions',
      (model) => (graphOf(model).input[0] = floatValue('x', ['N', 1, 16, 64, 64])),
      ['model-input-unsupported', 'The input "x" has 5 dimensions [?, 1, 16, 64, 64].', sideways],
    ],
    ['an input of one dimension', (model) => (graphOf(model).input[0] = floatValue('x', [4])), ['model-input-unsupported', 'The input "x" has 1 dimensions [4].', sideways]],
    [
      'an integer input',
      (model) => (graphOf(model).input[0] = floatValue('x', ['N', 4], DataType.INT64)),
      ['model-input-unsupported', 'The input "x" takes int64; image classifiers take 32-bit floating point here.', 'Export the model with a float32 input; scaling of pixels belongs to the preprocessing.'],
    ],
    [
      'two inputs',
      (model) => graphOf(model).input.push(floatValue('age', ['N', 1])),
      ['model-input-unsupported', 'The model has 2 inputs ("x", "age"); an image classifier has one.', 'Export the classifier alone, with the image as its only input.'],
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

describe('functions of a model', () => {
  const bias = (name: string) => attributeOf('value_float', { refAttrName: name });
  const withFunction = (change: (body: FunctionProto) => void = () => undefined) =>
    smallModel((model) => {
      const body = create(FunctionProtoSchema, {
        name: 'Shifted',
        domain: 'pkg.torch',
        input: ['a'],
        output: ['b'],
        attribute: ['by'],
        opsetImport: [{ domain: '', version: 17n }],
        node: [create(NodeProtoSchema, { opType: 'Constant', output: ['c'], attribute: [bias('by')] }), operatorNode('Add', ['a', 'c'], ['b'])],
      });
      change(body);
      model.functions = [body];
      graphOf(model).node[1] = create(NodeProtoSchema, { name: 'call', opType: 'Shifted', domain: 'pkg.torch', input: ['h'], output: ['y'], attribute: [attributeOf('by', { f: 0.5 })] });
    });

  it('are put in the place of their calls', async () => {
    const model = await readModelFile(await write('function.onnx', withFunction()));
    expect(model.proto.functions).toEqual([]);
    expect(model.graph.node.map(({ opType, input, output }) => [opType, ...input, '->', ...output].join(' '))).toEqual(['Add x w -> h', 'Constant -> Shifted.0/c', 'Add h Shifted.0/c -> y']);
    expect(model.graph.node[1].attribute[0]).toMatchObject({ name: 'value_float', f: 0.5 });
  });

  it('are refused where they hide a custom operator, call themselves or are of another operator set', async () => {
    const custom = withFunction((body) => (body.node[1].domain = 'hospital.tools'));
    expect(await refused(await write('function.onnx', custom))).toEqual([
      'model-unsupported',
      'The hospital.tools.Add node "Shifted.0/b" is a custom operator, which could run code of its own.',
      'Only the standard ONNX operators are run; export the model without custom operators.',
    ]);
    const endless = withFunction((body) => (body.node[1] = create(NodeProtoSchema, { opType: 'Shifted', domain: 'pkg.torch', input: ['a'], output: ['b'] })));
    expect(await refused(await write('function.onnx', endless))).toEqual([
      'model-unsupported',
      'The model has more than 20000 nodes, or functions that call each other without end.',
      'Models of this size are not audited here.',
    ]);
    const other = withFunction((body) => (body.opsetImport[0].version = 18n));
    expect(await refused(await write('function.onnx', other))).toEqual([
      'model-unsupported',
      'The function "Shifted" is written in operator set 18, the model in 17.',
      'Inline the functions with onnx.inliner.inline_local_functions, or export the model again.',
    ]);
  });
});

describe('external data', () => {
  const external = (location: string, entries: Record<string, string> = {}) =>
    smallModel((model) => {
      graphOf(model).initializer[0] = create(TensorProtoSchema, {
        name: 'w',
        dims: [4n],
        dataType: DataType.FLOAT,
        dataLocation: DataLocation.EXTERNAL,
        externalData: Object.entries({ location, ...entries }).map(([key, value]) => ({ key, value })),
      });
    });
  const untrusted = 'External data must lie beside the model. Do not use this file unless you trust its origin; export the model again.';

  it('is read from the model\'s folder, at its offset', async () => {
    await write('weights.bin', new Uint8Array(Float32Array.of(9, 9, 5, 6, 7, 8).buffer));
    const path = await write('external.onnx', external('weights.bin', { offset: '8', length: '16' }));
    const model = await readModelFile(path);
    expect(Array.from(new Float32Array(model.graph.initializer[0].rawData.slice().buffer))).toEqual([5, 6, 7, 8]);
  });

  it('is part of the digest', async () => {
    const path = await write('external.onnx', external('weights.bin', { offset: '8' }));
    const before = (await readModelFile(path)).sha256;
    await write('weights.bin', new Uint8Array(Float32Array.of(9, 9, 5, 6, 7, 8.5).buffer));
    expect((await readModelFile(path)).sha256).not.toBe(before);
  });

  it.each([['../weights.bin'], ['/etc/hostname'], ['a/../../b'], ['C:\\weights.bin'], ['\\\\server\\share'], ['']])('is refused outside the folder: %s', async (location) => {
    expect(await refused(await write('external.onnx', external(location)))).toEqual(['model-unreadable', 'Tensor "w" asks for external data outside the model\'s folder.', untrusted]);
  });

  it('is refused behind a link that leads out', async () => {
    const inside = join(folder, 'inside');
    await mkdir(inside);
    await write('outside.bin', new Uint8Array(16));
    await symlink(join(folder, 'outside.bin'), join(inside, 'link.bin'));
    const path = join(inside, 'linked.onnx');
    await copyFile(await write('external.onnx', external('link.bin')), path);
    expect(await refused(path)).toEqual([
      'model-unreadable',
      'The external data file "link.bin" of tensor "w" is a link out of the model\'s folder.',
      'Put the file itself beside the model.',
    ]);
  });

  it('is refused where it is missing, too short or of another length', async () => {
    expect(await refused(await write('external.onnx', external('gone.bin')))).toEqual([
      'model-unreadable',
      'The external data file "gone.bin" of tensor "w" is missing.',
      'Copy it into the model\'s folder: both files belong together.',
    ]);
    await truncate(await write('short.bin', new Uint8Array(64)), 20);
    const other = 'The data file belongs to another model or is truncated: copy both files again.';
    expect(await refused(await write('external.onnx', external('short.bin', { offset: '8', length: '16' })))).toEqual([
      'model-unreadable',
      'Tensor "w" does not fit its external data file "short.bin": it needs 16 bytes from byte 8 of 20.',
      other,
    ]);
    expect(await refused(await write('external.onnx', external('short.bin', { length: '8' })))).toEqual([
      'model-unreadable',
      'Tensor "w" does not fit its external data file "short.bin": it needs 16 bytes from byte 0 of 20.',
      other,
    ]);
    expect(await refused(await write('external.onnx', external('short.bin', { offset: '-4' })))).toEqual([
      'model-unreadable',
      'Tensor "w" has an external data offset that is no number.',
      'Export the model again.',
    ]);
  });

  it('comes with models of PyTorch\'s second exporter', async () => {
    const model = await readModelFile(`${fixtureFolder}torch-vgg-dynamo-external.onnx`);
    expect(model.graph.initializer.every(({ dataLocation }) => dataLocation === DataLocation.DEFAULT)).toBe(true);
    expect(fromBinary(ModelProtoSchema, toBinary(ModelProtoSchema, model.proto)).graph?.node.length).toBe(model.graph.node.length);
  });
});
