import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EngineError } from '../../../../electron/engine/base/error.js';
import { readModel } from '../../../../electron/engine/models/read-model.js';
import { tensorflowFolder } from './fixtures.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keras-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Code and message of the refusal. */
async function refused(path: string): Promise<[string, string]> {
  return readModel(path).then(
    () => ['none', 'was read'],
    (error: unknown) => {
      if (!(error instanceof EngineError)) throw error;
      return [error.code, error.message];
    },
  );
}

interface Layer {
  class_name: string;
  config: Record<string, unknown>;
  inbound_nodes: unknown;
}

interface ModelJson {
  modelTopology: { model_config: { config: { layers: Layer[]; output_layers: unknown } } };
  weightsManifest: { paths: string[]; weights: { name: string; shape: number[]; dtype: string }[] }[];
}

/** A copy of the layers model "residual" whose description is changed. */
function changedLayers(name: string, change: (json: ModelJson) => void): string {
  const target = join(folder, name);
  cpSync(join(tensorflowFolder, 'residual-layers'), target, { recursive: true });
  const path = join(target, 'model.json');
  const json = JSON.parse(readFileSync(path, 'utf8')) as ModelJson;
  change(json);
  writeFileSync(path, JSON.stringify(json));
  return path;
}

function layer({ modelTopology }: ModelJson, className: string): Layer {
  const found = modelTopology.model_config.config.layers.find(({ class_name }) => class_name === className);
  if (!found) throw new Error(`The fixture has no layer ${className}.`);
  return found;
}

/** A copy of an archive with one of its files changed. */
function changedArchive(name: string, change: (files: Record<string, Uint8Array>) => void): string {
  const files = unzipSync(readFileSync(join(tensorflowFolder, 'separable.keras')));
  change(files);
  const path = join(folder, name);
  writeFileSync(path, zipSync(files, { level: 0 }));
  return path;
}

describe('a layer that is not taken is named', () => {
  it.each([
    ['refused-lambda.keras', 'The layer "secret" (Lambda) holds code, which is not run here.'],
    ['refused-lambda-keras2.h5', 'The layer "secret" (Lambda) holds code, which is not run here.'],
    ['refused-custom.keras', 'The layer "twice" (Clinic>Doubling) is a custom layer, whose code is not in the file.'],
    ['refused-activation.h5', 'The layer "strange" (Conv2D) has an activation of its own ("doubled"), whose code is not in the file.'],
    ['refused-transposed.keras', 'The layer "larger" (Conv2DTranspose) is of a kind that the trainer lacks.'],
    ['layers-refused-namesake.keras', 'The layer "own" (Rescaling) is a custom layer, whose code is not in the file.'],
    ['layers-refused-smoothed.keras', 'The layer "smooth" (Resizing) smooths while it resizes (antialias), which is not read here.'],
    ['layers-refused-root.keras', 'The layer "root" (Sqrt) is an operation that the trainer lacks.'],
    [
      'layers-refused-margins.keras',
      'The layer "framed" (Resizing) adds margins to keep the proportions (pad_to_aspect_ratio), which is not read here.',
    ],
    ['layers-refused-attention.keras', 'The layer "attention" (MultiHeadAttention) is of a kind that the trainer lacks.'],
    ['layers-refused-contrast.keras', 'The layer "stretched" (AutoContrast) is of a kind that the trainer lacks.'],
    [
      'layers-refused-crop.keras',
      'The layer "cut" (RandomCrop) cuts by chance in training, and Keras is not of one mind what it does else.',
    ],
  ])('%s', async (file, message) => {
    expect(await refused(tensorflowFolder + file)).toEqual(['model-unsupported', message]);
  });

  it.each<[string, (json: ModelJson) => void, string]>([
    [
      'channels-first',
      (json) => Object.assign(layer(json, 'Conv2D').config, { data_format: 'channels_first' }),
      'The layer "conv2d" (Conv2D) keeps its channels first (data_format), which is not read here.',
    ],
    [
      'activation',
      (json) => Object.assign(layer(json, 'Activation').config, { activation: 'celu' }),
      'The layer "activation" (Activation) has the activation "celu", which the trainer lacks.',
    ],
    [
      'axis',
      (json) => Object.assign(layer(json, 'Concatenate').config, { axis: 1 }),
      'The layer "concatenate" (Concatenate) joins along the axis 1; here it has to be the last, the channels.',
    ],
    [
      'softmax',
      (json) => Object.assign(layer(json, 'Activation').config, { activation: 'softmax' }),
      'The layer "activation" (Activation) has a softmax over an image.',
    ],
    [
      'prototype',
      (json) => Object.assign(layer(json, 'Activation').config, { activation: 'constructor' }),
      'The layer "activation" (Activation) has the activation "constructor", which the trainer lacks.',
    ],
    [
      'pad',
      (json) => Object.assign(layer(json, 'ZeroPadding2D').config, { padding: [1e9, 1] }),
      'The layer "zero_padding2d" (ZeroPadding2D) adds an impossible number of zeros.',
    ],
    [
      'window',
      (json) => Object.assign(layer(json, 'AveragePooling2D').config, { pool_size: [90, 90], padding: 'valid' }),
      'The layer "average_pooling2d" (AveragePooling2D) does not fit: Node "average_pooling2d": a window of 90 x 90 does not fit an input of 5 x 5.',
    ],
    [
      'training',
      (json) => {
        const dropout = layer(json, 'SpatialDropout2D');
        dropout.inbound_nodes = (dropout.inbound_nodes as [string, number, number, object][][]).map(([[name, node, tensor]]) => [
          [name, node, tensor, { training: true }],
        ]);
      },
      'The layer "spatial_dropout2d" (SpatialDropout2D) is called with training=True, so that it works as in training whenever the model answers.',
    ],
    [
      'product',
      (json) => Object.assign(layer(json, 'Add'), { class_name: 'Dot' }),
      'The layer "add" (Dot) is of a kind that the trainer lacks.',
    ],
  ])('in a layers model: %s', async (name, change, message) => {
    expect(await refused(changedLayers(name, change))).toEqual(['model-unsupported', message]);
  });
});

