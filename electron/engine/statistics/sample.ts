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
    throw new EngineError(
      'sample-invalid',
      `The ${name} needs at least ${minimum} ${minimum === 1 ? 'value' : 'values'} and got ${values.length}.`,
      'Use more images or more references.',
    );
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new EngineError(
        'sample-invalid',
        `The ${name} got a value that is not a finite number (${values[index]}, position ${index + 1}).`,
        'Check that the model answers every image with finite numbers.',
      );
    }
  }
}

/** @throws EngineError `sample-invalid` unless both samples hold the same number of values */
export function requirePaired(first: Sample, second: Sample, name: string): void {
  if (first.length !== second.length) {
    throw new EngineError(
      'sample-invalid',
      `The ${name} compares values in pairs and got ${first.length} and ${second.length}.`,
      'Score both samples on the same images.',
    );
  }
}

/** @throws EngineError `sample-invalid` unless `value` lies strictly between 0 and 1 */
export function requireProbability(value: number, name: string): void {
  if (!(value > 0 && value < 1)) {
    throw new EngineError(
      'sample-invalid',
      `The ${name} must lie between 0 and 1 and is ${value}.`,
      'Give a number greater than 0 and less than 1.',
    );
  }
}

/** @throws EngineError `sample-invalid` unless `value` is an integer of at least `minimum` */
export function requireCount(value: number, minimum: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < minimum) {
    throw new EngineError(
      'sample-invalid',
      `The ${name} must be a whole number of at least ${minimum} and is ${value}.`,
      'Give a larger whole number.',
    );
  }
}

/** @throws EngineError `sample-invalid` unless `value` lies from 0 to 1 */
export function requirePValue(value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw new EngineError('sample-invalid', `A p-value lies from 0 to 1, not ${value}.`, 'Leave out tests that gave no p-value.');
  }
}
