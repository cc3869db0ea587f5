/** A tensor as one run left it. */
export interface ObservedTensor {
  readonly shape: readonly number[];
  readonly type: string;
  /** Kept for tensors that do not depend on the input: weights after the graph's own arithmetic. */
  readonly values?: Float32Array | readonly number[];
}
