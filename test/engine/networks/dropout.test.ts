import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { Generator } from '../../../electron/engine/base/random/generator.js';
import { GraphBuilder } from '../../../electron/engine/onnx/graph-builder.js';
import { floatData, withSession } from '../../../electron/engine/runtimes/onnx/session.js';
import { createUnitKeys, dropoutKeyBits, dropoutLayer } from '../../../electron/engine/networks/layers/dropout.js';

const examples = 400;
const units = 500;

/** The kept share of ones [examples, units], 0 where one was dropped. */
async function dropOnes(rate: number): Promise<Float32Array> {
  const graph = new GraphBuilder('dropout');
  graph.input('ones', ['N', units]);
  graph.input('keys', ['N', 2], 'int64');
  const layer = dropoutLayer({ kind: 'dropout', name: 'drop', inputs: ['input'], rate }, [[units]]);
  const context = { graph, mode: 'training', weight: String, isFrozen: () => false, dropoutKeys: () => 'keys' } as const;
  graph.output(layer.emit(context, ['ones']).output, ['N', units]);
  const generator = new Generator(4, 'dropout test');
  const keys = BigInt64Array.from({ length: 2 * examples }, () => BigInt(Math.floor(generator.uniform() * 2 ** dropoutKeyBits)));
  return withSession(graph.toModel(18), { threads: 1 }, async (session) => {
    const outputs = await session.run({
      ones: new Tensor('float32', new Float32Array(examples * units).fill(1), [examples, units]),
      keys: new Tensor('int64', keys, [examples, 2]),
    });
    return floatData(Object.values(outputs)[0]);
  });
}

test.each([0.2, 0.5])('at rate %f drops that share, anew in each example and independently of neighbours', async (rate) => {
  const kept = await dropOnes(rate);
  const dropped = Float64Array.from(kept, (value) => (value === 0 ? 1 : 0));
  const passed = 1 / (1 - rate);
  expect([...new Set(kept)].sort()).toEqual([0, Math.fround(passed)].sort());

  const deviation = Math.sqrt((rate * (1 - rate)) / dropped.length);
  const share = dropped.reduce((total, value) => total + value, 0) / dropped.length;
  expect(Math.abs(share - rate)).toBeLessThan(5 * deviation);

  const correlation = (distance: number): number => {
    let sum = 0;
    for (let index = 0; index + distance < dropped.length; index++) sum += (dropped[index] - rate) * (dropped[index + distance] - rate);
    return sum / (dropped.length * rate * (1 - rate));
  };
  for (const distance of [1, 2, 28, units, 2 * units]) {
    expect(Math.abs(correlation(distance))).toBeLessThan(5 / Math.sqrt(dropped.length));
  }
});

test('every unit has a key of its own below 2^22', () => {
  const keys = createUnitKeys(100_000);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => key >= 0n && key < 2n ** 22n)).toBe(true);
});
