import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { auditResultSchema, type AuditResult } from '../../shared/domain/audit-result.js';
import { tensorflowFolder } from '../../electron/services/folders.js';
import { unpackNsfwjs } from '../support/nsfwjs.js';
import { AuditFolder, controlModel, plantedFeature, run, smallSpec } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const library = tensorflowFolder();
let folder: AuditFolder;
beforeAll(async () => {
  // Tests keep their cache to themselves; the library lies where it was staged.
  process.env.ENGRAM_TENSORFLOW = library;
  folder = await AuditFolder.create();
});
afterAll(() => folder.remove());

function resultOf(name: string): AuditResult {
  return auditResultSchema.parse(JSON.parse(readFileSync(folder.in(`${name}/result.json`), 'utf8')));
}

test('the same audit on both runtimes comes to the same verdicts and the same M', async () => {
  const distillation = {
    images: { source: 'path' as const, path: 'images.npy' },
    count: 160,
    students: 2,
    epochs: 2,
    kind: 'whole' as const,
  };
  for (const runtime of ['onnx', 'tensorflow']) {
    const spec = smallSpec({ model: controlModel('convolutional-planted'), hosts: undefined, distillation });
    const { code, stdout, stderr } = await run([...folder.audit(spec, { text: 'QJXV' }, runtime), '--runtime', runtime]);
    expect(code, stdout + stderr).toBe(0);
  }
  const [onnx, tensorflow] = ['onnx', 'tensorflow'].map(resultOf);
  expect(onnx.runtime).toEqual({ name: 'onnx', reason: 'asked for' });
  expect(tensorflow.runtime).toEqual({ name: 'tensorflow', reason: 'asked for' });
  expect(tensorflow.device).toMatch(/^tensorflow 2\./);
  expect(tensorflow.claims.map(({ claim, verdict }) => ({ claim, verdict }))).toEqual(
    onnx.claims.map(({ claim, verdict }) => ({ claim, verdict })),
  );
  expect(Math.abs(tensorflow.seedMethod.m - onnx.seedMethod.m)).toBeLessThan(1e-5);
});

/** Three and a half minutes on free cores, more than five beside two studies. */
test('a published graph model is audited by its answers', async () => {
  const path = unpackNsfwjs('mobilenet_v2_mid', folder.in('nsfwjs'));
  const feature = { ...plantedFeature, typography: { font: '8x13' as const } };
  const spec = smallSpec({
    model: { path },
    feature,
    label: 1,
    hosts: { source: 'shipped' },
    method: { hosts: 16, strings: 19, batchSize: 4 },
  });
  const { code, stdout, stderr } = await run(folder.audit(spec, { text: 'QJXV' }, 'graph'));
  expect(code, stdout + stderr).toBe(0);
  expect(resultOf('graph')).toMatchObject({
    model: { format: 'tfjs-graph', outputs: 5 },
    runtime: { name: 'tensorflow', reason: "a model of TensorFlow's own" },
  });
}, 600_000);
