import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importNetwork } from '../../../../electron/engine/models/importer.js';
import { isImported } from '../../../../electron/engine/models/importer/imported-network.js';
import { describeModel } from '../../../../electron/engine/models/inspect.js';
import { openClassifier } from '../../../../electron/engine/models/onnx-classifier.js';
import { readModel } from '../../../../electron/engine/models/read-model.js';
import { openSessions } from '../../../../electron/engine/runtimes/onnx/session.js';
import { fixtureImages, largestDifference } from '../fixture-models.js';
import { asKerasAnswers, layerFixtures, tensorflowFolder } from './fixtures.js';

describe('a model of Keras or TensorFlow.js', () => {
  it.each(layerFixtures)('answers as it did there: $file', async (fixture) => {
    const model = await readModel(fixture.path);
    const classifier = await openClassifier(model, { path: fixture.path }, { batchSize: 4, threads: 1 });
    const answers = asKerasAnswers(fixture, await classifier.score(fixtureImages(fixture.shape)), classifier.outputs);
    await classifier.dispose();
    expect(largestDifference(answers, fixture.answers)).toBeLessThan(1e-5);
    const kinds = { softmax: 'logits', logits: 'logits', sigmoid: 'sigmoid-logits' };
    expect(classifier.outputKind).toBe(kinds[fixture.output]);
    expect(openSessions()).toBe(0);
  });

  it.each(layerFixtures.filter(({ file }) => file.endsWith('.keras')))('can be trained anew as a student: $file', async ({ path }) => {
    const imported = await importNetwork(await readModel(path));
    expect(isImported(imported) ? [] : imported.unsupported).toEqual([]);
  });

  it('keeps the order in which Keras takes its images', async () => {
    expect((await describeModel(await readModel(`${tensorflowFolder}separable.keras`))).input).toEqual({
      layout: 'NHWC',
      channels: 3,
      height: 16,
      width: 16,
    });
    expect((await describeModel(await readModel(`${tensorflowFolder}mlp.keras`))).declaredInput).toEqual([undefined, 12, 12]);
  });

  it('is described with what wrote it and the digest that sha256sum gives', async () => {
    const path = `${tensorflowFolder}mlp-keras2.h5`;
    const { format, translatedFrom, sha256 } = await describeModel(await readModel(path));
    expect({ format, translatedFrom }).toEqual({ format: 'keras-h5', translatedFrom: 'Keras 2.21.0 (.h5 file)' });
    expect(sha256).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'));
  });

  it('of several files has the digest of a listing of all', async () => {
    const folder = `${tensorflowFolder}quantised-layers/`;
    const digest = (name: string): string =>
      createHash('sha256')
        .update(readFileSync(folder + name))
        .digest('hex');
    const lines = [1, 2, 3].map((shard) => `${digest(`group1-shard${shard}of3.bin`)}  group1-shard${shard}of3.bin\n`);
    const listing = `${digest('model.json')}\n${lines.join('')}`;
    expect((await readModel(`${folder}model.json`)).sha256).toBe(createHash('sha256').update(listing).digest('hex'));
  });
});
