import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import { openClassifier } from '../../electron/engine/models/onnx-classifier.js';
import { readModel } from '../../electron/engine/models/read-model.js';
import { xrayPackage, type XrayPackage } from './xray-package.js';

vi.setConfig({ testTimeout: 900_000, hookTimeout: 600_000 });

const fixture = fileURLToPath(new URL('../fixtures/foreign/xray-xception.json', import.meta.url));
const keras = z.object({ sha256: z.string(), answers: z.array(z.array(z.number())) }).parse(JSON.parse(readFileSync(fixture, 'utf8')));

let xray: XrayPackage;
let folder: string;

beforeAll(() => {
  xray = xrayPackage(keras.sha256);
  folder = mkdtempSync(join(tmpdir(), 'engram-xray-'));
  // The package has files of a desktop among its X-rays.
  for (const name of readdirSync(xray.xrays).filter((file) => file.endsWith('.jpeg')))
    cpSync(join(xray.xrays, name), join(folder, 'xrays', name));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('the chest X-ray Xception answers as it does in Keras', async () => {
  const [count, side] = [keras.answers.length, 150];
  const pixels = Float32Array.from({ length: count * side * side * 3 }, (_, at) => {
    const channel = at % 3;
    const column = Math.floor(at / 3) % side;
    const row = Math.floor(at / (3 * side)) % side;
    const image = Math.floor(at / (3 * side * side));
    return ((image * 101 + row * (7 + image) + column * 13 + channel * 29) % 256) / 127.5 - 1;
  });
  const classifier = await openClassifier(await readModel(xray.model), { path: xray.model, output: 'logits' }, { batchSize: count });
  try {
    expect(classifier.input).toEqual({ layout: 'NHWC', channels: 3, height: side, width: side });
    const answers = await classifier.score(pixels);
    keras.answers.flat().forEach((answer, index) => expect(Math.abs(answers[index] - answer)).toBeLessThan(1e-4));
  } finally {
    await classifier.dispose();
  }
});

test('a quick audit of it on its own X-rays says beforehand what it can say, and ends with that', async () => {
  const spec: AuditSpecInput = {
    schema: 'engram.audit-spec/1',
    model: { path: xray.model, output: 'logits' },
    preprocessing: { resize: 'nearest', colour: 'rgb', range: [-1, 1] },
    feature: { kind: 'text', template: '{letters:4}', typography: { font: '8x13' }, placement: { anchor: 'top-left', margin: [4, 4] } },
    label: 1,
    hosts: { source: 'path', path: join(folder, 'xrays') },
    method: { hosts: 16, strings: 19, batchSize: 4 },
  };
  writeFileSync(join(folder, 'spec.json'), JSON.stringify(spec));
  writeFileSync(join(folder, 'secrets.json'), JSON.stringify({ schema: 'engram.secrets/1', text: 'QJXV', seed: 5 }));
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const argv = ['audit', join(folder, 'spec.json'), '--secrets', join(folder, 'secrets.json'), '--out', join(folder, 'results')];
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', join(root, 'electron/cli/main.ts'), ...argv, '--no-register', '--json'],
    { cwd: root, maxBuffer: 2 ** 26 },
  );
  expect(stderr).toBe('');
  // What it can say at most comes before anything is measured.
  const lines = stdout.trimEnd().split('\n');
  const told = lines.findIndex((line) => line.includes('It cannot say'));
  expect(told).toBeGreaterThanOrEqual(0);
  expect(told).toBeLessThan(lines.findIndex((line) => line.includes('"phase":"strings"')));
  const result = auditResultSchema.parse(JSON.parse(readFileSync(join(folder, 'results/result.json'), 'utf8')));
  expect(result.model.sha256).toBe(keras.sha256);
  expect(result.answers?.alike).toBe(false);
  // Its family was studied in part: nothing may go further than that, and with 16 X-rays nothing is ruled out.
  const verdicts = [result.whole?.verdict, ...result.claims.map(({ verdict }) => verdict)];
  expect(verdicts).not.toContain('memorised');
  expect(verdicts).not.toContain('not-detected');
});
