import { EngineError } from '../../base/error.js';
import type { FedTensor } from './saved-graph.js';

export interface Feedable {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** 64-bit whole numbers as pairs of 32 bits, lower half first, as this machine keeps them. */
export function fedTensor(placeholder: string, { data, dims }: Feedable): FedTensor {
  if (data instanceof Float32Array || data instanceof Int32Array) return { placeholder, shape: dims, data };
  if (data instanceof BigInt64Array)
    return { placeholder, shape: [...dims, 2], data: new Int32Array(data.buffer, data.byteOffset, 2 * data.length) };
  throw new EngineError('internal', { fault: 'tensor-type-not-fed' });
}
