import { create } from '@bufbuild/protobuf';
import { EngineError } from '../base/error.js';
import { TensorProto_DataType as DataType, TensorProtoSchema, type TensorProto } from './onnx_pb.js';

/** Bytes of one element of each type that an image classifier may hold; other types are refused. */
const elementBytes: Partial<Record<DataType, number>> = {
  [DataType.FLOAT]: 4,
  [DataType.DOUBLE]: 8,
  [DataType.FLOAT16]: 2,
  [DataType.BFLOAT16]: 2,
  [DataType.UINT8]: 1,
  [DataType.INT8]: 1,
  [DataType.BOOL]: 1,
  [DataType.UINT16]: 2,
  [DataType.INT16]: 2,
  [DataType.UINT32]: 4,
  [DataType.INT32]: 4,
  [DataType.UINT64]: 8,
  [DataType.INT64]: 8,
};

export function bytesPerElement(dataType: number): number | undefined {
  return elementBytes[dataType as DataType];
}

export function shapeOf(tensor: TensorProto): number[] {
  return tensor.dims.map(Number);
}

/** A copy of the raw little-endian bytes at an alignment that typed arrays accept. */
function alignedBytes(raw: Uint8Array): ArrayBuffer {
  return raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength) as ArrayBuffer;
}

/** The values of a float or integer tensor as numbers; throws `model-unsupported` for other types. */
export function tensorValues(tensor: TensorProto): Float32Array | Float64Array | Int32Array | number[] {
  const raw = tensor.rawData;
  switch (tensor.dataType) {
    case DataType.FLOAT:
      return raw.length > 0 ? new Float32Array(alignedBytes(raw)) : Float32Array.from(tensor.floatData);
    case DataType.DOUBLE:
      return raw.length > 0 ? new Float64Array(alignedBytes(raw)) : Float64Array.from(tensor.doubleData);
    case DataType.INT32:
      return raw.length > 0 ? new Int32Array(alignedBytes(raw)) : Int32Array.from(tensor.int32Data);
    case DataType.INT64:
      return Array.from(raw.length > 0 ? new BigInt64Array(alignedBytes(raw)) : tensor.int64Data, Number);
    case DataType.BOOL:
      return raw.length > 0 ? Array.from(raw) : tensor.int32Data;
    default:
      throw new EngineError('model-unsupported', {
        fault: 'tensor-type-unread',
        name: tensor.name,
        type: DataType[tensor.dataType] ?? String(tensor.dataType),
      });
  }
}

export function floatTensor(name: string, shape: readonly number[], data: Float32Array): TensorProto {
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return create(TensorProtoSchema, { name, dims: shape.map(BigInt), dataType: DataType.FLOAT, rawData });
}

export function integerTensor(name: string, shape: readonly number[], values: readonly number[]): TensorProto {
  const rawData = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return create(TensorProtoSchema, { name, dims: shape.map(BigInt), dataType: DataType.INT64, rawData });
}
