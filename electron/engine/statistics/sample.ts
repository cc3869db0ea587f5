import { EngineError } from '../base/error.js';

/** Numbers that a statistic looks at: a plain or typed array. */
export type Sample = ArrayLike<number>;

/**
 * Refuses a sample that a statistic cannot use.
 * @param name what the sample is, in words, as the message shall call it
 * @throws EngineError `sample-invalid` with fewer than `minimum` values, or a value that is NaN or infinite
 */
export function requireSample(values: Sample, minimum: number, name: string): void {
  if (values.length < minimum) {
    throw new EngineError('sample-invalid', { fault: 'sample-too-small', name, minimum, values: values.length });
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new EngineError('sample-invalid', { fault: 'sample-not-finite', name, value: values[index], index });
    }
  }
}

/** @throws EngineError `sample-invalid` unless both samples hold the same number of values */
export function requirePaired(first: Sample, second: Sample, name: string): void {
  if (first.length !== second.length) {
    throw new EngineError('sample-invalid', { fault: 'samples-not-paired', name, first: first.length, second: second.length });
  }
}

/** @throws EngineError `sample-invalid` unless `value` lies strictly between 0 and 1 */
export function requireProbability(value: number, name: string): void {
  if (!(value > 0 && value < 1)) {
    throw new EngineError('sample-invalid', { fault: 'share-out-of-range', name, value });
  }
}

/** @throws EngineError `sample-invalid` unless `value` is an integer of at least `minimum` */
export function requireCount(value: number, minimum: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new EngineError('sample-invalid', { fault: 'whole-number-expected', name, minimum, value });
  }
}

/** @throws EngineError `sample-invalid` unless `value` lies from 0 to 1 */
export function requirePValue(value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new EngineError('sample-invalid', { fault: 'p-value-out-of-range', value });
  }
}
