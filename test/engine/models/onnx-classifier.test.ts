import { describe, expect, it } from 'vitest';
import { readModelFile } from '../../../electron/engine/models/onnx/model-file.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { openSessions } from '../../../electron/engine/runtimes/onnx/session.js';
import { comparable, fixtureImages, fixtureModels, largestDifference } from './fixture-models.js';

describe('openClassifier', () => {
  it.each(fixtureModels)('answers as the framework did: $name', async (fixture) => {
    const model = await readModelFile(fixture.path);
    const classifier = await openClassifier(model, { path: fixture.path }, { batchSize: 4, threads: 1 });
    const answers = await classifier.score(fixtureImages(fixture.shape));
    const { expected, answered } = comparable(fixture, answers, classifier.outputs);
    expect(largestDifference(expected, answered)).toBeLessThan(1e-5);
    await classifier.dispose();
    expect(openSessions()).toBe(0);
  });
});
