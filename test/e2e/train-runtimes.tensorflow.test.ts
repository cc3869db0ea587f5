import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TrainingSpecInput } from '../../shared/domain/training-spec.js';
import { tensorflowFolder } from '../../electron/services/folders.js';
import { openClassifier } from '../../electron/engine/models/onnx-classifier.js';
import { readModelFile } from '../../electron/engine/onnx/model-file.js';
import { fixtureImages, largestDifference, softmaxRows } from '../engine/models/fixture-models.js';
import { AuditFolder, run } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const library = tensorflowFolder();
let folder: AuditFolder;
beforeAll(async () => {
  process.env.ENGRAM_TENSORFLOW = library;
  folder = await AuditFolder.create(120);
  folder.write('labels-idx1-ubyte', Uint8Array.from([0, 0, 8, 1, 0, 0, 0, 120, ...Array.from({ length: 120 }, (_, index) => index % 3)]));
});
afterAll(() => folder.remove());

test('the same training on both runtimes gives the same model, a plain ONNX file, and says what trained it', async () => {
  const spec: TrainingSpecInput = {
    schema: 'engram.training-spec/1',
    network: { preset: 'cnn-1', dropout: true },
    images: { source: 'path', path: 'images.npy', labels: 'labels-idx1-ubyte' },
    optimizer: { kind: 'adam', learningRate: 3e-4 },
    batchSize: 16,
    epochs: 2,
  };
  const specFile = folder.write('training.json', JSON.stringify(spec));
  const answers: Float32Array[] = [];
  for (const runtime of ['onnx', 'tensorflow']) {
    const { code, stdout, stderr } = await run(['train', specFile, '--out', folder.in(runtime), '--threads', '1', '--runtime', runtime]);
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toMatch(
      runtime === 'onnx' ? /Computed by onnxruntime-node .* \(asked for\)/ : /Computed by tensorflow 2\..* \(asked for\)/,
    );
    const path = folder.in(`${runtime}/model.onnx`);
    const classifier = await openClassifier(await readModelFile(path), { path }, { batchSize: 4, threads: 1 });
    answers.push(softmaxRows(await classifier.score(fixtureImages([28, 28])), 3));
    await classifier.dispose();
  }
  expect(largestDifference(answers[0], answers[1])).toBeLessThan(1e-3);
  expect(JSON.parse(readFileSync(folder.in('tensorflow/history.json'), 'utf8'))).toMatchObject({
    runtime: { name: 'tensorflow', reason: 'asked for' },
  });
});
