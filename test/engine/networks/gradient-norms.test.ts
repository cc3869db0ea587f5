import { expect, test } from 'vitest';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { GradientNorms } from '../../../electron/engine/networks/influence/gradient-norms.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import { resolveNetwork } from '../../../electron/engine/networks/shapes.js';
import { readFixture, referenceData, referenceWeights } from './reference.js';

interface NormCase {
  readonly name: string;
  readonly network: Network;
  readonly count: number;
  readonly squaredNorms: Readonly<Record<string, readonly number[]>>;
}

const loss = 'softmax-cross-entropy';
const cases = readFixture<NormCase>('norms.json');

async function score(network: Network, count: number, weights?: readonly string[]): Promise<Float64Array> {
  const norms = await GradientNorms.create(network, { loss, threads: 1, weights });
  const data = referenceData(network, count, 'one-hot', resolveNetwork(network).outputs);
  const squares = await norms.score(referenceWeights(network), data);
  await norms.release();
  return squares;
}

function largestError(actual: Float64Array, expected: readonly number[]): number {
  return Math.max(...expected.map((value, example) => Math.abs(actual[example] - value) / value));
}

test.each(cases)('$name: gradient norms of each weight as in PyTorch, example by example', async ({ network, count, squaredNorms }) => {
  for (const [name, expected] of Object.entries(squaredNorms)) {
    expect(largestError(await score(network, count, [name]), expected), name).toBeLessThan(1e-4);
  }
  expect(openSessions()).toBe(0);
});

test.each(cases)('$name: norms over all weights add up', async ({ network, count, squaredNorms }) => {
  const totals = Array.from({ length: count }, (_, example) =>
    Object.values(squaredNorms).reduce((total, squares) => total + squares[example], 0),
  );
  expect(largestError(await score(network, count), totals)).toBeLessThan(1e-4);
});

test('keeps its precision where the network is sure', async () => {
  const network: Network = {
    inputShape: [1],
    nodes: [{ kind: 'dense', name: 'logits', inputs: ['input'], units: 2, useBias: false }],
    output: 'logits',
  };
  const weights = new Map([['logits/kernel', { shape: [1, 2], data: Float32Array.of(20, 0) }]]);
  const data = {
    count: 1,
    exampleLength: 1,
    targetLength: 2,
    copyExample: (_: number, target: Float32Array, offset: number) => target.fill(1, offset, offset + 1),
    copyTarget: (_: number, target: Float32Array, offset: number) => target.set([1, 0], offset),
  };
  const norms = await GradientNorms.create(network, { loss, threads: 1 });
  const [square] = await norms.score(weights, data);
  await norms.release();
  // Both logits move by the other class's probability, 1 / (1 + e^20), which p - 1 in single precision would lose.
  const other = 1 / (1 + Math.exp(20));
  expect(Math.abs(square / (2 * other * other) - 1)).toBeLessThan(1e-5);
});

test('refuses the name of no weight', async () => {
  await expect(score(cases[0].network, 1, ['dense-9/kernel'])).rejects.toThrow('No weight with a gradient has the name "dense-9/kernel".');
  expect(openSessions()).toBe(0);
});
