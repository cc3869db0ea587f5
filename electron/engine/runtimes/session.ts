import type { Tensor } from './onnx/library.js';
import type { RuntimeName } from '../../../shared/domain/runtime.js';
import { floatData, Session, type SessionOptions as OnnxOptions } from './onnx/session.js';
import { TensorflowSession } from './tensorflow/session.js';

/** Named tensors that go into a graph. */
export type Feeds = Readonly<Record<string, Tensor>>;

/** A loaded graph, whatever runtime computes it. */
export interface GraphSession {
  /** Runtime and device in words, for the record of a result. */
  readonly device: string;
  /** Runs the graph once on named tensors; blocks the thread while it computes. Throws `out-of-memory`. */
  run(feeds: Feeds): Promise<Readonly<Record<string, unknown>>>;
  /** Frees what the runtime holds; calling it again does nothing. */
  release(): Promise<void>;
}

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
