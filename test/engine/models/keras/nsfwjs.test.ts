import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeModel } from '../../../../electron/engine/models/inspect.js';
import { openClassifier } from '../../../../electron/engine/models/onnx-classifier.js';
import { readModel } from '../../../../electron/engine/models/read-model.js';
import { unpackNsfwjs } from '../../../support/nsfwjs.js';
import { fixtureImages, largestDifference, softmaxRows } from '../fixture-models.js';

let folder: string;
let path: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nsfwjs-'));
  path = unpackNsfwjs('mobilenet_v2', folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The model's answer as TensorFlow.js itself computes it, in plain JavaScript. */
async function tensorFlowJsAnswers(image: Float32Array): Promise<Float32Array> {
  tf.env().set('IS_TEST', true); // Keeps its advertisement off the console.
  await tf.setBackend('cpu');
  const json = JSON.parse(readFileSync(path, 'utf8')) as { modelTopology: object; weightsManifest: tf.io.WeightsManifestConfig };
  const [{ paths, weights }] = json.weightsManifest;
  const weightData = Uint8Array.from(Buffer.concat(paths.map((file) => readFileSync(join(dirname(path), file))))).buffer;
  const model = await tf.loadLayersModel({
    load: () => Promise.resolve({ modelTopology: json.modelTopology, weightSpecs: weights, weightData }),
  });
  const answer = model.predict(tf.tensor(image, [1, 224, 224, 3])) as tf.Tensor;
  return (await answer.data()) as Float32Array;
}

it('a published model of TensorFlow.js answers as TensorFlow.js does', async () => {
  const model = await readModel(path);
  const description = await describeModel(model);
  expect(description).toMatchObject({
    format: 'tfjs-layers',
    outputs: 5,
    outputKind: 'logits',
    input: { layout: 'NHWC', channels: 3, height: 224, width: 224 },
  });
  expect(description.architecture).toMatchObject({ family: 'convolutional', batchNormalised: true });
  const classifier = await openClassifier(model, { path }, { batchSize: 1, threads: 1 });
  const image = fixtureImages([224, 224, 3], 1);
  const answers = softmaxRows(await classifier.score(image), 5);
  await classifier.dispose();
  expect(largestDifference(answers, await tensorFlowJsAnswers(image))).toBeLessThan(1e-5);
});
