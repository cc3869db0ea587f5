/** Sizes of an array, outermost first. */
export type Shape = readonly number[];

/** Numbers and the sizes of the array that they fill, the last axis fastest. */
export interface FloatArray {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Number of values in an array of these sizes; 1 for a single number. */
export function elementCount(shape: readonly (number | bigint)[]): number {
  return shape.reduce<number>((product, size) => product * Number(size), 1);
}

/** "[3, 28, 28]", for messages. */
export const formatShape = (shape: Shape): string => `[${shape.join(', ')}]`;
