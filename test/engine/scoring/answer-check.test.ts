import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { wholeBatches } from '../../../electron/jobs/audit/case.js';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { shippedImages } from '../../../electron/engine/images/shipped.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { checkAnswers, type AnswerCheck } from '../../../electron/engine/scoring/answer-check.js';
import { repeatTolerance } from '../../../electron/engine/models/answers-vary.js';
import { answersAlike, requireSteadyAnswers } from '../../../electron/engine/scoring/answer-soundness.js';
import type { OutputKind } from '../../../shared/domain/model.js';
import { fixtureModel } from '../models/fixture-models.js';

const unsound = (name: string) => fileURLToPath(new URL(`../../fixtures/unsound-models/${name}`, import.meta.url));

interface Asked {
  readonly count?: number;
  readonly batchSize?: number;
  readonly range?: [number, number];
  readonly output?: OutputKind;
}

async function check(path: string, { count = 20, batchSize = 8, range = [0, 1], output }: Asked = {}): Promise<AnswerCheck> {
  const classifier = await openClassifier(await readModelFile(path), { path, output }, { batchSize, threads: 1 });
  try {
    const preprocessor = createPreprocessor(preprocessingSchema.parse({ range }), classifier.input);
    const { width, height, channels } = preprocessor;
    const images = shippedImages({ count, width, height, channels, seed: 3 });
    return await checkAnswers({ classifier, preprocessor, count, read: (index) => images.read(index) });
  } finally {
    await classifier.dispose();
  }
}

describe('a model fed with numbers of another range', () => {
  test('answers alike to all images, and otherwise does not', async () => {
    const wrong = await check(unsound('xrv_leak.onnx'));
    expect(Math.max(...wrong.spread)).toBeLessThan(0.002);
    expect(answersAlike(wrong, undefined)).toBe(true);
    expect(answersAlike(wrong, 2)).toBe(true);
    const right = await check(unsound('xrv_leak.onnx'), { range: [-1024, 1024] });
    expect(Math.min(...right.spread)).toBeGreaterThan(0.1);
    expect(answersAlike(right, undefined)).toBe(false);
  });
});

describe('a model that gives one image several answers', () => {
  test.each([{ batchSize: 8 }, { batchSize: 3 }])('is told where dropout was left on, with $batchSize at once', async ({ batchSize }) => {
    const found = await check(unsound('random_dropout.onnx'), { batchSize });
    expect(found.betweenRuns).toBeGreaterThan(0.1);
    expect(() => requireSteadyAnswers(found, 'random_dropout.onnx')).toThrow(
      expect.objectContaining({
        code: 'model-answers-vary',
        message: expect.stringMatching(
          /^"random_dropout.onnx" gave two answers to the same image: they differ by up to [\d.]+ log-odds. Part of the network is random, such as dropout that was left on.$/,
        ) as unknown,
      }),
    );
  });

  test.each([8, 1])('is told where a fixed batch takes its statistics from itself, asked for %d at once', async (batchSize) => {
    const found = await check(unsound('bn_train_b8.onnx'), { batchSize: wholeBatches(batchSize, 8) });
    expect(found.betweenRuns).toBeLessThan(1e-3);
    expect(found.betweenCompanies).toBeGreaterThan(0.1);
    expect(() => requireSteadyAnswers(found, 'bn_train_b8.onnx')).toThrow(
      expect.objectContaining({
        code: 'model-answers-vary',
        message: expect.stringContaining('depends on the other images in its batch') as unknown,
      }),
    );
  });

  test('is told from a half-filled batch too', async () => {
    expect((await check(unsound('bn_train_b8.onnx'), { count: 5 })).betweenCompanies).toBeGreaterThan(0.1);
  });

  test('is refused on opening where any number of images may come together', async () => {
    await expect(check(unsound('bn_train_dyn.onnx'))).rejects.toMatchObject({
      code: 'model-answers-vary',
      message: expect.stringMatching(
        /^The answer of "bn_train_dyn.onnx" to an image depends on the other images in its batch: by up to [\d.]+ log-odds./,
      ) as unknown,
    });
  });
});

describe('sound models', () => {
  test.each([
    'torch-resnet-dynamo',
    'torch-mobilenet-dynamo',
    'torch-densenet-script',
    'torch-multilabel-script',
    'keras-mobile-tf2onnx',
    'torch-view-cnn-script-fixed4',
  ])('such as %s give one image one answer', async (name) => {
    const found = await check(fixtureModel(name).path);
    expect(found.betweenRuns).toBe(0);
    expect(found.betweenCompanies).toBeLessThan(repeatTolerance / 10);
    expect(() => requireSteadyAnswers(found, name)).not.toThrow();
  });

  test('name their commonest class, its share and the entropy of their answers', async () => {
    const { commonest, entropy, head, lowest, highest } = await check(fixtureModel('keras-cnn-tf2onnx').path);
    expect(commonest?.share).toBeGreaterThan(0);
    expect(commonest?.share).toBeLessThanOrEqual(1);
    expect(entropy).toBeGreaterThan(0);
    expect(entropy).toBeLessThanOrEqual(Math.log(head.classes));
    lowest.forEach((low, index) => expect(low).toBeLessThanOrEqual(highest[index]));
  });
});

test('answers so sure that their probability is exactly 1 differ by a number, and by none', async () => {
  const found = await check(fixtureModel('keras-cnn-tf2onnx').path, { range: [0, 1e6] });
  expect(Math.max(...found.highest)).toBe(1);
  expect(found.betweenRuns).toBe(0);
  expect(found.betweenCompanies).toBeLessThan(repeatTolerance);
});

describe('of two parts of a check', () => {
  const sound: AnswerCheck = {
    images: 10,
    head: { family: 'multi-label', classes: 2 },
    spread: Float64Array.of(0.5, 0.001),
    lowest: Float64Array.of(0.1, 0.5),
    highest: Float64Array.of(0.9, 0.5),
    commonest: undefined,
    entropy: 0.5,
    betweenRuns: 0,
    betweenCompanies: 0,
  };

  test('the label asked about decides where each label is a question of its own', () => {
    expect(answersAlike(sound, 0)).toBe(false);
    expect(answersAlike(sound, 1)).toBe(true);
    expect(answersAlike(sound, undefined)).toBe(false);
  });

  test('a single image tells nothing of how answers vary', () => {
    expect(answersAlike({ ...sound, images: 1, spread: Float64Array.of(0, 0) }, 0)).toBe(false);
  });
});
