import type { FileHandle } from 'node:fs/promises';
import { NotRegular, openRegular } from '../../files/regular-file.js';
import { EngineError, type Fault } from '../base/error.js';
import { sha256OfFile } from '../base/files/digest.js';
import { locateBeside } from '../base/files/locate-beside.js';
import { maximumModelBytes } from './limits.js';
import { subgraphsOf } from './nodes.js';
import { TensorProto_DataLocation as DataLocation, type GraphProto, type ModelProto, type TensorProto } from './onnx_pb.js';
import { bytesPerElement } from './tensors.js';
import { elementCount } from '../base/numbers/shape.js';

/** Every tensor a graph holds: initializers, attributes of nodes, and those of nested graphs. */
function tensorsOf(graph: GraphProto): TensorProto[] {
  const held = graph.node.flatMap((node) => [
    ...node.attribute.flatMap(({ t, tensors }) => (t ? [t, ...tensors] : tensors)),
    ...subgraphsOf(node).flatMap(tensorsOf),
  ]);
  return [...graph.initializer, ...held];
}

function entry(tensor: TensorProto, key: string): string | undefined {
  return tensor.externalData.find((candidate) => candidate.key === key)?.value;
}

function unreadable(fault: Fault): EngineError {
  return new EngineError('model-unreadable', fault);
}

/** The real path of a data file, which must lie in the model's own folder or below it. */
async function locate(tensor: TensorProto, location: string, modelPath: string): Promise<string> {
  const found = await locateBeside(modelPath, location);
  switch (found.problem) {
    case undefined:
      return found.path;
    case 'outside':
      throw unreadable({ fault: 'external-data-outside', name: tensor.name });
    case 'missing':
      throw unreadable({ fault: 'external-data-missing', location, name: tensor.name });
    case 'link':
      throw unreadable({ fault: 'external-data-link', location, name: tensor.name });
  }
}

/** An unsigned decimal number of an external data entry. */
function unsigned(tensor: TensorProto, key: string, fallback: number): number {
  const text = entry(tensor, key);
  if (text === undefined) return fallback;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(value)) {
    throw unreadable({ fault: 'external-data-number', name: tensor.name, key });
  }
  return value;
}

/** Bytes that a tensor's shape and type ask for. */
function externalBytes(tensor: TensorProto): number {
  return elementCount(tensor.dims) * (bytesPerElement(tensor.dataType) ?? 0);
}

function tooLarge(): EngineError {
  return new EngineError('model-unsupported', { fault: 'external-data-too-large', maximumModelBytes });
}

async function loadTensor(tensor: TensorProto, file: FileHandle, size: number, location: string): Promise<void> {
  const expected = externalBytes(tensor);
  const offset = unsigned(tensor, 'offset', 0);
  const length = unsigned(tensor, 'length', expected);
  if (length !== expected || offset + length > size) {
    throw unreadable({ fault: 'external-data-length', name: tensor.name, location, expected, offset, size });
  }
  const bytes = new Uint8Array(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead !== length) throw unreadable({ fault: 'external-data-cut-short', location });
  tensor.rawData = bytes;
  tensor.dataLocation = DataLocation.DEFAULT;
  tensor.externalData = [];
}

/**
 * Loads external data into the tensors of `proto` and returns the SHA-256 of each data file by its
 * location, in order of location. Refuses locations outside the model's folder and data that does
 * not fit its tensor. `ownBytes` is the size of the model file itself.
 */
export async function loadExternalData(proto: ModelProto, modelPath: string, ownBytes: number): Promise<ReadonlyMap<string, string>> {
  const byLocation = new Map<string, TensorProto[]>();
  for (const tensor of proto.graph ? tensorsOf(proto.graph) : []) {
    if (tensor.dataLocation !== DataLocation.EXTERNAL) continue;
    const location = entry(tensor, 'location') ?? '';
    byLocation.set(location, [...(byLocation.get(location) ?? []), tensor]);
  }
  // Tensor by tensor, before any is loaded: many may name the same bytes, and each takes them anew.
  const asked = [...byLocation.values()].flat().reduce((sum, tensor) => sum + externalBytes(tensor), ownBytes);
  if (asked > maximumModelBytes) throw tooLarge();
  const digests = new Map<string, string>();
  let total = ownBytes;
  for (const location of [...byLocation.keys()].sort()) {
    const tensors = byLocation.get(location) ?? [];
    const { handle: file, size } = await openRegular(await locate(tensors[0], location, modelPath)).catch((cause: unknown) => {
      throw cause instanceof NotRegular
        ? unreadable({ fault: 'external-data-not-regular', location })
        : unreadable({ fault: 'external-data-unopenable', location });
    });
    try {
      total += size;
      if (total > maximumModelBytes) throw tooLarge();
      for (const tensor of tensors) await loadTensor(tensor, file, size, location);
      digests.set(location, await sha256OfFile(file));
    } finally {
      await file.close();
    }
  }
  return digests;
}
