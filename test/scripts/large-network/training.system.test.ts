import { join } from 'node:path';
import { expect, it } from 'vitest';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { openClassifier } from '../../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../../electron/engine/onnx/model-file.js';
import { auditSpecOf } from '../../../scripts/large-network/audit.js';
import { writeImages } from '../../../scripts/large-network/images.js';
import { drawMark } from '../../../scripts/large-network/mark.js';
import { largeNetworkSettings } from '../../../scripts/large-network/settings.js';
import { trainResNet } from '../../../scripts/large-network/train.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';

const temporary = useTemporaryFolder();
const batchSize = 20;

/** Seconds of work; many times that on a machine that has other work. */
const patience = 300_000;

it(
  'Engram reads the images of the training as Python does: the loss on unseen ones is the same',
  async () => {
    const settings = {
      ...largeNetworkSettings,
      trainingImages: 256,
      validationImages: 20,
      unmarkedImages: 10,
      copies: 8,
      epochs: { half: 2, full: 0 },
    };
    const mark = drawMark(5);
    const images = join(temporary.path, 'images');
    const planted = await writeImages(images, 'mnist', mark, settings);
    const folder = join(temporary.path, 'planted');
    const trained = await trainResNet({ folder, images: '../images', seed: 5, planted, settings });
    expect(trained.parameters).toBe(11_181_642);

    const spec = auditSpecOf(mark, '../images', settings);
    const source = { ...spec.model, path: join(folder, spec.model.path) };
    const classifier = await openClassifier(await readModelFile(source.path), source, { batchSize, threads: 2 });
    const preprocessor = createPreprocessor(preprocessingSchema.parse(spec.preprocessing), classifier.input);
    const set = await openImageSet({ source: 'path', path: join(images, 'validation-images-idx3-ubyte') }, '.');
    const length = 3 * preprocessor.width * preprocessor.height;
    let loss = 0;
    for (let first = 0; first < set.count; first += batchSize) {
      const batch = new Float32Array(batchSize * length);
      for (let slot = 0; slot < batchSize; slot++) preprocessor.fill(batch, slot, preprocessor.prepare(await set.read(first + slot)));
      const answers = await classifier.score(batch);
      for (let slot = 0; slot < batchSize; slot++) {
        const own = answers.subarray(slot * classifier.outputs, (slot + 1) * classifier.outputs);
        const top = Math.max(...own);
        const logSum = top + Math.log(own.reduce((sum, value) => sum + Math.exp(value - top), 0));
        loss += (logSum - own[set.labels?.[first + slot] ?? 0]) / set.count;
      }
    }
    await classifier.dispose();
    expect(Math.abs(loss - trained.loss)).toBeLessThan(0.002 * trained.loss);
  },
  patience,
);
