import { basename } from 'node:path';
import type { ModelSource } from '../../../shared/domain/model.js';
import { listingDigest } from './digest.js';
import { readModelBytes } from './file-bytes.js';
import { readArchive } from './keras/files/archive.js';
import { readHdf5Model } from './keras/files/hdf5-model.js';
import { isGraphModel, modelJsonSchema, readLayersModel, type ModelJson } from './keras/files/layers-model.js';
import { readShardFiles } from './keras/files/shard-files.js';
import { toAuditedModel } from './keras/keras-model.js';
import { containerOf } from './model-container.js';
import { readModelFile } from './onnx/model-file.js';
import type { OnnxModel } from './onnx/model.js';

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
      // What is no model of TensorFlow.js, the reader of ONNX files names.
      return json && !isGraphModel(json) ? readTensorFlowJs(path, name, bytes, json, source) : readModelFile(path);
    }
    case 'other':
      return readModelFile(path);
  }
}

async function readTensorFlowJs(path: string, name: string, bytes: Uint8Array, json: ModelJson, source: ReadingSource | undefined): Promise<OnnxModel> {
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