describe('a damaged model is refused in words', () => {
  it.each<[string, (json: ModelJson) => void, string]>([
    [
      'circle',
      (json) => Object.assign(layer(json, 'Conv2D'), { inbound_nodes: [[['add', 0, 0, {}]]] }),
      'The layer "conv2d" reads a value that no layer gives.',
    ],
    [
      'outside',
      (json) => Object.assign(json.weightsManifest[0], { paths: ['../residual.keras'] }),
      'The model asks for the weight file "../residual.keras" outside its folder.',
    ],
    ['missing', (json) => Object.assign(json.weightsManifest[0], { paths: ['group2'] }), 'The weight file "group2" is missing.'],
    [
      'short',
      (json) => json.weightsManifest[0].weights.push({ name: 'more', shape: [1000], dtype: 'float32' }),
      'The weight "more" is cut off: the weight files are too short.',
    ],
    [
      'unnamed',
      (json) => Object.assign(json.weightsManifest[0].weights[0], { name: 'strange' }),
      'The weight "gamma" of the layer "batch_normalization" is missing.',
    ],
    [
      'shape',
      (json) => Object.assign(layer(json, 'Dense').config, { units: 7 }),
      'The weight "kernel" of the layer "dense" has the shape (12, 5) where (12, 7) belongs.',
    ],
    [
      'setting',
      (json) => Object.assign(layer(json, 'Conv2D').config, { strides: 'two' }),
      'The layer "conv2d" (Conv2D) has a setting "strides" that Keras does not write.',
    ],
    [
      'no-input',
      (json) => Object.assign(layer(json, 'InputLayer').config, { batch_input_shape: [null, null, null, 3] }),
      'The Keras model leaves the size of its images free.',
    ],
    [
      'two-outputs',
      (json) =>
        Object.assign(json.modelTopology.model_config.config, {
          output_layers: [
            ['add', 0, 0],
            ['dense', 0, 0],
          ],
        }),
      'The model has 2 outputs; an image classifier has one.',
    ],
  ])('a layers model: %s', async (name, change, message) => {
    expect(await refused(changedLayers(name, change))).toEqual(['model-unreadable', message]);
  });

  it('whose weights are a link out of its folder', async () => {
    const path = changedLayers('linked', () => undefined);
    rmSync(join(folder, 'linked/group1-shard1of1.bin'));
    symlinkSync(join(tensorflowFolder, 'residual-layers/group1-shard1of1.bin'), join(folder, 'linked/group1-shard1of1.bin'));
    expect(await refused(path)).toEqual([
      'model-unreadable',
      'The weight file "group1-shard1of1.bin" is a link out of the model\'s folder.',
    ]);
  });

  it.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    [
      'no-weights.keras',
      (files) => delete files['model.weights.h5'],
      '"no-weights.keras" is no Keras archive: "model.weights.h5" is missing in it.',
    ],
    ['no-json.keras', (files) => Object.assign(files, { 'config.json': strToU8('{') }), 'The description of the Keras model is no JSON.'],
    [
      'no-hdf5.keras',
      (files) => Object.assign(files, { 'model.weights.h5': strToU8('weights') }),
      'The weights lie in no HDF5 file, or in a damaged one.',
    ],
    [
      'other-weights.keras',
      (files) =>
        Object.assign(files, { 'model.weights.h5': unzipSync(readFileSync(join(tensorflowFolder, 'mlp.keras')))['model.weights.h5'] }),
      'The weight "depthwise_kernel" of the layer "separable_conv2d" is missing.',
    ],
  ])('an archive: %s', async (name, change, message) => {
    expect(await refused(changedArchive(name, change))).toEqual(['model-unreadable', message]);
  });

  it('weights without their model', async () => {
    expect(await refused(`${tensorflowFolder}refused.weights.h5`)).toEqual([
      'model-unreadable',
      '"refused.weights.h5" holds weights of a Keras model but not the model.',
    ]);
  });

  it.each(['mlp-keras2.h5', 'mlp.keras'])('a file that breaks off anywhere: %s', async (file) => {
    const whole = readFileSync(tensorflowFolder + file);
    mkdirSync(join(folder, 'cut'), { recursive: true });
    const path = join(folder, 'cut', file);
    for (let length = 100; length < whole.length - 100; length += 1511) {
      writeFileSync(path, whole.subarray(0, length));
      expect((await refused(path))[0]).toBe('model-unreadable');
    }
  });

  it('a JSON text that is no model', async () => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, '{"a": 1}');
    expect(await refused(path)).toEqual(['model-unreadable', '"settings.json" is a JSON text, no ONNX model.']);
  });
});
