import type { ModelFormat } from '../../../../shared/domain/model.js';
import type { RuntimeName } from '../../../../shared/domain/runtime.js';

/** A model of TensorFlow's own: operators that only its library runs. */
export interface TensorflowModel {
  readonly name: string;
  /** SHA-256 of a listing of all its files. */
  readonly sha256: string;
  readonly format: Extract<ModelFormat, 'saved-model' | 'tfjs-graph'>;
  /** The only one that runs its operators. */
  readonly runtime: RuntimeName;
  /** The signature that is used, and those that there are. */
  readonly signature: string;
  readonly signatures: readonly string[];
  readonly input: { readonly name: string; readonly shape: readonly (number | undefined)[] };
  readonly output: { readonly name: string; readonly shape: readonly (number | undefined)[] };
  readonly outputNames: readonly string[];
  readonly operators: ReadonlyMap<string, number>;
  /** Loads it. Throws `runtime-missing` without the library. */
  load(): Promise<LoadedModel>;
}

export interface LoadedModel {
  /** Answers for a batch [N, ...input]. */
  run(batch: Float32Array, shape: readonly number[]): Float32Array;
  release(): void;
}
