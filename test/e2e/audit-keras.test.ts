import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import { tensorflowFolder } from '../engine/models/keras/fixtures.js';
import { unpackNsfwjs } from '../support/nsfwjs.js';
import { AuditFolder, plantedFeature, run, smallSpec } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let folder: AuditFolder;
beforeAll(async () => {
  folder = await AuditFolder.create();
});
afterAll(() => folder.remove());

function resultOf(name: string) {
  return auditResultSchema.parse(JSON.parse(readFileSync(folder.in(`${name}/result.json`), 'utf8')));
}

test('a published model of TensorFlow.js is audited from its model.json', async () => {
  const path = unpackNsfwjs('mobilenet_v2', folder.in('nsfwjs'));
  const feature = { ...plantedFeature, typography: { font: '8x13' as const } };
  const spec = smallSpec({
    model: { path },
    feature,
    label: 1,
    hosts: { source: 'shipped' },
    method: { hosts: 16, strings: 19, batchSize: 8 },
  });
  const { code, stdout, stderr } = await run(folder.audit(spec, { text: 'QJXV' }, 'published'));
  expect(stderr).not.toContain('error');
  expect(code, stdout + stderr).toBeLessThan(4);
  expect(resultOf('published').model).toMatchObject({
    format: 'tfjs-layers',
    producer: 'keras 2.2.4',
    outputs: 5,
    family: 'convolutional-normalised',
  });
});

test('a Keras archive is audited with distilled references of its own kind', async () => {
  const spec = smallSpec({
    model: { path: `${tensorflowFolder}mlp.keras` },
    feature: { ...plantedFeature, template: '{letters:2}' },
    hosts: undefined,
    distillation: { images: { source: 'path', path: 'images.npy' }, count: 200, students: 2, epochs: 2, kind: 'whole' },
  });
  const { code, stdout, stderr } = await run(folder.audit(spec, { text: 'QJ' }, 'archive'));
  expect(code, stdout + stderr).toBeLessThan(4);
  const result = resultOf('archive');
  expect(result.model).toMatchObject({ format: 'keras', family: 'dense', input: { height: 12, width: 12, channels: 1 } });
  expect(result.distillation?.students).toMatchObject([{ kind: 'whole' }, { kind: 'whole' }]);
});

test('inspect tells what a Keras file is and names the layer that keeps it from being audited', async () => {
  const told = await run(['inspect', `${tensorflowFolder}separable-keras2.h5`]);
  expect(told.code).toBe(0);
  expect(told.stdout).toContain('Keras 2.21.0 (.h5 file), translated into ONNX, operator set 17');
  const refused = await run(['inspect', `${tensorflowFolder}refused-lambda.keras`]);
  expect(refused.code).not.toBe(0);
  expect(refused.stderr).toContain('The layer "secret" (Lambda) holds code, which is not run here.');
});
