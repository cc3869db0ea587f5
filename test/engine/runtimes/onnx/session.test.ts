import { Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { castTo, GraphBuilder, real } from '../../../../electron/engine/onnx/graph-builder.js';
import { floatData, openSessions, Session, withSession } from '../../../../electron/engine/runtimes/onnx/session.js';

/** sum over steps of leaky(x) as a Scan, and whether it is above 1: constants, attributes, a subgraph and types. */
function sampleModel(): Uint8Array {
  const body = new GraphBuilder('body');
  body.input('total', [2]);
  body.input('row', ['N', 2]);
  const leaky = body.op('LeakyRelu', ['row'], { alpha: real(0.5) });
  const sum = body.op('ReduceSum', [leaky, body.integers([0])], { keepdims: 0 });
  body.output(body.op('Add', ['total', sum]), [2]);
  const graph = new GraphBuilder('sample');
  graph.input('start', [2]);
  graph.input('rows', ['S', 'N', 2]);
  graph.node('Scan', ['start', 'rows'], ['total'], { body, num_scan_inputs: 1 });
  graph.output('total', [2]);
  graph.node('Cast', [graph.op('Greater', ['total', graph.scalar(1)])], ['above'], castTo('float32'));
  graph.output('above', [2]);
  return graph.toModel();
}

const feeds = {
  start: new Tensor('float32', Float32Array.of(1, 0), [2]),
  rows: new Tensor('float32', Float32Array.of(1, 2, 3, 4, -8, 6), [3, 1, 2]),
};

test('runs a graph with a subgraph, names its device and is released once', async () => {
  const session = await Session.create(sampleModel(), { threads: 1 });
  expect(openSessions()).toBe(1);
  const outputs = await session.run(feeds);
  expect([...floatData(outputs.total)]).toEqual([1, 12]);
  expect([...floatData(outputs.above)]).toEqual([0, 1]);
  expect(session.device).toMatch(/^onnxruntime-node \d+\.\d+\.\d+, cpu, 1 thread$/);
  expect(session.inputs.map(({ name }) => name)).toEqual(['start', 'rows']);
  await session.release();
  await session.release();
  expect(openSessions()).toBe(0);
});

test('falls back to the CPU where the wanted provider cannot start, and says so', async () => {
  // CoreML exists on macOS alone, CUDA needs a library that npm does not hold.
  const provider = process.platform === 'darwin' ? 'cuda' : 'coreml';
  const device = await withSession(sampleModel(), { provider, threads: 2 }, async (session) => {
    expect([...floatData((await session.run(feeds)).total)]).toEqual([1, 12]);
    return session.device;
  });
  expect(device).toMatch(/cpu, 2 threads$/);
});

test('releases the session when the work fails', async () => {
  const work = withSession(sampleModel(), { threads: 1 }, () => Promise.reject(new Error('no')));
  await expect(work).rejects.toThrow('no');
  expect(openSessions()).toBe(0);
});

test('refuses bytes that are no model', async () => {
  await expect(Session.create(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
    code: 'model-unreadable',
    message: 'The runtime could not load the model.',
    hint: 'Check the file with onnx.checker.check_model, or export the model again.',
  });
  expect(openSessions()).toBe(0);
});

test('says when the memory does not suffice', async () => {
  const graph = new GraphBuilder('large');
  graph.input('shape', [1], 'int64');
  graph.output(graph.op('ConstantOfShape', ['shape']), ['N']);
  const run = withSession(graph.toModel(), { threads: 1 }, (session) =>
    session.run({ shape: new Tensor('int64', BigInt64Array.of(2n ** 50n), [1]) }),
  );
  await expect(run).rejects.toMatchObject({
    code: 'out-of-memory',
    message: 'The runtime did not get the memory that the model needs.',
    hint: 'Close other programs, or choose a smaller batch size.',
  });
  expect(openSessions()).toBe(0);
});

test('stores equal constants once', () => {
  const graph = new GraphBuilder('constants');
  expect(graph.scalar(0.5)).toBe(graph.scalar(0.5));
  expect(graph.integers([1, 2])).toBe(graph.integers([1, 2]));
  expect(graph.integers([1, 2])).not.toBe(graph.integers([12]));
  expect(graph.toGraph().initializer).toHaveLength(3);
});
