import { expect, test } from 'vitest';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { GradientNorms } from '../../../electron/engine/networks/influence/gradient-norms.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import { chooseCheckpoints, selfInfluence } from '../../../electron/engine/networks/influence/self-influence.js';
import { referenceData } from './reference.js';

const network: Network = {
  inputShape: [6],
  nodes: [
    { kind: 'dense', name: 'hidden', inputs: ['input'], units: 8, useBias: true },
    { kind: 'tanh', name: 'tanh', inputs: ['hidden'] },
    { kind: 'dense', name: 'logits', inputs: ['tanh'], units: 3, useBias: true },
  ],
  output: 'logits',
};
const loss = 'softmax-cross-entropy';
const data = referenceData(network, 700, 'one-hot', 3);
const moments = [1, 2, 3].map((seed) => initialiseWeights(network, seed));
const learningRates = [0.1, 0.1, 0.01];

test.each([true, false])('adds up squared norms over checkpoints, weighed by the learning rate: %s', async (weighByLearningRate) => {
  const checkpoints = moments.map((weights, index) => ({ learningRate: learningRates[index], load: () => Promise.resolve(weights) }));
  const seen: number[] = [];
  const influence = await selfInfluence({
    network,
    checkpoints,
    data,
    loss,
    weights: ['logits/kernel', 'logits/bias'],
    weighByLearningRate,
    threads: 1,
    onProgress: ({ done, total }) => seen.push(done / total),
  });
  const norms = await GradientNorms.create(network, { loss, threads: 1, weights: ['logits/kernel', 'logits/bias'] });
  const expected = new Float64Array(data.count);
  for (const [index, weights] of moments.entries()) {
    const squares = await norms.score(weights, data);
    squares.forEach((square, example) => (expected[example] += square * (weighByLearningRate ? learningRates[index] : 1)));
  }
  await norms.release();
  expect([...influence]).toEqual([...expected]);
  expect(Math.min(...influence)).toBeGreaterThan(0);
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(openSessions()).toBe(0);
});

test('needs a checkpoint', async () => {
  const options = { network, checkpoints: [], data, loss, weighByLearningRate: false } as const;
  await expect(selfInfluence(options)).rejects.toThrow('Self-influence needs at least one checkpoint.');
});

test('chooses epochs from the first to the one at 95% of the loss reduction', () => {
  // Of the way from 2 down to 0, 95% are gone below .1: at epoch 46 of a straight line over 48.
  const line = Array.from({ length: 48 }, (_, index) => 2 - (2 * index) / 47);
  expect(chooseCheckpoints(line)).toEqual([1, 6, 11, 16, 21, 26, 31, 36, 41, 46]);
  expect(chooseCheckpoints([2, 1.5, 0.05, 0, 0.3, 0.2])).toEqual([1, 2, 3]);
  expect(chooseCheckpoints([1, 1, 1])).toEqual([1]);
  expect(chooseCheckpoints([])).toEqual([]);
  expect(chooseCheckpoints(line, 1)).toEqual([1]);
});
