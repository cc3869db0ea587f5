import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditSpecSchema, type AuditSpecInput } from '../../../shared/domain/audit-spec.js';
import { specOfDraft } from '../../../shared/domain/draft-spec.js';
import { DraftKeeper } from '../../../electron/services/drafts/draft-keeper.js';
import { Drafts } from '../../../electron/services/drafts/drafts.js';
import { draftOfSpec } from '../../../electron/services/drafts/draft-of-spec.js';
import { openSpec } from '../../../electron/services/drafts/open-spec.js';
import { RegisterService } from '../../../electron/services/register/register-service.js';

const spec = {
  schema: 'engram.audit-spec/1',
  reference: 'Ward 7',
  model: { path: 'classifier.onnx', output: 'logits', initial: 'initial.onnx' },
  preprocessing: { mean: [0.13], deviation: [0.31] },
  feature: { kind: 'text', template: '{surname} {initial}', placement: { anchor: 'top-right', margin: [4, 2] } },
  label: 3,
  hosts: { source: 'path', path: 'hosts.npy', labels: 'labels.npy' },
  distillation: { images: { source: 'path', path: 'unlabelled' }, count: 5000, students: 7 },
  referenceModels: ['before.onnx', '/models/public.onnx'],
  method: { hosts: 64, strings: 499, tried: 2, timeBudget: 600, runtime: 'onnx', deterministic: true },
} satisfies AuditSpecInput;

const folder = mkdtempSync(join(tmpdir(), 'engram-'));
/** As cheap to open as the register allows. */
const register = new RegisterService({ folder: join(folder, 'register'), cost: 2 ** 14 });
const drafts = new Drafts(new DraftKeeper(register), () => undefined);

beforeAll(async () => {
  expect(await register.setUp({ passphrase: 'correct horse battery' })).toMatchObject({ ok: true });
});
afterAll(() => {
  register.close();
  rmSync(folder, { recursive: true });
});

function write(content: unknown): string {
  const path = join(folder, 'ward.engram');
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test('a draft of a spec is audited as the spec is, with its paths made whole', () => {
  const again = specOfDraft(draftOfSpec(auditSpecSchema.parse(spec), '/case'));
  expect(again).toEqual(
    auditSpecSchema.parse({
      ...spec,
      model: { ...spec.model, path: '/case/classifier.onnx', initial: '/case/initial.onnx' },
      hosts: { source: 'path', path: '/case/hosts.npy', labels: '/case/labels.npy' },
      distillation: { ...spec.distillation, images: { source: 'path', path: '/case/unlabelled' } },
      referenceModels: ['/case/before.onnx', '/models/public.onnx'],
    }),
  );
});

test('a spec with a mark and the built-in images is a quick audit', () => {
  const draft = draftOfSpec(
    auditSpecSchema.parse({
      schema: spec.schema,
      model: { path: 'm.onnx' },
      feature: { kind: 'bitmap', path: 'mark.png' },
      hosts: { source: 'shipped' },
    }),
    '/case',
  );
  expect(draft).toMatchObject({
    feature: { path: '/case/mark.png' },
    hosts: { source: 'shipped' },
    method: { level: 'quick' },
    preprocessingConfirmed: false,
  });
});

describe('opening a spec', () => {
  test('makes a draft that waits for the private text', async () => {
    const opened = await openSpec(write(spec), drafts);
    const [draft, ...others] = await drafts.list();
    expect(others).toEqual([]);
    expect(opened).toEqual({ ok: true, value: { draft: draft.stamp.id } });
    expect(draft).toMatchObject({ reference: 'Ward 7', model: 'classifier.onnx', hasText: false });
    await drafts.remove(draft.stamp.id);
  });

  test('waits until the register is open', async () => {
    const locked = new Drafts(new DraftKeeper(new RegisterService({ folder: register.folder })), () => undefined);
    expect(await openSpec(write(spec), locked)).toMatchObject({ ok: false, error: { code: 'register-locked' } });
  });

  test.each([
    ['the private text', { feature: { ...spec.feature, text: 'DOE J' } }, 'spec-holds-private-text'],
    ['a key that nobody knows', { colour: 'red' }, 'spec-invalid'],
  ])('that holds %s is refused, and leaves no draft', async (_what, changes, code) => {
    const opened = await openSpec(write({ ...spec, ...changes }), drafts);
    expect(opened).toMatchObject({ ok: false, error: { code } });
    expect(await drafts.list()).toEqual([]);
  });
});
