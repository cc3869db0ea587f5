import { performance } from 'node:perf_hooks';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tensor } from 'onnxruntime-node';
import { featureSchema } from '../../shared/domain/feature.js';
import { preprocessingSchema } from '../../shared/domain/images.js';
import { prepareFeature } from '../../electron/engine/features/feature.js';
import { shippedImages } from '../../electron/engine/images/shipped.js';
import { createPreprocessor } from '../../electron/engine/images/preprocess.js';
import { openClassifier } from '../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../electron/engine/onnx/model-file.js';
import { Session } from '../../electron/engine/runtimes/onnx/session.js';
import { HostStore } from '../../electron/engine/scoring/host-store.js';
import { scorerOf } from '../../electron/engine/scoring/scorer.js';
import { sweep } from '../../electron/engine/scoring/sweep.js';
import { toOnnxModel } from '../../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../../electron/engine/networks/initialise.js';
import type { Network } from '../../electron/engine/networks/network.js';
import { atItsPlace, type Subject } from '../../electron/engine/comparisons/subject.js';
import { defaultBatchSize } from '../../electron/jobs/audit/case.js';

/** What scoring a network costs: all of an audit's sweep against bare runs of the same graph. */
export interface ScoringMeasurement {
  readonly name: string;
  readonly hosts: number;
  readonly imagesPerSecond: number;
  readonly bareImagesPerSecond: number;
  readonly decoysPerSecond: number;
  /** Resident memory of the process at its highest, MiB. */
  readonly peakMemory: number;
}

export interface ScoringWork {
  readonly name: string;
  readonly network: Network;
  readonly hosts: number;
  readonly decoys: number;
  readonly threads: number;
}

/** Sweeps decoys over hosts, then runs the bare graph on as many batches; the faster of two rounds each. */
export async function measureScoring({ name, network, hosts, decoys, threads }: ScoringWork): Promise<ScoringMeasurement> {
  const folder = await mkdtemp(join(tmpdir(), 'engram-bench-'));
  try {
    const path = join(folder, 'model.onnx');
    const bytes = toOnnxModel(network, initialiseWeights(network, 1), { output: 'logits' });
    await writeFile(path, bytes);
    const [channels, height, width] = network.inputShape;
    const batchSize = defaultBatchSize(channels * height * width);
    const classifier = await openClassifier(await readModelFile(path), { path, output: 'logits' }, { batchSize, threads });
    const preprocessor = createPreprocessor(preprocessingSchema.parse({}), classifier.input);
    const images = shippedImages({ count: hosts, width, height, channels: channels === 3 ? 3 : 1, seed: 0 });
    const store = await HostStore.build({
      path: join(folder, 'hosts.bin'),
      images,
      indices: Uint32Array.from({ length: hosts }, (_, index) => index),
      preprocessor,
    });
    const description = featureSchema.parse({ kind: 'text', template: '{letters:4}', typography: { font: '5x7' } });
    const feature = await prepareFeature(description, 'QJXV', '.');
    const subject: Subject = {
      feature,
      placement: description.placement,
      stampAt: 'model-input',
      hosts: store,
      preprocessor,
      label: 0,
      seed: 1,
    };
    const treatments = Array.from({ length: decoys }, (_, index) => atItsPlace(subject, feature.decoy(index, 1)));
    const batches = Math.ceil(hosts / batchSize);
    const scored = batches * batchSize * (decoys + 1);

    const session = await Session.create(bytes, { threads });
    const batch = new Float32Array(batchSize * channels * height * width).fill(0.5);
    const bare = async () => {
      for (let run = 0; run < batches * (decoys + 1); run++)
        await session.run({ input: new Tensor('float32', batch, [batchSize, channels, height, width]) });
    };
    const swept = () => sweep({ scorer: scorerOf([classifier]), hosts: store, preprocessor, stampAt: 'model-input', treatments });
    let fastest = Infinity;
    let fastestBare = Infinity;
    for (let round = 0; round < 2; round++) {
      fastest = Math.min(fastest, await seconds(swept));
      fastestBare = Math.min(fastestBare, await seconds(bare));
    }
    await session.release();
    await classifier.dispose();
    await store.close();
    return {
      name,
      hosts,
      imagesPerSecond: scored / fastest,
      bareImagesPerSecond: scored / fastestBare,
      decoysPerSecond: decoys / fastest,
      peakMemory: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
