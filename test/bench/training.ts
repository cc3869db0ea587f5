import { fileURLToPath } from 'node:url';
import { Tensor } from 'onnxruntime-node';
import { GraphBuilder } from '../../electron/engine/onnx/graph-builder.js';
import type { Feeds } from '../../electron/engine/runtimes/graph-session.js';
import { nextName, toScanModel } from '../../electron/engine/runtimes/onnx/scan-steps.js';
import { floatData, Session, withSession } from '../../electron/engine/runtimes/onnx/session.js';
import { copyRows } from '../../electron/engine/networks/training/batches.js';
import { Evaluator, weightFeeds } from '../../electron/engine/networks/training/evaluation.js';
import { GradientNorms } from '../../electron/engine/networks/influence/gradient-norms.js';
import { inferenceContext } from '../../electron/engine/networks/inference-context.js';
import { toOnnxModel } from '../../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../../electron/engine/networks/initialise.js';
import { sum, total } from '../../electron/engine/networks/layers/expressions.js';
import { elementCount } from '../../electron/engine/base/numbers/shape.js';
import { emitLossGradient } from '../../electron/engine/networks/training/losses.js';
import { emitBackward, emitForward } from '../../electron/engine/networks/network-graph.js';
import { createOptimizer } from '../../electron/engine/networks/training/optimizers/create-optimizer.js';
import { cnn1Preset } from '../../electron/engine/networks/presets/cnn.js';
import { mlpPreset } from '../../electron/engine/networks/presets/mlp.js';
import type { TrainingPreset } from '../../electron/engine/networks/presets/preset.js';
import { resolveNetwork } from '../../electron/engine/networks/shapes.js';
import { buildStepGraph, examplesInput, stepSizeInput, targetsInput } from '../../electron/engine/networks/training/step-graph.js';
import { trainNetwork } from '../../electron/engine/networks/training/trainer.js';
import { loadDigits } from './digits.js';

/**
 * Speed of training, scoring and self-influence on MNIST against the same work by bare calls of the
 * runtime: `npx tsx test/bench/training.ts [threads]`. Both sides alternate and the fastest of their
 * rounds counts, so that other work on the machine disturbs them alike.
 */
export interface TrainingMeasurement {
  readonly name: string;
  /** Examples per second of the engine, and of the work it is compared with. */
  readonly engine: number;
  readonly reference: number;
}

const rounds = 3;
const seed = 1;

export async function measureTraining(threads: number): Promise<TrainingMeasurement[]> {
  const presets = {
    MLP: mlpPreset({ inputShape: [1, 28, 28], classes: 10 }),
    'CNN-1': cnn1Preset({ inputShape: [1, 28, 28], classes: 10 }),
  };
  const counts = { MLP: { train: 25_600, score: 20_000, alone: 400 }, 'CNN-1': { train: 1_280, score: 1_000, alone: 100 } };
  const measurements: TrainingMeasurement[] = [];
  for (const name of ['MLP', 'CNN-1'] as const) {
    const count = counts[name];
    measurements.push({ name: `${name}: training against bare step runs`, ...(await measureSteps(presets[name], count.train, threads)) });
    measurements.push({ name: `${name}: scoring against bare runs`, ...(await measureScoring(presets[name], count.score, threads)) });
    const influence = await measureGradientNorms(presets[name], count.score, count.alone, threads);
    measurements.push({ name: `${name}: self-influence against one gradient at a time`, ...influence });
  }
  return measurements;
}

type Rates = Omit<TrainingMeasurement, 'name'>;

/** Examples per second of two pieces of work, in alternating rounds; the first round warms up. */
async function compare(
  engine: { readonly count: number; run(): Promise<unknown> },
  reference: { readonly count: number; run(): Promise<unknown> },
): Promise<Rates> {
  const fastest = [Infinity, Infinity];
  for (let round = 0; round <= rounds; round++) {
    for (const [side, work] of [engine, reference].entries()) {
      const start = performance.now();
      await work.run();
      if (round > 0) fastest[side] = Math.min(fastest[side], (performance.now() - start) / 1000);
    }
  }
  return { engine: engine.count / fastest[0], reference: reference.count / fastest[1] };
}

