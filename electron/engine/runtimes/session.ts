import type { RuntimeName } from '../../../shared/domain/runtime.js';
import type { GraphSession, SessionOptions } from './graph-session.js';
import { floatData } from './onnx/session.js';
import { runtimeNamed } from './table.js';
import type { Tensor } from './tensor.js';

/** What computes, and on how many threads. */
export interface ComputeOptions extends SessionOptions {
  /** The embedded one where absent. */
  readonly runtime?: RuntimeName;
}

/** Opens a session for the bytes of an ONNX model on the runtime that is asked for. */
export async function openSession(model: Uint8Array, { runtime, ...options }: ComputeOptions): Promise<GraphSession> {
  return runtimeNamed(runtime).open(model, options);
}

/** The numbers of an output of 32-bit reals, without copying. */
export function floatRows(output: unknown): Float32Array {
  return floatData(output as Tensor);
}
