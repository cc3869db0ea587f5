import { fromBinary } from '@bufbuild/protobuf';
import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { ModelProtoSchema } from '../../../electron/engine/onnx/onnx_pb.js';
import { floatData, openSessions, withSession } from '../../../electron/engine/runtimes/onnx/session.js';
import { copyRows } from '../../../electron/engine/networks/training/batches.js';
import { toOnnxModel, type InferenceModelOptions } from '../../../electron/engine/networks/inference-model.js';
import type { Network } from '../../../electron/engine/networks/network.js';
import { resolveNetwork } from '../../../electron/engine/networks/shapes.js';
import { readFixture, referenceData, referenceWeights, type TargetKind } from './reference.js';

interface LogitsCase {
  readonly name: string;
  readonly network: Network;
  readonly targets: TargetKind;
  /** Of the first three examples, at inference. */
  readonly logits: readonly (readonly number[])[];
}

const cases = readFixture<LogitsCase>('layers.json');

async function answer(network: Network, count: number, output: InferenceModelOptions['output']): Promise<number[][]> {
  const { outputs } = resolveNetwork(network);
  const { examples } = copyRows(
    referenceData(network, count, 'one-hot', outputs),
    Uint32Array.from({ length: count }, (_, index) => index),
  );
  const model = toOnnxModel(network, referenceWeights(network), { output });
  return withSession(model, { threads: 1 }, async (session) => {
    const answers = await session.run({ input: new Tensor('float32', examples, [count, ...network.inputShape]) });
    const data = floatData(answers.output);
    return Array.from({ length: count }, (_, row) => [...data.subarray(row * outputs, (row + 1) * outputs)]);
  });
}

test.each(cases)('$name: logits as in PyTorch, for batches of any size', async ({ network, logits }) => {
  for (const count of [3, 1]) {
    const actual = await answer(network, count, 'logits');
    actual.forEach((row, example) => row.forEach((value, label) => expect(value).toBeCloseTo(logits[example][label], 5)));
  }
  expect(openSessions()).toBe(0);
});

test('ends in softmax or sigmoid on request', async () => {
  const { network, logits } = cases[0];
  const [softmax] = await answer(network, 1, 'softmax');
  const [sigmoid] = await answer(network, 1, 'sigmoid');
  const total = logits[0].reduce((sum, value) => sum + Math.exp(value), 0);
  logits[0].forEach((value, label) => {
    expect(softmax[label]).toBeCloseTo(Math.exp(value) / total, 6);
    expect(sigmoid[label]).toBeCloseTo(1 / (1 + Math.exp(-value)), 6);
  });
});

test('is a plain ONNX model of operator set 17 with the weights under their names', () => {
  const { network } = cases[2];
  const model = fromBinary(ModelProtoSchema, toOnnxModel(network, referenceWeights(network), { output: 'softmax' }));
  expect(model.opsetImport.map(({ domain, version }) => [domain, version])).toEqual([['', 17n]]);
  expect(model.graph?.input.map(({ name }) => name)).toEqual(['input']);
  expect(model.graph?.output.map(({ name }) => name)).toEqual(['output']);
  const named = model.graph?.initializer.map(({ name }) => name) ?? [];
  expect(named).toEqual(expect.arrayContaining(['before/kernel', 'before/bias', 'x/kernel', 'x/bias']));
});

test('asks for no positions of maxima, which would keep the runtime from its fast pooling', () => {
  const pooled = cases.find(({ network }) => network.nodes.some(({ kind }) => kind === 'max-pooling'));
  if (!pooled) throw new Error('No case pools by maxima.');
  const model = fromBinary(ModelProtoSchema, toOnnxModel(pooled.network, referenceWeights(pooled.network), { output: 'logits' }));
  expect(model.graph?.node.filter(({ opType }) => opType === 'MaxPool').map(({ output }) => output.length)).toEqual([1]);
});

test('refuses weights that do not fit', () => {
  const { network } = cases[0];
  const weights = new Map(referenceWeights(network));
  weights.set('x/bias', { shape: [2], data: new Float32Array(2) });
  expect(() => toOnnxModel(network, weights, { output: 'softmax' })).toThrow('The weight "x/bias" must have the shape [4], not [2].');
  weights.delete('x/bias');
  expect(() => toOnnxModel(network, weights, { output: 'softmax' })).toThrow('The weight "x/bias" is missing.');
});
