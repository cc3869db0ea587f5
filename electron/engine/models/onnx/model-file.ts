import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { EngineError } from '../../error.js';
import { checkGraph } from './checks.js';
import { loadExternalData } from './external-data.js';
import { refuseForeignFormat } from './foreign-formats.js';
import { imageInputOf } from './image-input.js';
import { inlineFunctions } from './inline-functions.js';
import { maximumModelBytes } from './limits.js';
import type { OnnxModel } from './model.js';
import { ModelProtoSchema, type ModelProto } from './onnx_pb.js';

async function readBounded(path: string, name: string): Promise<Buffer> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new EngineError('model-unreadable', `The model "${name}" could not be opened.`, 'Check that the file exists and that you may read it.', { cause });
  });
  try {
    const status = await file.stat();
    if (status.isDirectory()) {
      throw new EngineError(
        'model-unreadable',
        `"${name}" is a folder, no ONNX model.`,
        'Choose the .onnx file itself; convert a SavedModel folder with tf2onnx.',
      );
    }
    if (!status.isFile()) throw new EngineError('model-unreadable', `"${name}" is no regular file.`, 'Choose the .onnx file itself.');
    if (status.size === 0) throw new EngineError('model-unreadable', `The model "${name}" is empty (0 bytes).`, 'Copy or export it again.');
    if (status.size > maximumModelBytes) {
      throw new EngineError(
        'model-unsupported',
        `The model "${name}" is larger than ${maximumModelBytes / 2 ** 20} MiB.`,
        'Models of this size are not audited here; export a smaller one.',
      );
    }
    const bytes = Buffer.alloc(status.size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function parse(bytes: Buffer, name: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (cause) {
    throw new EngineError(
      'model-unreadable',
      `The model "${name}" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.`,
      'Copy or export it again.',
      { cause },
    );
  }
}

/** Plain SHA-256 of a model without external data, so that `sha256sum` gives the same. */
function digestOf(bytes: Buffer, external: ReadonlyMap<string, string>): string {
  const own = createHash('sha256').update(bytes).digest('hex');
  if (external.size === 0) return own;
  const listing = createHash('sha256').update(`${own}\n`);
  for (const [location, digest] of external) listing.update(`${digest}  ${location}\n`);
  return listing.digest('hex');
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
  const bytes = await readBounded(path, name);
  refuseForeignFormat(name, bytes.subarray(0, 4096));
  const proto = parse(bytes, name);
  if (!proto.graph || proto.graph.node.length === 0) {
    throw new EngineError('model-unreadable', `"${name}" holds no ONNX graph.`, 'Choose a trained model that was exported to ONNX.');
  }
  const external = await loadExternalData(proto, path, bytes.length);
  inlineFunctions(proto);
  checkGraph(proto, proto.graph);
  return { name, sha256: digestOf(bytes, external), proto, graph: proto.graph, input: imageInputOf(proto.graph) };
}
