import { Generator } from '../../base/random/generator.js';
import { elementCount } from '../../base/numbers/shape.js';
import type { ResolvedNetwork } from '../shapes.js';
import { invalidTraining } from '../refusals.js';

/** Examples and targets that training copies from, one at a time; both as rows of 32-bit numbers. */
export interface TrainingData {
  readonly count: number;
  /** Numbers in an example: the product of the network's input shape. */
  readonly exampleLength: number;
  /** Numbers in a target: one for each logit. One-hot, probabilities to distil from, or labels of 0 and 1. */
  readonly targetLength: number;
  copyExample(index: number, target: Float32Array, offset: number): void;
  copyTarget(index: number, target: Float32Array, offset: number): void;
  /** Called before each epoch (counted from 0) of data that changes from one to the next. */
  startEpoch?(epoch: number): void;
}

/** Changes one example in place before it is learned from; the generator is its own in each epoch. */
export type Augmentation = (example: Float32Array, generator: Generator) => void;

/** Refuses data that do not fit the network. */
export function requireData(data: TrainingData, resolved: ResolvedNetwork, what: string): void {
  const exampleLength = elementCount(resolved.network.inputShape);
  if (data.count < 1) throw invalidTraining({ fault: 'training-data-empty', what });
  if (data.exampleLength !== exampleLength) {
    throw invalidTraining({ fault: 'training-examples-length', what, exampleLength: data.exampleLength, expected: exampleLength });
  }
  if (data.targetLength !== resolved.outputs) {
    throw invalidTraining({ fault: 'training-targets-length', what, targetLength: data.targetLength, outputs: resolved.outputs });
  }
}

/** The order in which an epoch visits its examples. */
export function epochOrder(count: number, epoch: number, seed: number, shuffle: boolean): Uint32Array {
  if (shuffle) return new Generator(seed, 'epoch order', epoch).permutation(count);
  return Uint32Array.from({ length: count }, (_, index) => index);
}

/** Rows of examples and targets, laid out one after the other. */
export interface Rows {
  readonly examples: Float32Array;
  readonly targets: Float32Array;
}

/** Copies the examples named by `indices`. */
export function copyRows(data: TrainingData, indices: Uint32Array): Rows {
  const examples = new Float32Array(indices.length * data.exampleLength);
  const targets = new Float32Array(indices.length * data.targetLength);
  indices.forEach((index, row) => {
    data.copyExample(index, examples, row * data.exampleLength);
    data.copyTarget(index, targets, row * data.targetLength);
  });
  return { examples, targets };
}

/** Augments rows in place, each with the stream of its example and epoch. */
export function augmentRows(
  rows: Rows,
  indices: Uint32Array,
  exampleLength: number,
  augmentation: Augmentation,
  seed: number,
  epoch: number,
): void {
  indices.forEach((index, row) => {
    const example = rows.examples.subarray(row * exampleLength, (row + 1) * exampleLength);
    augmentation(example, new Generator(seed, `augmentation in epoch ${epoch}`, index));
  });
}
