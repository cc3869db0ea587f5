import { readFileSync } from 'node:fs';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { elementCount } from '../../../electron/engine/base/numbers/shape.js';
import type { Network, WeightArray, Weights } from '../../../electron/engine/networks/network.js';
import { listWeights } from '../../../electron/engine/networks/shapes.js';
import type { TrainingData } from '../../../electron/engine/networks/training/trainer.js';

/** Weights and batches that test/fixtures/training draws alike, and its summary of an update. */

const seed = 11;
export const trainingSeed = 5;

export function readFixture<Case>(file: string): Case[] {
  const path = new URL(`../../fixtures/training/${file}`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] };
  return cases;
}

export function referenceWeights(network: Network): Weights {
  return new Map(
    listWeights(network).map(({ name, role, shape, fanIn, fanOut }): [string, WeightArray] => {
      const generator = new Generator(seed, `test ${name}`);
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      const data = Float32Array.from({ length: elementCount(shape) }, () => {
        const drawn = generator.uniform();
        if (role === 'kernel') return (2 * drawn - 1) * limit;
        return role === 'gamma' || role === 'variance' ? 0.5 + drawn : 0.4 * drawn - 0.2;
      });
      return [name, { shape, data }];
    }),
  );
}

export type TargetKind = 'one-hot' | 'soft' | 'labels';

export function referenceData(network: Network, count: number, targets: TargetKind, outputs: number): TrainingData {
  return {
    count,
    exampleLength: elementCount(network.inputShape),
    targetLength: outputs,
    copyExample(index, target, offset) {
      const generator = new Generator(seed, 'test example', index);
      const end = offset + elementCount(network.inputShape);
      for (let position = offset; position < end; position++) target[position] = 2 * generator.uniform() - 1;
    },
    copyTarget(index, target, offset) {
      const generator = new Generator(seed, 'test target', index);
      const drawn = Array.from({ length: outputs }, () => generator.uniform());
      const total = drawn.reduce((sum, value) => sum + value, 0);
      drawn.forEach((value, label) => {
        const byKind = { 'one-hot': label === index % outputs ? 1 : 0, soft: value / total, labels: value > 0.5 ? 1 : 0 };
        target[offset + label] = byKind[targets];
      });
    },
  };
}

/** An update's Euclidean norm and its products with vectors of random signs. */
export interface UpdateSummary {
  readonly norm: number;
  readonly projections: readonly number[];
}

export function summariseUpdate(name: string, before: Float32Array, after: Float32Array, projections: number): UpdateSummary {
  const change = Float64Array.from(after, (value, index) => value - before[index]);
  return {
    norm: Math.sqrt(change.reduce((total, value) => total + value * value, 0)),
    projections: Array.from({ length: projections }, (_, item) => {
      const generator = new Generator(seed, `signs ${name}`, item);
      return change.reduce((total, value) => total + (generator.word() % 2 === 0 ? value : -value), 0);
    }),
  };
}

/**
 * The largest error of a summary, relative to the update's size. A bias that a normalisation takes
 * away again has no gradient but rounding: its update counts against 1e-2, the least size of others.
 */
export function summaryError(actual: UpdateSummary, expected: UpdateSummary): number {
  const errors = [actual.norm - expected.norm, ...actual.projections.map((value, item) => value - expected.projections[item])];
  const withoutGradient = expected.norm < 1e-9;
  return Math.max(...errors.map(Math.abs)) / (withoutGradient ? 1e-2 : expected.norm);
}
