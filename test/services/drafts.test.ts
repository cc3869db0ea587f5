import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DraftFiles } from '../../electron/services/drafts/draft-files.js';
import { Drafts } from '../../electron/services/drafts/drafts.js';
import { PrivateTexts } from '../../electron/services/drafts/private-texts.js';
import { draftSchema } from '../../shared/domain/draft.js';
import { gapsOf, specOfDraft } from '../../shared/domain/draft-spec.js';

let folder: string;
let drafts: Drafts;
const open = (): Drafts => new Drafts(new DraftFiles(folder), new PrivateTexts(), () => undefined);
const described = draftSchema.parse({
  case: { reference: 'A 1' },
  model: { path: '/m.onnx' },
  preprocessingConfirmed: true,
  feature: { kind: 'text', template: '{letters:4}' },
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-drafts-'));
  drafts = open();
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a draft', () => {
  test('is there again after a restart, as it was saved', async () => {
    const { stamp } = await drafts.create();
    await drafts.save(stamp, described);
    expect((await open().read(stamp.id)).draft).toEqual(described);
  });

  test('is not saved over what somebody else has saved', async () => {
    const { stamp } = await drafts.create();
    const results = await Promise.all([drafts.save(stamp, described), drafts.save(stamp, draftSchema.parse({}))]);
    expect(results.map((result) => (result.ok ? 'saved' : result.error.code))).toEqual(['saved', 'draft-changed']);
  });

  test('leaves no private text on disk', async () => {
    const { stamp } = await drafts.create(described);
    await drafts.setText(stamp.id, 'QJXV');
    expect((await drafts.read(stamp.id)).hasText).toBe(true);
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name), 'utf8')).not.toContain('QJXV');
  });

  test('that is damaged is as good as none, and spoils no list', async () => {
    const { stamp } = await drafts.create();
    writeFileSync(join(folder, `${stamp.id}.json`), '{');
    expect(await drafts.list()).toEqual([]);
    await expect(drafts.read(stamp.id)).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  test('cannot be named by a path', async () => {
    await expect(drafts.read('../../etc/passwd')).rejects.toMatchObject({ data: { code: 'not-found' } });
  });
});

describe('what a draft still lacks', () => {
  test('is told step by step', () => {
    expect(gapsOf(draftSchema.parse({}), false).map(({ step, field }) => `${step}.${field}`)).toEqual(['case.reference', 'model.path', 'feature.template', 'feature.text']);
  });

  test('is nothing once it is described, and then it is a spec', () => {
    expect(gapsOf(described, true)).toEqual([]);
    expect(specOfDraft(described)).toMatchObject({ reference: 'A 1', model: { path: '/m.onnx' }, distillation: undefined });
  });

  test('are images, for a full audit', () => {
    const full = draftSchema.parse({ ...described, method: { level: 'full', students: 3 } });
    expect(gapsOf(full, true).map(({ field }) => field)).toEqual(['distillation']);
    const complete = { ...full, distillation: { source: 'path' as const, path: '/images' } };
    expect(specOfDraft(complete).distillation).toMatchObject({ students: 3, count: 20_000, images: { path: '/images' } });
  });
});
