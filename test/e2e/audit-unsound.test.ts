import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AuditSpecInput } from '../../shared/domain/audit-spec.js';
import { auditResultSchema } from '../../shared/domain/audit-result.js';
import { AuditFolder, eventsOf, run } from './support/audit-folder.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const unsound = (name: string) => fileURLToPath(new URL(`../fixtures/unsound-models/${name}`, import.meta.url));

let folder: AuditFolder;

beforeAll(async () => {
  folder = await AuditFolder.create(64);
});
afterAll(() => folder.remove());

function specOf(model: AuditSpecInput['model'], changes: Partial<AuditSpecInput> = {}): AuditSpecInput {
  return {
    schema: 'engram.audit-spec/1',
    model,
    feature: { kind: 'text', template: '{letters:4}', typography: { font: '5x5' }, placement: { anchor: 'top-left', margin: [1, 1] } },
    label: 1,
    hosts: { source: 'path', path: 'images.npy' },
    ...changes,
    method: { hosts: 32, strings: 99, batchSize: 8, ...changes.method },
  };
}

async function resultOf(spec: AuditSpecInput, out: string) {
  const ended = await run([...folder.audit(spec, { text: 'MELK' }, out), '--no-register']);
  expect(ended.stderr).not.toContain('did not foresee');
  expect(ended.code).toBe(0);
  return auditResultSchema.parse(JSON.parse(readFileSync(folder.in(`${out}/result.json`), 'utf8')));
}

test('a model fed with numbers of another range is never said to have memorised nothing', async () => {
  const result = await resultOf(specOf({ path: unsound('xrv_leak.onnx') }), 'flat');
  expect(result.answers?.alike).toBe(true);
  for (const claim of result.claims) {
    expect(claim.verdict).toBe('inconclusive');
    expect(claim.reasons.map(({ code }) => code)).toContain('answers-alike');
    expect(claim.detectableEffect).toBeUndefined();
  }
  expect(result.tests.every(({ detectableEffect }) => detectableEffect === undefined)).toBe(true);
});

test.each([
  ['random_dropout.onnx', /gave two answers to the same image: they differ by up to [\d.]+ log-odds/],
  ['bn_train_b8.onnx', /depends on the other images in its batch: by up to [\d.]+ log-odds/],
  ['bn_train_dyn.onnx', /depends on the other images in its batch: by up to [\d.]+ log-odds/],
])('%s is refused before anything is measured', async (name, message) => {
  const ended = await run([
    ...folder.audit(specOf({ path: unsound(name) }), { text: 'MELK' }, `refused-${name}`),
    '--no-register',
    '--json',
  ]);
  expect(ended.code).toBe(3);
  expect(eventsOf(ended).at(-1)).toMatchObject({ code: 'model-answers-vary', message: expect.stringMatching(message) as unknown });
});

test('which of two heads holds the scores is asked, and stands in the result once it is said', async () => {
  const asked = await run([
    ...folder.audit(specOf({ path: unsound('two_heads.onnx') }), { text: 'MELK' }, 'asked'),
    '--no-register',
    '--json',
  ]);
  expect(asked.code).toBe(3);
  expect(eventsOf(asked).at(-1)).toMatchObject({
    code: 'model-input-unsupported',
    message: 'The model does not say all that is needed: Which of the 2 outputs holds the class scores?',
  });
  const result = await resultOf(specOf({ path: unsound('two_heads.onnx'), outputName: 'logits_task_b' }), 'said');
  expect(result.model).toMatchObject({ outputName: 'logits_task_b', outputsToChooseFrom: 2, outputs: 3 });
  expect(result.answers).toMatchObject({ alike: false, betweenRuns: 0 });
});

interface Inspected {
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly missing: readonly string[];
}

async function inspect(...argv: readonly string[]): Promise<Inspected> {
  const ended = await run(['inspect', ...argv, '--json']);
  expect(ended.code).toBe(0);
  return (eventsOf(ended).at(-1) as { readonly outcome: Inspected }).outcome;
}

const factOf = ({ facts }: Inspected, name: string) => facts.find((fact) => fact.name === name)?.value;

test('inspect says of each what is wrong with it', async () => {
  expect((await inspect(unsound('xrv_leak.onnx'))).missing[0]).toBe(
    'preprocessing: with pixels from 0 to 1 the model answers alike to all images. State the range, mean and deviation that it was trained with, for example range [0, 255] or [-1, 1].',
  );
  expect(factOf(await inspect(unsound('random_dropout.onnx')), 'answers')).toMatch(/gave two answers to the same image/);
  expect(factOf(await inspect(unsound('bn_train_b8.onnx')), 'answers')).toMatch(/depends on the other images in its batch/);
  expect(factOf(await inspect(unsound('xrv_nan.onnx')), 'output')).toContain('the answers are not finite, for label 1');
  const heads = await inspect(unsound('two_heads.onnx'));
  expect(heads.missing.join('\n')).toContain(
    'model.outputName: Which of the 2 outputs holds the class scores? It has to be said; the best guess is logits_task_a.',
  );
  expect(factOf(await inspect(unsound('two_heads.onnx'), '--output', 'logits_task_b'), 'output')).toContain('"logits_task_b": 3 classes');
});
