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
import { asKerasAnswers, furtherFixtures, layerFixtures, tensorflowFolder } from './fixtures.js';

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

  it.each(furtherFixtures)('of further layers and operations answers as it did there: $file', async (fixture) => {
    const model = await readModel(fixture.path);
    const classifier = await openClassifier(model, { path: fixture.path }, { batchSize: 4, threads: 1 });
    const images = fixtureImages(fixture.shape).map((pixel) => pixel * (fixture.brightest ?? 1));
    const answers = asKerasAnswers(fixture, await classifier.score(images), classifier.outputs);
    await classifier.dispose();
    expect(new Set(fixture.answers).size).toBeGreaterThan(4);
    expect(largestDifference(answers, fixture.answers)).toBeLessThan(1e-5);
    expect(openSessions()).toBe(0);
  });

  it.each<[string, readonly number[] | undefined, readonly string[]]>([
    [
      'caffe',
      [0, 255],
      [
        'The graph puts the channels in the order BGR right at its input: leave this out of the preprocessing.',
        'The graph adds -103.9, -116.8, -123.7 right at its input: leave this out of the preprocessing.',
      ],
    ],
    [
      'torch',
      [0, 255],
      [
        'The graph multiplies by 0.003922 right at its input: leave this out of the preprocessing.',
        'The graph adds -0.485, -0.456, -0.406 right at its input: leave this out of the preprocessing.',
        'The graph multiplies by 4.367, 4.464, 4.444 right at its input: leave this out of the preprocessing.',
      ],
    ],
    [
      'signed',
      [0, 255],
      [
        'The graph multiplies by 0.007843 right at its input: leave this out of the preprocessing.',
        'The graph adds -1 right at its input: leave this out of the preprocessing.',
      ],
    ],
    [
      'standardised',
      [0, 255],
      [
        'The graph puts the channels in the order BGR right at its input: leave this out of the preprocessing.',
        'The graph multiplies by 0.003922 right at its input: leave this out of the preprocessing.',
        'The graph adds -0.5, -0.4, -0.3 right at its input: leave this out of the preprocessing.',
        'The graph multiplies by 5, 4, 3.333 right at its input: leave this out of the preprocessing.',
        'The graph multiplies by 2 right at its input: leave this out of the preprocessing.',
        'The graph multiplies by -1 right at its input: leave this out of the preprocessing.',
        'The graph adds 1 right at its input: leave this out of the preprocessing.',
      ],
    ],
    [
      'grey',
      [0, 255],
      [
        'The graph multiplies by 0.007843 right at its input: leave this out of the preprocessing.',
        'The graph adds -1 right at its input: leave this out of the preprocessing.',
      ],
    ],
    [
      'nested',
      [0, 255],
      [
        'The graph multiplies by 0.007843 right at its input: leave this out of the preprocessing.',
        'The graph adds -1 right at its input: leave this out of the preprocessing.',
        'The graph makes its images 9 x 9 pixels large by itself.',
      ],
    ],
    [
      'sizes',
      [0, 255],
      [
        'The graph multiplies by 0.003922, 0.005, 0.007843 right at its input: leave this out of the preprocessing.',
        'The graph adds 0, -0.5, -1 right at its input: leave this out of the preprocessing.',
        'The graph makes its images 18 x 24 pixels large by itself.',
      ],
    ],
    ['augmented', [0, 255], ['The graph multiplies by 0.003922 right at its input: leave this out of the preprocessing.']],
    ['arithmetic', undefined, []],
  ])('says what it does to its images, and what pixels it takes: %s', async (name, range, notes) => {
    const description = await describeModel(await readModel(`${tensorflowFolder}layers-${name}.keras`));
    expect({ range: description.pixelRange, notes: description.notes }).toEqual({ range, notes });
  });

  it('whose images are resized first begins with a convolution all the same', async () => {
    const { architecture } = await describeModel(await readModel(`${tensorflowFolder}layers-sizes.keras`));
    expect(architecture).toMatchObject({ family: 'convolutional', firstLayer: 'convolution' });
  });

  it.each(furtherFixtures.filter(({ file }) => file.endsWith('.keras') && !/normalised|nested|arrangement/.test(file)))(
    'of further layers and operations can be trained anew as a student: $file',
    async ({ path }) => {
      const imported = await importNetwork(await readModel(path));
      expect(isImported(imported) ? [] : imported.unsupported).toEqual([]);
    },
  );

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
