import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { expect, test } from 'vitest';
import { inspectJob } from '../../../electron/jobs/inspect/inspect-job.js';
import type { JobContext } from '../../../electron/jobs/job.js';
import { useTemporaryFolder } from '../../engine/images/temporary-folder.js';
import { writeSmallSet } from '../train/small-set.js';

const temporary = useTemporaryFolder();
const context: JobContext = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  threads: 1,
  cacheFolder: '',
  stateFolder: '',
  parallel: {
    width: 1,
    run() {
      throw new Error('To inspect takes no tasks.');
    },
  },
};

async function inspect(path: string, bits?: number) {
  const { kind, facts, missing } = await inspectJob.run({ path, bits }, context);
  return { kind, facts: new Map(facts.map(({ name, value }) => [name, value])), missing };
}

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/models/${name}`, import.meta.url));

test('a model: what it is and what its graph does not tell', async () => {
  const { kind, facts, missing } = await inspect(fixture('torch-densenet-script.onnx'));
  expect(kind).toBe('model');
  expect(facts.get('model')).toBe('torch-densenet-script.onnx');
  expect(facts.get('format')).toMatch(/^ONNX, operator set 12, written by pytorch /);
  expect(facts.get('input')).toBe('"x": grey images of 28 x 28 pixels (NCHW), any number at once');
  expect(facts.get('output')).toBe('"y": 7 classes, one for an image (the graph ends in Softmax)');
  expect(facts.get('network')).toBe('convolutional, 1,523 weights, first layer a convolution, batch normalisation, global pooling');
  expect(facts.get('SHA-256')).toMatch(/^[0-9a-f]{64}$/);
  expect(missing.map((sentence) => sentence.split(':')[0])).toEqual([
    'preprocessing',
    'preprocessing, resize',
    'feature',
    'label',
    'distillation',
  ]);
});

test('a model of several labels, and one that scales by itself', async () => {
  const labels = await inspect(fixture('torch-multilabel-script.onnx'));
  expect(labels.facts.get('output')).toBe('"y": 6 labels, any of them for an image (the graph ends in Sigmoid)');
  const scaled = await inspect(fixture('keras-colour-mlp-keras3.onnx'));
  expect(scaled.facts.get('input')).toMatch(/colour images of 10 x 12 pixels \(NHWC\)/);
  expect(scaled.facts.get('note')).toBe('The graph adds -1 right at its input: leave this out of the preprocessing.');
});

test('labelled images: number, size, levels, classes', async () => {
  const { kind, facts, missing } = await inspect(writeSmallSet(temporary.path, 'small', 1200));
  expect(kind).toBe('images');
  expect(facts.get('images')).toBe('small-images-idx3-ubyte, IDX file');
  expect(facts.get('number')).toBe('1,200 images');
  expect(facts.get('sizes')).toBe('12 x 12 grey (of the first 200)');
  expect(facts.get('levels')).toBe('0 to 169 of 0 to 255 (of the first 200)');
  expect(facts.get('labels')).toMatch(/^3 classes: 0 \(\d+\), 1 \(\d+\), 2 \(\d+\)$/);
  expect(facts.get('SHA-256')).toMatch(/^[0-9a-f]{64}$/);
  expect(missing).toEqual([]);
});

test('a small folder of pictures of two sizes, without labels', async () => {
  const picture = (side: number) => encode({ width: side, height: side, channels: 3, data: new Uint8Array(side * side * 3).fill(side) });
  temporary.write('pictures/1.png', picture(8));
  temporary.write('pictures/2.png', picture(8));
  temporary.write('pictures/3.png', picture(9));
  const { facts, missing } = await inspect(join(temporary.path, 'pictures'));
  expect(facts.get('images')).toBe('pictures, folder of pictures');
  expect(facts.get('sizes')).toBe('8 x 8 colour (2), 9 x 9 colour (1)');
  expect(facts.get('levels')).toBe('8 to 9 of 0 to 255');
  expect(facts.get('labels')).toBe('none');
  expect(missing).toEqual([
    'labels, for training alone: a folder for each class, or the file of labels (images.labels). An audit takes images without labels.',
    'more images, for an audit: 1,000 make good hosts, several thousand good references; here are 3.',
  ]);
});

test.each(['12-bit', '12-bit.npy'])(
  '16-bit images that hold numbers of 12, %s: asked about, and read alike once that is said',
  async (name) => {
    const path = fileURLToPath(new URL(`../../fixtures/images/cases/${name}`, import.meta.url));
    await expect(inspect(path)).rejects.toMatchObject({
      code: 'images-unreadable',
      hintAtTerminal: expect.stringMatching(/To inspect them: --bits 12\.$/) as string,
    });
    expect((await inspect(path, 12)).facts.get('levels')).toBe('7 to 246 of 0 to 255');
  },
);

test('what decides is the content, not the name', async () => {
  const path = temporary.write(
    'images.onnx',
    Buffer.concat([Buffer.from([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2]), Buffer.alloc(4)]),
  );
  expect((await inspect(path)).kind).toBe('images');
});

test.each([
  ['notes.txt', 'hello', 'model-unreadable', '"notes.txt" is neither a model nor a set of images that can be read.'],
  ['scan.dcm', `${'\0'.repeat(128)}DICM`, 'images-unreadable', '"scan.dcm" is a DICOM file that ends early or is damaged.'],
  ['scan.tif', 'II*\0', 'images-unreadable', '"scan.tif" is a TIFF file, which is not read yet.'],
  ['spec.json', '{}', 'model-unreadable', '"spec.json" is a JSON text, no ONNX model.'],
  ['empty.onnx', '', 'model-unreadable', 'The model "empty.onnx" is empty (0 bytes).'],
  [
    'cut.onnx',
    '\u0008\u0008:\u00ff',
    'model-unreadable',
    'The model "cut.onnx" is truncated or no ONNX model: its protocol buffer breaks off or is malformed.',
  ],
  ['saved/saved_model.pb', '', 'model-unreadable', 'The model "saved_model.pb" is empty (0 bytes).'],
])('%s is refused', async (name, content, code, message) => {
  const path = temporary.write(name, content);
  await expect(inspect(name.includes('/') ? join(path, '..') : path)).rejects.toMatchObject({ code, message });
});

test('a path where nothing lies is refused', async () => {
  await expect(inspect(join(temporary.path, 'nothing'))).rejects.toMatchObject({
    code: 'images-unreadable',
    message: expect.stringMatching(/nothing/) as string,
  });
});
