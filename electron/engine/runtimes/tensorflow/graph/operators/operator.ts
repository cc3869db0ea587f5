import type { NodeProto } from '../../../../onnx/onnx_pb.js';
import type { Translation } from '../translation.js';
import type { GraphValue } from '../value.js';

/** Writes one ONNX operator into TensorFlow's graph and gives its first output. Throws `model-unsupported`. */
export type OperatorRule = (node: NodeProto, translation: Translation) => GraphValue;

export type OperatorRules = Readonly<Record<string, OperatorRule>>;
