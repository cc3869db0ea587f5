import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnyClassifier } from '../../../electron/engine/models/open-classifier.js';
import { readAnyModel, readModel } from '../../../electron/engine/models/read-model.js';
import { parseSavedModel } from '../../../electron/engine/models/tensorflow/saved-model-file.js';
import { chooseRuntime } from '../../../electron/engine/runtimes/choose-runtime.js';
import { tensorflowFolder } from './keras/fixtures.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tensorflow-absent-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installIt = expect.stringContaining('npm run tensorflow:install') as string;

describe("without TensorFlow's library", () => {
  it.each(['separable-saved', 'separable-graph/model.json'])(
    '%s is read, and its scoring refused with the command that brings the library',
    async (file) => {
      const path = tensorflowFolder + file;
      const model = await readAnyModel(path);
      await expect(openAnyClassifier(model, { path }, { batchSize: 1 })).rejects.toMatchObject({
        code: 'runtime-missing',
        hintAtTerminal: installIt,
      });
    },
  );

  it('the runtime cannot be asked for, and is not chosen', async () => {
    await expect(chooseRuntime('tensorflow', { kind: 'training', values: 1 })).rejects.toMatchObject({
      code: 'runtime-missing',
      hintAtTerminal: installIt,
    });
    expect((await chooseRuntime('auto', { kind: 'training', values: 1 })).name).toBe('onnx');
    expect(await chooseRuntime('onnx', { kind: 'scoring', values: 1 })).toEqual({ name: 'onnx', reason: 'asked for' });
  });

  it('a SavedModel is found by its folder and by its file alike', async () => {
    const [folderOf, fileOf] = [
      await readAnyModel(`${tensorflowFolder}separable-saved`),
      await readAnyModel(`${tensorflowFolder}separable-saved/saved_model.pb`),
    ];
    expect(fileOf.sha256).toBe(folderOf.sha256);
  });

  it("a model of TensorFlow's own is refused where its graph is needed", async () => {
    await expect(readModel(`${tensorflowFolder}separable-saved`)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: '"separable-saved" is a SavedModel, of which only the answers can be read.',
    });
  });
});

describe("a hostile model of TensorFlow's own", () => {
  it('is refused for an operator that could read files, before anything is loaded', async () => {
    const path = join(folder, 'graph');
    cpSync(`${tensorflowFolder}separable-graph`, path, { recursive: true });
    const json = readFileSync(join(path, 'model.json'), 'utf8').replace('"op": "Softmax"', '"op": "ReadFile"');
    writeFileSync(join(path, 'model.json'), json);
    await expect(readAnyModel(join(path, 'model.json'))).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining('"ReadFile"') as string,
    });
  });

  it('is refused for a function that calls Python', async () => {
    const path = join(folder, 'saved');
    cpSync(`${tensorflowFolder}separable-saved`, path, { recursive: true });
    const bytes = readFileSync(join(path, 'saved_model.pb'));
    // The operator's own field: number 2, seven bytes long.
    const at = bytes.indexOf('\x12\x07Softmax');
    bytes.write('PyFunc ', at + 2);
    writeFileSync(join(path, 'saved_model.pb'), bytes);
    await expect(readAnyModel(path)).rejects.toMatchObject({
      code: 'model-unsupported',
      message: expect.stringContaining('"PyFunc "') as string,
    });
  });

  it('is refused where it breaks off', async () => {
    const bytes = readFileSync(join(tensorflowFolder, 'separable-saved/saved_model.pb'));
    expect(() => parseSavedModel(bytes.subarray(0, bytes.length - 7))).toThrow(
      'The SavedModel is damaged: its saved_model.pb breaks off or is malformed.',
    );
    mkdirSync(join(folder, 'empty'));
    writeFileSync(join(folder, 'empty/saved_model.pb'), new Uint8Array());
    await expect(readAnyModel(join(folder, 'empty'))).rejects.toMatchObject({ code: 'model-unreadable' });
  });
});
