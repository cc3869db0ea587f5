import { basename } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { EngineError } from '../base/error.js';
import { listingDigest } from '../base/files/digest.js';
import { readModelBytes } from './model-bytes.js';
import { checkGraph } from './checks.js';
import { loadExternalData } from './external-data.js';
import { refuseForeignFormat } from './foreign-formats.js';
import { imageInputOf } from './image-input.js';
import { inlineFunctions } from './inline-functions.js';
import type { OnnxModel } from './model.js';
import { ModelProtoSchema, type ModelProto } from './onnx_pb.js';

function parse(bytes: Buffer, name: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new EngineError('model-unreadable', { fault: 'onnx-malformed', name }, { cause });
  }
}

/**
 * Reads and checks an ONNX model. The file is hostile input: it is bounded, nothing in it is run,
 * and what is refused is named. Throws `model-unreadable` (no ONNX model, damaged, data missing),
 * `model-unsupported` (custom operators, absurd sizes) and `model-input-unsupported`.
 *
 * The digest of a model with external data is the SHA-256 of a listing: the model's digest, then
 * one line `digest  location` for each data file, in order of location.
 */
export async function readModelFile(path: string): Promise<OnnxModel> {
  const name = basename(path);
  const bytes = await readModelBytes(path, name);
  refuseForeignFormat(name, bytes.subarray(0, 4096));
  const proto = parse(bytes, name);
  if (!proto.graph || proto.graph.node.length === 0) {
    throw new EngineError('model-unreadable', { fault: 'onnx-without-graph', name });
  }
  const external = await loadExternalData(proto, path, bytes.length);
  inlineFunctions(proto);
  checkGraph(proto, proto.graph);
  return { name, sha256: listingDigest(bytes, external), proto, graph: proto.graph, input: imageInputOf(proto.graph) };
}
