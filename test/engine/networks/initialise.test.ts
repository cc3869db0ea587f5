import { expect, test } from 'vitest';
import { initialiseWeight, initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import { cnn1Preset } from '../../../electron/engine/networks/presets/cnn.js';
import { listWeights } from '../../../electron/engine/networks/shapes.js';
import { readFixture } from './reference.js';

interface InitialCase {
  readonly weight: string;
  readonly 'glorot-uniform': readonly number[];
  readonly 'he-normal': readonly number[];
}

const { network } = cnn1Preset({ inputShape: [1, 28, 28], classes: 10, batchNormalization: true });
const weights = listWeights(network);
const seed = 11;

test.each(readFixture<InitialCase>('initial.json'))('$weight: the numbers that NumPy draws', (reference) => {
  const weight = weights.find(({ name }) => name === reference.weight);
  for (const scheme of ['glorot-uniform', 'he-normal'] as const) {
    const drawn = weight && initialiseWeight(weight, seed, scheme).data;
    reference[scheme].forEach((value, index) => expect(drawn?.[index]).toBeCloseTo(value, 6));
  }
});

test.each(['glorot-uniform', 'he-normal'] as const)('%s: mean 0 and the variance that its authors give', (scheme) => {
  const weight = weights.find(({ name }) => name === 'dense-1/kernel');
  if (!weight) throw new Error('The network has no dense-1.');
  const { data } = initialiseWeight(weight, seed, scheme);
  const mean = data.reduce((total, value) => total + value, 0) / data.length;
  const variance = data.reduce((total, value) => total + (value - mean) ** 2, 0) / data.length;
  const expected = scheme === 'glorot-uniform' ? 2 / (weight.fanIn + weight.fanOut) : 2 / weight.fanIn;
  // 1.2 million draws: the mean's standard error is a thousandth of the deviation, the variance's 0.13%.
  expect(Math.abs(mean)).toBeLessThan(0.004 * Math.sqrt(expected));
  expect(Math.abs(variance / expected - 1)).toBeLessThan(0.006);
});

test('biases and betas are 0, gammas and variances 1, and each weight keeps its numbers in another network', () => {
  const drawn = initialiseWeights(network, seed);
  expect(new Set(drawn.get('dense-1/bias')?.data)).toEqual(new Set([0]));
  expect(new Set(drawn.get('batch-normalization-1/beta')?.data)).toEqual(new Set([0]));
  expect(new Set(drawn.get('batch-normalization-1/mean')?.data)).toEqual(new Set([0]));
  expect(new Set(drawn.get('batch-normalization-1/gamma')?.data)).toEqual(new Set([1]));
  expect(new Set(drawn.get('batch-normalization-1/variance')?.data)).toEqual(new Set([1]));
  const plain = cnn1Preset({ inputShape: [1, 28, 28], classes: 10 }).network;
  expect(initialiseWeights(plain, seed).get('convolution-2/kernel')).toEqual(drawn.get('convolution-2/kernel'));
  expect(initialiseWeights(plain, seed + 1).get('convolution-2/kernel')).not.toEqual(drawn.get('convolution-2/kernel'));
});
