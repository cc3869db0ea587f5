import { EngineError } from '../base/error.js';
import { Generator } from '../base/random/generator.js';

/**
 * `wanted` of `available` indices, drawn without replacement and in random order, so that any first
 * part of the sample is a fair sample too. Equal seed and purpose give equal indices. Throws
 * `images-too-few` when fewer are available.
 */
export function sampleIndices(available: number, wanted: number, seed: number, purpose = 'image-sample'): Uint32Array {
  if (wanted > available) {
    throw new EngineError('images-too-few', { fault: 'images-fewer-than-wanted', wanted, available });
  }
  const generator = new Generator(seed, purpose);
  const moved = new Map<number, number>();
  const sample = new Uint32Array(wanted);
  // Fisher & Yates from the front; only the positions that were touched are kept.
  for (let position = 0; position < wanted; position++) {
    const other = position + generator.integer(available - position);
    sample[position] = moved.get(other) ?? other;
    moved.set(other, moved.get(position) ?? position);
  }
  return sample;
}