/** Three epochs of the trainer against the same graph fed from arrays that were laid out before. */
async function measureSteps(preset: TrainingPreset, count: number, threads: number): Promise<Rates> {
  const { network, loss, optimizer, batchSize } = preset;
  const epochs = 3;
  const training = loadDigits(count);
  const initialWeights = initialiseWeights(network, seed);
  const resolved = resolveNetwork(network);
  const graph = buildStepGraph(resolved, {
    loss,
    optimizer: createOptimizer(optimizer),
    weightDecay: 0,
    frozen: new Set(),
    composites: false,
  });
  const rows = copyRows(
    training,
    Uint32Array.from({ length: count }, (_, index) => index),
  );
  const stepsInRun = Math.min(100, count / batchSize);
  const rowsInRun = stepsInRun * batchSize;
  const bareSteps = async (): Promise<void> =>
    withSession(toScanModel(graph), { threads, optimization: 'none' }, async (session) => {
      let state: Feeds = Object.fromEntries(
        graph.state.map(({ name, shape }) => {
          const data = initialWeights.get(name)?.data ?? new Float32Array(elementCount(shape));
          return [name, new Tensor('float32', data, [...shape])];
        }),
      );
      for (let run = 0; run < (epochs * count) / rowsInRun; run++) {
        const first = (run * rowsInRun) % count;
        const examples = rows.examples.subarray(first * training.exampleLength, (first + rowsInRun) * training.exampleLength);
        const targets = rows.targets.subarray(first * training.targetLength, (first + rowsInRun) * training.targetLength);
        const outputs = await session.run({
          ...state,
          [examplesInput]: new Tensor('float32', examples, [stepsInRun, batchSize, ...network.inputShape]),
          [targetsInput]: new Tensor('float32', targets, [stepsInRun, batchSize, resolved.outputs]),
          [stepSizeInput]: new Tensor('float32', new Float32Array(stepsInRun).fill(1e-4), [stepsInRun]),
        });
        state = Object.fromEntries(
          graph.state.map(({ name, shape }) => [name, new Tensor('float32', floatData(outputs[nextName(name)]), [...shape])]),
        );
      }
    });
  const train = (): Promise<unknown> =>
    trainNetwork({ network, initialWeights, training, loss, optimizer, batchSize, epochs, shuffle: true, seed, threads });
  return compare({ count: epochs * count, run: train }, { count: epochs * count, run: bareSteps });
}

/** Loss and accuracy over a data set against plain runs of the exported model. */
async function measureScoring(preset: TrainingPreset, count: number, threads: number): Promise<Rates> {
  const { network, loss } = preset;
  const data = loadDigits(count);
  const weights = initialiseWeights(network, seed);
  const batch = 500;
  const { examples } = copyRows(
    data,
    Uint32Array.from({ length: count }, (_, index) => index),
  );
  const evaluator = await Evaluator.create(resolveNetwork(network), loss, { threads });
  const session = await Session.create(toOnnxModel(network, weights, { output: 'softmax' }), { threads });
  const bareRuns = async (): Promise<void> => {
    for (let start = 0; start < count; start += batch) {
      const part = examples.subarray(start * data.exampleLength, (start + batch) * data.exampleLength);
      await session.run({ input: new Tensor('float32', part, [batch, ...network.inputShape]) });
    }
  };
  try {
    return await compare({ count, run: () => evaluator.evaluate(data, weights) }, { count, run: bareRuns });
  } finally {
    await evaluator.release();
    await session.release();
  }
}

/** Squared gradient norms in closed form against the whole gradient of one example after another. */
async function measureGradientNorms(preset: TrainingPreset, count: number, alone: number, threads: number): Promise<Rates> {
  const { network, loss } = preset;
  const resolved = resolveNetwork(network);
  const weights = initialiseWeights(network, seed);
  const data = loadDigits(count);
  const norms = await GradientNorms.create(network, { loss, threads });
  const graph = new GraphBuilder('gradient');
  graph.input(examplesInput, [1, ...network.inputShape]);
  graph.input(targetsInput, [1, resolved.outputs]);
  resolved.weights.forEach(({ name, shape }) => graph.input(name, shape));
  const emitted = emitForward(resolved, inferenceContext(graph), examplesInput);
  const logitGradient = emitLossGradient(graph, loss, emitted.logits, targetsInput, resolved.outputs);
  const names = new Set(resolved.weights.map(({ name }) => name));
  const gradients = emitBackward(resolved, emitted, graph, logitGradient, names, 'sum-over-batch');
  const squares = resolved.weights.map(({ name, shape }) => {
    const gradient = gradients.get(name) ?? name;
    return sum(
      graph,
      graph.op('Mul', [gradient, gradient]),
      shape.map((_, axis) => axis),
    );
  });
  graph.output(total(graph, squares), []);
  const single = await Session.create(graph.toModel(18), { threads });
  const oneByOne = async (): Promise<void> => {
    const feeds = weightFeeds(resolved, weights);
    for (let index = 0; index < alone; index++) {
      const row = copyRows(data, Uint32Array.of(index));
      await single.run({
        ...feeds,
        [examplesInput]: new Tensor('float32', row.examples, [1, ...network.inputShape]),
        [targetsInput]: new Tensor('float32', row.targets, [1, resolved.outputs]),
      });
    }
  };
  try {
    return await compare({ count, run: () => norms.score(weights, data) }, { count: alone, run: oneByOne });
  } finally {
    await norms.release();
    await single.release();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, engine, reference } of await measureTraining(Number(process.argv[2] ?? 2))) {
    const rate = (value: number): string => Math.round(value).toLocaleString('en').padStart(9);
    console.log(`${name.padEnd(55)}${rate(engine)}/s ${rate(reference)}/s   ratio ${(engine / reference).toFixed(2)}`);
  }
}
