/** TensorFlow's numbers of element types. */
export const DataType = { FLOAT: 1, INT32: 3, INT64: 9, BOOL: 10 } as const;
export type DataType = (typeof DataType)[keyof typeof DataType];

export interface Tensor {
  readonly type: DataType;
  readonly shape: readonly number[];
  /** In the byte order of this machine, which is TensorFlow's as well. */
  readonly data: Float32Array | Int32Array | BigInt64Array | Uint8Array;
}

/** The value of an operator's attribute. */
export type AttributeValue =
  | { readonly type: DataType }
  | { readonly integer: number }
  | { readonly real: number }
  | { readonly flag: boolean }
  | { readonly text: string }
  | { readonly integers: readonly number[] }
  /** -1 where a size is free. */
  | { readonly shape: readonly number[] }
  | { readonly tensor: Tensor };

export type Attributes = Readonly<Record<string, AttributeValue>>;
