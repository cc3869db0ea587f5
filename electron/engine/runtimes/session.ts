import type { Tensor } from './onnx/library.js';
import type { RuntimeName } from '../../../shared/domain/runtime.js';
import type { GraphSession } from './graph-session.js';
import { floatData, Session, type SessionOptions as OnnxOptions } from './onnx/session.js';
import { TensorflowSession } from './tensorflow/session.js';

export interface SessionOptions extends OnnxOptions {
  /** onnxruntime where absent. */
  readonly runtime?: RuntimeName;
}

/** Opens a session for the bytes of an ONNX model on the runtime that is asked for. */
export async function openSession(model: Uint8Array, { runtime = 'onnx', ...options }: SessionOptions): Promise<GraphSession> {
  return runtime === 'tensorflow' ? TensorflowSession.create(model) : Session.create(model, options);
}

/** The numbers of an output of 32-bit reals, without copying. */
export function floatRows(output: unknown): Float32Array {
  return floatData(output as Tensor);
}
