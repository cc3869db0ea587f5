import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { softmaxRows } from '../fixture-models.js';

/** A model of test/fixtures/tensorflow with the answers of the Keras that wrote it. */
export interface TensorFlowFixture {
  /** Path from the folder of the fixtures. */
  readonly file: string;
  readonly path: string;
  /** Keras's shape of one image. */
  readonly shape: readonly number[];
  readonly output: 'softmax' | 'sigmoid' | 'logits';
  /** What its pixels are multiplied by; 1 where absent. */
  readonly brightest?: number;
  /** Four rows of answers. */
  readonly answers: readonly number[];
}

export const tensorflowFolder = fileURLToPath(new URL('../../../fixtures/tensorflow/', import.meta.url));

function readFixtures(name: string): TensorFlowFixture[] {
  const { models } = JSON.parse(readFileSync(tensorflowFolder + name, 'utf8')) as {
    models: Record<string, Omit<TensorFlowFixture, 'file' | 'path'>>;
  };
  return Object.entries(models).map(([file, model]) => ({ ...model, file, path: tensorflowFolder + file }));
}

const all = readFixtures('expected.json');

/** SavedModels and graph models hold operators; all others hold layers. */
const isGraph = ({ file }: TensorFlowFixture): boolean => file.includes('-saved') || file.includes('-graph/');

export const layerFixtures = all.filter((model) => !isGraph(model));
export const graphFixtures = all.filter(isGraph);

const further = readFixtures('layers-expected.json');

/** Keras 3's further layers and operations, each in one of a few small models. */
export const furtherFixtures = further.filter((model) => !isGraph(model));
/** What is read of them as a SavedModel alone. */
export const furtherGraphFixtures = further.filter(isGraph);

/** Raw answers as what Keras answered with. */
export function asKerasAnswers({ output }: Pick<TensorFlowFixture, 'output'>, raw: Float32Array, outputs: number): Float32Array {
  switch (output) {
    case 'softmax':
      return softmaxRows(raw, outputs);
    case 'sigmoid':
      return raw.map((value) => 1 / (1 + Math.exp(-value)));
    case 'logits':
      return raw;
  }
}
