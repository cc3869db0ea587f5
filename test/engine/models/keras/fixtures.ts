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
  /** Four rows of answers. */
  readonly answers: readonly number[];
}

export const tensorflowFolder = fileURLToPath(new URL('../../../fixtures/tensorflow/', import.meta.url));

const expected = JSON.parse(readFileSync(`${tensorflowFolder}expected.json`, 'utf8')) as {
  models: Record<string, Omit<TensorFlowFixture, 'file' | 'path'>>;
};

const all: readonly TensorFlowFixture[] = Object.entries(expected.models).map(([file, model]) => ({
  ...model,
  file,
  path: tensorflowFolder + file,
}));

/** SavedModels and graph models hold operators; all others hold layers. */
const isGraph = ({ file }: TensorFlowFixture): boolean => file.includes('-saved') || file.includes('-graph/');

export const layerFixtures = all.filter((model) => !isGraph(model));
export const graphFixtures = all.filter(isGraph);

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
