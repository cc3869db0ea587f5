import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One model of test/fixtures/models with the answers of the framework that wrote it. */
export interface FixtureModel {
  readonly name: string;
  readonly path: string;
  /** Per-example shape in the framework's own layout. */
  readonly shape: readonly number[];
  /** Four rows of answers. */
  readonly answers: Float32Array;
  readonly kind: 'logits' | 'log-softmax' | 'softmax' | 'sigmoid';
}

export const fixtureFolder = fileURLToPath(new URL('../../fixtures/models/', import.meta.url));
export const fixtureRows = 4;

interface ExpectedAnswers {
  shape: number[];
  answers: number[];
  kind: FixtureModel['kind'];
}

function readExpected(file: string): FixtureModel[] {
  const expected = JSON.parse(readFileSync(fixtureFolder + file, 'utf8')) as Record<string, ExpectedAnswers>;
  return Object.entries(expected)
    .filter(([name]) => name !== 'provenance')
    .map(([name, { shape, answers, kind }]) => ({
      name,
      path: `${fixtureFolder}${name}.onnx`,
      shape,
      answers: Float32Array.from(answers),
      kind,
    }));
}

export const fixtureModels: readonly FixtureModel[] = [...readExpected('torch-expected.json'), ...readExpected('keras-expected.json')];

export function fixtureModel(name: string): FixtureModel {
  const found = fixtureModels.find((model) => model.name === name);
  if (!found) throw new Error(`No fixture model "${name}".`);
  return found;
}

/** The images that the generating scripts scored: ((7919 i) mod 1009) / 1009. */
export function fixtureImages(shape: readonly number[], rows = fixtureRows): Float32Array {
  const count = shape.reduce((product, size) => product * size, rows);
  return Float32Array.from({ length: count }, (_, index) => ((index * 7919) % 1009) / 1009);
}

export function softmaxRows(logits: Float32Array, outputs: number): Float32Array {
  return logits.map((value, index) => {
    const row = logits.subarray(index - (index % outputs), index - (index % outputs) + outputs);
    const top = row.reduce((a, b) => Math.max(a, b));
    return Math.exp(value - top) / row.reduce((sum, other) => sum + Math.exp(other - top), 0);
  });
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Array.from(a).reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

/** What the framework answered against what was read: both as probabilities, logits where it gave logits. */
export function comparable(
  model: FixtureModel,
  answers: Float32Array,
  outputs: number,
): { expected: Float32Array; answered: Float32Array } {
  switch (model.kind) {
    case 'softmax':
      return { expected: model.answers, answered: softmaxRows(answers, outputs) };
    case 'log-softmax':
      return { expected: model.answers.map(Math.exp), answered: softmaxRows(answers, outputs) };
    case 'sigmoid':
      return { expected: model.answers, answered: answers.map((value) => 1 / (1 + Math.exp(-value))) };
    default:
      return { expected: model.answers, answered: answers };
  }
}
