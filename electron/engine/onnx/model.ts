import type { ModelFormat } from '../../../shared/domain/model.js';
import type { GraphProto, ModelProto, ValueInfoProto } from './onnx_pb.js';

/**
 * A checked ONNX model: its only float image input, at least one float output, no custom
 * operators, external data inside. Treat `proto` as read-only: surgery works on copies.
 */
export interface OnnxModel {
  /** File name without its folder, for messages. */
  readonly name: string;
  /** SHA-256 of the file; with external data, of the listing of all digests (`readModelFile`). */
  readonly sha256: string;
  readonly proto: ModelProto;
  readonly graph: GraphProto;
  /** The image input. */
  readonly input: ValueInfoProto;
  /** What the file is, where it is no ONNX file but was translated. */
  readonly translatedFrom?: { readonly format: Exclude<ModelFormat, 'onnx'>; readonly words: string };
}

/** Dimensions of a declared tensor: a size, or undefined where the graph leaves it free. */
export function declaredShape(value: ValueInfoProto): (number | undefined)[] | undefined {
  if (value.type?.value.case !== 'tensorType') return undefined;
  return value.type.value.value.shape?.dim.map(({ value: size }) => {
    const fixed = size.case === 'dimValue' ? Number(size.value) : 0;
    return fixed > 0 ? fixed : undefined;
  });
}

/** Element type (TensorProto.DataType) of a declared tensor, or 0. */
export function declaredType(value: ValueInfoProto): number {
  return value.type?.value.case === 'tensorType' ? value.type.value.value.elemType : 0;
}

/** Version of the standard operators that the model asks for. */
export function opsetOf(proto: ModelProto): number {
  const standard = proto.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx');
  return standard ? Number(standard.version) : 1;
}
