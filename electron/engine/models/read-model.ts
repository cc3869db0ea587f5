import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ModelSource } from '../../../shared/domain/model.js';
import { EngineError } from '../base/error.js';
import { listingDigest } from '../base/files/digest.js';
import { readModelBytes } from '../onnx/model-bytes.js';
import { readArchive } from './keras/files/archive.js';
import { readHdf5Model } from './keras/files/hdf5-model.js';
import { isGraphModel, modelJsonSchema, readLayersModel, type ModelJson } from './keras/files/layers-model.js';
import { readShardFiles } from './keras/files/shard-files.js';
import { toAuditedModel } from './keras/keras-model.js';
import { containerOf } from './model-container.js';
import { readModelFile } from '../onnx/model-file.js';
import type { OnnxModel } from '../onnx/model.js';
import { readGraphModel } from './tensorflow/graph-model.js';
import { readSavedModel } from './tensorflow/saved-model.js';
import type { TensorflowModel } from './tensorflow/tensorflow-model.js';

/** What of a spec's model decides how its file is read. */
export type ReadingSource = Pick<ModelSource, 'inputSize'>;

/**
 * Reads and checks a trained model: ONNX as it is; Keras's .h5 and .keras and TensorFlow.js layers
 * models translated into ONNX. Told by content, not by name; all of them hostile input, of which
 * nothing is run. Throws `model-unreadable`, `model-unsupported` (with the layer or node named) and
 * `model-input-unsupported`.
 */
export async function readModel(path: string, source?: ReadingSource): Promise<OnnxModel> {
  const name = basename(path);
  switch (await containerOf(path)) {
    case 'hdf5': {
      const bytes = await readModelBytes(path, name);
      const translated = await readHdf5Model(bytes, name, source?.inputSize);
      return toAuditedModel(translated, { name, sha256: listingDigest(bytes, new Map()), format: 'keras-h5', version: translated.version });
    }
    case 'keras': {
      const bytes = await readModelBytes(path, name);
      const translated = await readArchive(bytes, name, source?.inputSize);
      return toAuditedModel(translated, { name, sha256: listingDigest(bytes, new Map()), format: 'keras', version: translated.version });
    }
    case 'json': {
      const bytes = await readModelBytes(path, name);
      const json = parseModelJson(bytes);
      if (json && isGraphModel(json)) throw needsTensorflow(name, 'a graph model of TensorFlow.js');
      // What is no model of TensorFlow.js, the reader of ONNX files names.
      return json ? readTensorFlowJs(path, name, bytes, json, source) : readModelFile(path);
    }
    case 'other':
      if (savedModelFolder(path) !== undefined) throw needsTensorflow(name, 'a SavedModel');
      return readModelFile(path);
  }
}

/**
 * Any model that is audited: one in ONNX's form, or one of TensorFlow's own, of which only the
 * answers are known. Throws as `readModel` does.
 */
export async function readAnyModel(path: string, source?: ModelSource): Promise<OnnxModel | TensorflowModel> {
  const folder = savedModelFolder(path);
  if (folder !== undefined) return readSavedModel(folder, source);
  if ((await containerOf(path)) !== 'json') return readModel(path, source);
  const bytes = await readModelBytes(path, basename(path));
  const json = parseModelJson(bytes);
  return json && isGraphModel(json) ? readGraphModel(path, bytes, json, source) : readModel(path, source);
}

/** The folder of a SavedModel, given that folder or the file in it that people choose. */
function savedModelFolder(path: string): string | undefined {
  const folder = basename(path) === 'saved_model.pb' ? dirname(path) : path;
  return existsSync(join(folder, 'saved_model.pb')) ? folder : undefined;
}

export function isTensorflowModel(model: OnnxModel | TensorflowModel): model is TensorflowModel {
  return 'load' in model;
}

/** The refusal where a model's own graph is needed: to train it anew, or to start from its weights. */
function needsTensorflow(name: string, what: string): EngineError {
  return new EngineError('model-unsupported', { fault: 'model-answers-only', name, what });
}

async function readTensorFlowJs(
  path: string,
  name: string,
  bytes: Uint8Array,
  json: ModelJson,
  source: ReadingSource | undefined,
): Promise<OnnxModel> {
  const { groups, digests } = await readShardFiles(path, json.weightsManifest);
  const translated = readLayersModel(json, groups, source?.inputSize);
  return toAuditedModel(translated, { name, sha256: listingDigest(bytes, digests), format: 'tfjs-layers', version: translated.version });
}

/** TensorFlow.js's model.json, or undefined where it is some other text. */
export function parseModelJson(bytes: Uint8Array): ModelJson | undefined {
  try {
    return modelJsonSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes))).data;
  } catch {
    return undefined;
  }
}
