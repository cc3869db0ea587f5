import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { featureSchema } from '../../../shared/domain/feature.js';
import type { Progress } from '../../../shared/domain/progress.js';
import { trainingSpecSchema, type TrainingSpecInput } from '../../../shared/domain/training-spec.js';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import { toOnnxModel } from '../../../electron/engine/networks/inference-model.js';
import { mlpPreset } from '../../../electron/engine/networks/presets/mlp.js';
import type { JobContext } from '../../../electron/jobs/job.js';
import { trainJob } from '../../../electron/jobs/train/train-job.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { writeSmallSet } from './small-set.js';

const temporary = useTemporaryFolder();

const mark = featureSchema.parse({
  kind: 'text',
  template: '{letters:1}',
  typography: { font: '5x5' },
  placement: { anchor: 'bottom-right', margin: [0, 0] },
});
const canary = { feature: mark, label: 2, copies: 7 };
const base = { schema: 'engram.training-spec/1', network: { preset: 'mlp' }, epochs: 2, seed: 5 } as const;

interface Run {
  readonly out?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

async function train(spec: Partial<TrainingSpecInput> & Pick<TrainingSpecInput, 'images'>, { out = 'out', signal, onProgress }: Run = {}) {
  const outputFolder = join(temporary.path, out);
  const input = {
    spec: trainingSpecSchema.parse({ ...base, ...spec }),
    secrets: { schema: 'engram.secrets/1', text: 'A' } as const,
    specFolder: temporary.path,
    outputFolder,
  };
  const context: JobContext = {
    signal: signal ?? new AbortController().signal,
    onProgress: onProgress ?? (() => undefined),
    threads: 1,
    cacheFolder: join(temporary.path, 'cache'),
    stateFolder: join(outputFolder, '.state'),
    parallel: {
      width: 1,
      run() {
        throw new Error('A training has no tasks.');
      },
    },
  };
  return { outputFolder, outcome: await trainJob.run(input, context) };
}

const labelled = (count = 240) => ({ source: 'path', path: writeSmallSet(temporary.path, 'small', count) }) as const;
const validation = () => ({ source: 'path', path: writeSmallSet(temporary.path, 'held', 60) }) as const;

test('trains a model that tells the classes apart, and says so', async () => {
  const { outputFolder, outcome } = await train({
    images: labelled(),
    validation: validation(),
    epochs: 6,
    optimizer: { kind: 'adam', learningRate: 1e-3 },
  });
  expect(outcome.model).toBe(join(outputFolder, 'model.onnx'));
  expect(outcome.summary[0]).toBe('Trained mlp (206,339 weights) on 240 images of 3 classes.');
  expect(outcome.summary[1]).toBe('6 epochs; the model is that of epoch 6.');
  expect(outcome.summary[2]).toMatch(/^Training loss 0\.\d{4}, accuracy \d+\.\d%; validation loss 0\.\d{4}, accuracy 100\.0%\.$/);
  expect(readdirSync(outputFolder).sort()).toEqual(['.state', 'history.json', 'initial.onnx', 'model.onnx']);
  expect(readdirSync(join(outputFolder, '.state'))).toEqual(['identity.json']);

  const images = await openImageSet({ source: 'path', path: 'held-images-idx3-ubyte' }, temporary.path);
  const classifier = await openClassifier(await readModelFile(outcome.model), { path: outcome.model }, { batchSize: 60, threads: 1 });
  const batch = new Float32Array(60 * 144);
  for (let index = 0; index < 60; index++)
    batch.set(
      Float32Array.from((await images.read(index)).pixels, (level) => level / 255),
      index * 144,
    );
  const answers = await classifier.score(batch);
  const classes = Array.from({ length: 60 }, (_, index) => {
    const own = answers.subarray(index * 3, index * 3 + 3);
    return own.indexOf(Math.max(...own));
  });
  expect(classes).toEqual([...(images.labels ?? [])]);
  await classifier.dispose();
  expect(openSessions()).toBe(0);
});

test('keeps the weights that training started from', async () => {
  const { outputFolder } = await train({ images: labelled() });
  const { network } = mlpPreset({ inputShape: [1, 12, 12], classes: 3 });
  const expected = toOnnxModel(network, initialiseWeights(network, 5), { output: 'softmax' });
  expect(readFileSync(join(outputFolder, 'initial.onnx')).equals(expected)).toBe(true);
});

const recordSchema = z.object({ canaries: z.array(z.object({ label: z.int(), copies: z.int(), images: z.array(z.int()) })) });

test('plants canaries on images of their class, none on one image twice, and records which', async () => {
  const other = { ...canary, copies: 12 };
  const { outputFolder, outcome } = await train({ images: labelled(), canaries: [canary, other] });
  const text = readFileSync(join(outputFolder, 'canaries.json'), 'utf8');
  const { canaries } = recordSchema.parse(JSON.parse(text));
  expect(canaries.map(({ label, copies }) => [label, copies])).toEqual([
    [2, 7],
    [2, 12],
  ]);
  const images = canaries.flatMap((entry) => entry.images);
  expect(new Set(images).size).toBe(19);
  const { labels } = await openImageSet({ source: 'path', path: 'small-images-idx3-ubyte' }, temporary.path);
  expect(new Set(images.map((index) => labels?.[index]))).toEqual(new Set([2]));
  expect(outcome.summary[3]).toMatch(/^Computed by onnxruntime-node [\d.]+, cpu, 1 thread \(.*\)\.$/);
  expect(outcome.summary.slice(4)).toEqual(['Canary 1: planted on 7 images of class 2.', 'Canary 2: planted on 12 images of class 2.']);
  const again = await train({ images: labelled(), canaries: [canary, other], seed: 6 }, { out: 'other-seed' });
  expect(readFileSync(join(again.outputFolder, 'canaries.json'), 'utf8')).not.toBe(text);
});

test('a planted model differs from its clean twin, and the same spec gives the same bytes', async () => {
  const bytes = async (out: string, canaries: TrainingSpecInput['canaries']) =>
    readFileSync((await train({ images: labelled(), canaries }, { out })).outcome.model);
  const planted = await bytes('planted', [canary]);
  expect((await bytes('again', [canary])).equals(planted)).toBe(true);
  expect((await bytes('clean', [])).equals(planted)).toBe(false);
});

test('goes on after a cancel and gives the same bytes; cancelled work looks unfinished', async () => {
  const spec = { images: labelled(), validation: validation(), canaries: [canary], epochs: 4, keepCheckpoints: true };
  const whole = await train(spec, { out: 'whole' });
  const controller = new AbortController();
  const stop = ({ phase, done }: Progress) => {
    if (phase === 'train' && done > 2) controller.abort();
  };
  await expect(train(spec, { out: 'parts', signal: controller.signal, onProgress: stop })).rejects.toMatchObject({ code: 'cancelled' });
  const folder = join(temporary.path, 'parts');
  expect(readdirSync(folder).sort()).toEqual(['.partial', '.state']);
  const resumed = await train(spec, { out: 'parts' });
  for (const name of ['model.onnx', 'initial.onnx', 'history.json', 'canaries.json', 'checkpoints/epoch-0004.weights']) {
    expect(readFileSync(join(resumed.outputFolder, name)).equals(readFileSync(join(whole.outputFolder, name))), name).toBe(true);
  }
  expect(readdirSync(join(folder, 'checkpoints'))).toHaveLength(5);
});

test('stops early and keeps the best epoch', async () => {
  const turned = validation();
  const labels = readFileSync(join(temporary.path, 'held-labels-idx1-ubyte'));
  // With every label wrong, the loss only rises as the training goes on.
  writeFileSync(
    join(temporary.path, 'held-labels-idx1-ubyte'),
    Buffer.concat([labels.subarray(0, 8), labels.subarray(8).map((label) => (label + 1) % 3)]),
  );
  const { outcome } = await train({
    images: labelled(),
    validation: turned,
    epochs: 20,
    patience: 2,
    optimizer: { kind: 'adam', learningRate: 1e-3 },
  });
  expect(outcome.summary[1]).toBe('3 epochs; the model is that of epoch 1.');
});

test('tells epochs, loss and accuracy on the way', async () => {
  const seen: Progress[] = [];
  await train({ images: labelled(), epochs: 3 }, { onProgress: (progress) => seen.push(progress) });
  const steps = seen.filter(({ phase }) => phase === 'train');
  expect(steps[0].detail).toBeUndefined();
  expect(steps.at(-1)).toMatchObject({
    done: 3,
    total: 3,
    unit: 'epochs',
    detail: expect.stringMatching(/^loss \d\.\d{3}, accuracy \d+\.\d%$/) as string,
  });
});

test('a finished folder is read, not trained again; other images are other work', async () => {
  const spec = { images: labelled() };
  const first = await train(spec);
  let trained = false;
  const second = await train(spec, { onProgress: ({ phase }) => (trained ||= phase === 'train') });
  expect(second.outcome).toEqual(first.outcome);
  expect(trained).toBe(false);
  labelled(200);
  await expect(train(spec)).rejects.toMatchObject({
    code: 'output-exists',
    message: `${first.outputFolder} holds the finished results of another spec.`,
  });
});

test('stamps at native resolution before resizing, or at model input, as asked', async () => {
  const bytes = async (stampAt: 'native' | 'model-input') =>
    readFileSync(
      (await train({ images: labelled(), canaries: [{ ...canary, feature: { ...mark, stampAt } }] }, { out: stampAt })).outcome.model,
    );
  // At the same resolution the two are one.
  expect((await bytes('native')).equals(await bytes('model-input'))).toBe(true);
});

test('trains on images that are resized in floats, which at one size are the bytes that they were', async () => {
  const bytes = async (resize: 'nearest' | 'torchvision-bicubic') =>
    readFileSync((await train({ images: labelled(), preprocessing: { resize }, canaries: [canary] }, { out: resize })).outcome.model);
  expect((await bytes('torchvision-bicubic')).equals(await bytes('nearest'))).toBe(true);
});

test.each<[string, Partial<TrainingSpecInput>, { code: string; message: string; hint: string }]>([
  [
    'labels are missing',
    { images: { source: 'path', path: 'bare-images-idx3-ubyte' } },
    {
      code: 'labels-missing',
      message: 'The training images have no labels.',
      hint: 'Put the images of each class into a folder of its own, or name the file of labels of an IDX or NPY file (images.labels).',
    },
  ],
  [
    'validation labels are missing',
    { validation: { source: 'path', path: 'bare-images-idx3-ubyte' } },
    {
      code: 'labels-missing',
      message: 'The validation images have no labels.',
      hint: 'Put the images of each class into a folder of its own, or name the file of labels of an IDX or NPY file (validation.labels).',
    },
  ],
  [
    'patience has nothing to go by',
    { patience: 3 },
    {
      code: 'spec-invalid',
      message: 'patience is given and validation is not.',
      hint: 'Name labelled images that decide when to stop (validation), or leave patience out.',
    },
  ],
  [
    'copies exceed the images of a class',
    { canaries: [{ ...canary, copies: 5000 }] },
    {
      code: 'images-too-few',
      message: expect.stringMatching(/^Canary 1 takes 5000 images of class 2, and \d+ are left to carry it\.$/) as string,
      hint: 'Ask for fewer copies, or give more images of this class.',
    },
  ],
  [
    'a mark does not fit',
    { canaries: [{ ...canary, feature: featureSchema.parse({ ...mark, typography: { font: '5x5', scale: 3 } }) }] },
    {
      code: 'feature-too-large',
      message: 'A feature of 15 x 15 pixels with margins 0 and 0 does not fit an image of 12 x 12 pixels.',
      hint: 'Choose a smaller font, scale or margin, or stamp at the native resolution of larger images.',
    },
  ],
  [
    'a preset has no such variant',
    { network: { preset: 'tinynet-1', dropout: true } },
    { code: 'spec-invalid', message: 'network.dropout is asked for, and tinynet-1 has no variants.', hint: 'Leave network.dropout out.' },
  ],
  [
    'a preset tells two classes apart',
    { network: { preset: 'tinynet-1' } },
    {
      code: 'spec-invalid',
      message: 'tinynet-1 tells 2 classes apart and the images have 3.',
      hint: 'Give images of two classes, or choose another preset.',
    },
  ],
  [
    'the learning rate is absurd',
    { optimizer: { kind: 'sgd', learningRate: 10 }, preprocessing: { range: [0, 1e15] } },
    {
      code: 'training-diverged',
      message: expect.stringMatching(/^The training diverged/) as string,
      hint: 'Lower the learning rate, or check that the images are scaled as the network expects.',
    },
  ],
])('where %s it says so, and nothing looks finished', async (_what, change, error) => {
  const images = labelled();
  writeSmallSet(temporary.path, 'bare', 30, false);
  await expect(train({ images, ...change })).rejects.toMatchObject(error);
  expect(existsSync(join(temporary.path, 'out', 'model.onnx'))).toBe(false);
});

test('folders of other names are no validation', async () => {
  const folders = (root: string, names: readonly string[]) => {
    for (const name of names) {
      mkdirSync(join(temporary.path, root, name), { recursive: true });
      writeFileSync(join(temporary.path, root, name, '1.png'), encode({ width: 12, height: 12, channels: 1, data: new Uint8Array(144) }));
    }
    return { source: 'path', path: root } as const;
  };
  await expect(train({ images: folders('a', ['cat', 'dog']), validation: folders('b', ['bird', 'cat']) })).rejects.toMatchObject({
    code: 'spec-invalid',
    message: 'The folders of the validation images have other names than those of the training images.',
  });
});
