import { create, fromBinary } from '@bufbuild/protobuf';
import { EngineError } from '../../base/error.js';
import { toOnnxModel } from '../../networks/inference-model.js';
import { imageInputOf } from '../../onnx/image-input.js';
import type { OnnxModel } from '../../onnx/model.js';
import { GraphProtoSchema, ModelProtoSchema } from '../../onnx/onnx_pb.js';
import { unreadable } from './refusals.js';
import type { TranslatedModel } from './translate.js';

const formatWords = { keras: '.keras archive', 'keras-h5': '.h5 file', 'tfjs-layers': 'TensorFlow.js layers model' } as const;

export interface KerasFile {
  readonly name: string;
  readonly sha256: string;
  readonly format: keyof typeof formatWords;
  readonly version: string;
}

/**
 * A translated model as an ONNX model, written by the trainer's own emitters; it takes its images as
 * Keras does. The network that was translated can be trained anew from it like any other.
 */
export function toAuditedModel(translated: TranslatedModel, { name, sha256, format, version }: KerasFile): OnnxModel {
  const { network, weights, output, imageShape } = translated;
  const input = ([undefined, undefined, 'NHW', 'NHWC'] as const)[imageShape.length];
  const proto = fromBinary(
    ModelProtoSchema,
    write(() => toOnnxModel(network, weights, { output, input })),
  );
  // Tells whoever reads the graph in which order a flattened colour image lies.
  proto.producerName = 'keras';
  proto.producerVersion = version;
  const graph = proto.graph ?? create(GraphProtoSchema);
  return {
    name,
    sha256,
    proto,
    graph,
    input: imageInputOf(graph),
    translatedFrom: { format, words: `Keras ${version} (${formatWords[format]})` },
  };
}

function write(make: () => Uint8Array): Uint8Array {
  try {
    return make();
  } catch (error) {
    if (error instanceof EngineError && error.code === 'network-invalid')
      throw unreadable({ fault: 'keras-incoherent', message: error.message }, error);
    throw error;
  }
}
