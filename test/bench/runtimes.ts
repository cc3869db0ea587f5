import { useTensorflowAt } from '../../electron/engine/runtimes/tensorflow/library.js';
import { Evaluator } from '../../electron/engine/networks/training/evaluation.js';
import { initialiseWeights } from '../../electron/engine/networks/initialise.js';
import { cnn1Preset } from '../../electron/engine/networks/presets/cnn.js';
import { mlpPreset } from '../../electron/engine/networks/presets/mlp.js';
import { resolveNetwork } from '../../electron/engine/networks/shapes.js';
import { trainNetwork } from '../../electron/engine/networks/training/trainer.js';
import { tensorflowFolder } from '../../electron/services/folders.js';
import { loadDigits } from './digits.js';

/**
 * Training and scoring of the paper's MLP and CNN-1 on MNIST by one runtime, in a process of its own:
 * `npx tsx test/bench/runtimes.ts RUNTIME THREADS` prints one JSON line a network, in images a second.
 * Each figure is the faster of two rounds; building the graph counts for neither.
 */
const work = {
  MLP: { preset: mlpPreset({ inputShape: [1, 28, 28], classes: 10 }), train: 25_600, score: 20_000 },
  'CNN-1': { preset: cnn1Preset({ inputShape: [1, 28, 28], classes: 10 }), train: 1_280, score: 2_000 },
} as const;
const seed = 1;

const runtime = process.argv[2] === 'tensorflow' ? 'tensorflow' : 'onnx';
const threads = Number(process.argv[3]);
useTensorflowAt(tensorflowFolder());

for (const [name, { preset, train, score }] of Object.entries(work)) {
  const { network, loss, optimizer, batchSize } = preset;
  const initialWeights = initialiseWeights(network, seed);
  const ends: number[] = [];
  const { device } = await trainNetwork({
    ...{
      network,
      initialWeights,
      training: loadDigits(train),
      loss,
      optimizer,
      batchSize,
      epochs: 3,
      shuffle: true,
      seed,
      threads,
      runtime,
    },
    onEpoch: () => ends.push(performance.now()),
  });
  const training = train / (Math.min(ends[1] - ends[0], ends[2] - ends[1]) / 1000);
  const evaluator = await Evaluator.create(resolveNetwork(network), loss, { threads, runtime });
  const data = loadDigits(score);
  let fastest = Infinity;
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await evaluator.evaluate(data, initialWeights);
    fastest = Math.min(fastest, performance.now() - began);
  }
  await evaluator.release();
  console.log(JSON.stringify({ name, runtime, device, training, scoring: score / (fastest / 1000) }));
}
