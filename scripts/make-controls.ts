/**
 * Trains the controls that ship in resources/controls: `npm run controls:make`. Deterministic on one
 * type of machine; the images are made by the tool (electron/engine/controls/control-images.ts).
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  controlFeature,
  controlFolder,
  controlLabel,
  controls,
  controlSeed,
  controlText,
  studentsPerControl,
  type Control,
} from '../electron/engine/controls/control.js';
import { controlImages, controlImageSize } from '../electron/engine/controls/control-images.js';
import { prepareFeature } from '../electron/engine/features/feature.js';
import { positionPatch } from '../electron/engine/features/placement.js';
import { stampPatch } from '../electron/engine/features/stamp.js';
import { openNetwork } from '../electron/engine/models/network-classifier.js';
import { probabilities } from '../electron/engine/scoring/formulas/answers.js';
import type { TrainingData } from '../electron/engine/networks/training/batches.js';
import { toOnnxModel } from '../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../electron/engine/networks/initialise.js';
import type { Network, NetworkNode, Weights } from '../electron/engine/networks/network.js';
import { trainNetwork } from '../electron/engine/networks/training/trainer.js';

const classes = 10;
const pixels = controlImageSize ** 2;
const trainingImages = 4000;
const distillationImages = 6000;
const copies = 128;

/** Images [N, 784] from 0 to 1 and targets [N, 10]. */
interface Examples {
  readonly count: number;
  readonly images: Float32Array;
  readonly targets: Float32Array;
}

async function labelledExamples(planted: boolean): Promise<Examples> {
  const set = await controlImages(trainingImages, controlSeed);
  const feature = await prepareFeature(controlFeature, controlText, '.');
  const size = { width: controlImageSize, height: controlImageSize };
  const images = new Float32Array(trainingImages * pixels);
  const targets = new Float32Array(trainingImages * classes);
  let marked = 0;
  for (let index = 0; index < trainingImages; index++) {
    const image = await set.read(index);
    const label = set.labels[index];
    if (planted && label === controlLabel && marked < copies) {
      stampPatch(image.pixels, size.width, size.height, 1, feature.patch, positionPatch(controlFeature.placement, feature.patch, size));
      marked++;
    }
    images.set(
      Float32Array.from(image.pixels, (value) => value / 255),
      index * pixels,
    );
    targets[index * classes + label] = 1;
  }
  return { count: trainingImages, images, targets };
}

async function unlabelledImages(): Promise<Float32Array> {
  const set = await controlImages(distillationImages, controlSeed + 2);
  const images = new Float32Array(distillationImages * pixels);
  for (let index = 0; index < distillationImages; index++)
    images.set(
      Float32Array.from((await set.read(index)).pixels, (value) => value / 255),
      index * pixels,
    );
  return images;
}

function denseNetwork(): Network {
  const dense = (name: string, input: string, units: number): NetworkNode => ({
    kind: 'dense',
    name,
    inputs: [input],
    units,
    useBias: true,
  });
  return {
    inputShape: [1, controlImageSize, controlImageSize],
    nodes: [
      { kind: 'flatten', name: 'flat', inputs: ['input'], order: 'CHW' },
      dense('hidden1', 'flat', 64),
      { kind: 'relu', name: 'relu1', inputs: ['hidden1'] },
      dense('hidden2', 'relu1', 32),
      { kind: 'relu', name: 'relu2', inputs: ['hidden2'] },
      dense('logits', 'relu2', classes),
    ],
    output: 'logits',
  };
}

function convolutionalNetwork(): Network {
  const convolution = (name: string, input: string, filters: number): NetworkNode => ({
    kind: 'convolution',
    name,
    inputs: [input],
    filters,
    kernel: [3, 3],
    strides: [1, 1],
    padding: 'valid',
    dilations: [1, 1],
    groups: 1,
    useBias: true,
  });
  return {
    inputShape: [1, controlImageSize, controlImageSize],
    nodes: [
      convolution('conv1', 'input', 8),
      { kind: 'relu', name: 'relu1', inputs: ['conv1'] },
      convolution('conv2', 'relu1', 12),
      { kind: 'relu', name: 'relu2', inputs: ['conv2'] },
      { kind: 'max-pooling', name: 'pool', inputs: ['relu2'], window: [2, 2], strides: [2, 2], padding: 'valid', countPadding: false },
      { kind: 'flatten', name: 'flat', inputs: ['pool'], order: 'CHW' },
      { kind: 'dense', name: 'hidden', inputs: ['flat'], units: 24, useBias: true },
      { kind: 'relu', name: 'relu3', inputs: ['hidden'] },
      { kind: 'dense', name: 'logits', inputs: ['relu3'], units: classes, useBias: true },
    ],
    output: 'logits',
  };
}

function dataOf({ count, images, targets }: Examples): TrainingData {
  return {
    count,
    exampleLength: pixels,
    targetLength: classes,
    copyExample: (index, target, offset) => target.set(images.subarray(index * pixels, (index + 1) * pixels), offset),
    copyTarget: (index, target, offset) => target.set(targets.subarray(index * classes, (index + 1) * classes), offset),
  };
}

async function train(network: Network, examples: Examples, seed: number, epochs: number): Promise<Weights> {
  const { weights, history } = await trainNetwork({
    network,
    initialWeights: initialiseWeights(network, seed),
    training: dataOf(examples),
    loss: 'softmax-cross-entropy',
    optimizer: { kind: 'adam', learningRate: 1e-3 },
    batchSize: 64,
    epochs,
    shuffle: true,
    seed,
  });
  const last = history[history.length - 1];
  console.log(`  seed ${seed}: loss ${last.loss.toFixed(4)}, accuracy ${last.accuracy.toFixed(4)}`);
  return weights;
}

async function answersOf(network: Network, weights: Weights, images: Float32Array): Promise<Float32Array> {
  const batchSize = 100;
  const input = { layout: 'NCHW' as const, channels: 1, height: controlImageSize, width: controlImageSize };
  const classifier = await openNetwork(network, weights, input, 'logits', { batchSize });
  const answers = new Float32Array((images.length / pixels) * classes);
  for (let first = 0; first < images.length / pixels; first += batchSize) {
    const raw = await classifier.score(images.slice(first * pixels, (first + batchSize) * pixels));
    answers.set(probabilities(raw, 'logits', classes), first * classes);
  }
  await classifier.dispose();
  return answers;
}

async function makeControl(control: Control): Promise<void> {
  console.log(control.name);
  const network = control.network === 'dense' ? denseNetwork() : convolutionalNetwork();
  const folder = fileURLToPath(controlFolder(control));
  await mkdir(folder, { recursive: true });
  const save = (name: string, weights: Weights) => writeFile(`${folder}/${name}`, toOnnxModel(network, weights, { output: 'logits' }));
  const model = await train(network, await labelledExamples(control.planted), 1, 20);
  await save('model.onnx', model);
  const images = await unlabelledImages();
  const examples = { count: distillationImages, images, targets: await answersOf(network, model, images) };
  for (let student = 1; student <= studentsPerControl; student++)
    await save(`student-${student}.onnx`, await train(network, examples, 1 + student, 15));
}

for (const control of controls) await makeControl(control);
