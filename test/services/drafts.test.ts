import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DraftKeeper } from '../../electron/services/drafts/draft-keeper.js';
import { Drafts } from '../../electron/services/drafts/drafts.js';
import { RegisterService } from '../../electron/services/register/register-service.js';
import { draftSchema } from '../../shared/domain/draft.js';
import { gapsOf, specOfDraft } from '../../shared/domain/draft-spec.js';

const passphrase = 'correct horse battery';
const folder = mkdtempSync(join(tmpdir(), 'engram-drafts-'));
/** As cheap to open as the register allows. */
const openRegister = (): RegisterService => new RegisterService({ folder: join(folder, 'register'), cost: 2 ** 14 });
const register = openRegister();
const drafts = new Drafts(new DraftKeeper(register), () => undefined);
const described = draftSchema.parse({
  case: { reference: 'A 1' },
  model: { path: '/m.onnx' },
  preprocessingConfirmed: true,
  feature: { kind: 'text', template: '{letters:4}' },
});

beforeAll(async () => {
  expect(await register.setUp({ passphrase })).toMatchObject({ ok: true });
});

afterAll(() => {
  register.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a draft', () => {
  test('is there again after a restart, as it was saved, with its text', async () => {
    const { stamp } = await drafts.create();
    await drafts.save(stamp, described);
    await drafts.setText(stamp.id, 'QJXV');
    const again = openRegister();
    await again.open({ by: 'passphrase', passphrase });
    const restarted = new Drafts(new DraftKeeper(again), () => undefined);
    expect((await restarted.read(stamp.id)).draft).toEqual(described);
    expect(await restarted.textOf(stamp.id)).toBe('QJXV');
    again.close();
  });

  test('is not saved over what somebody else has saved', async () => {
    const { stamp } = await drafts.create();
    const results = await Promise.all([drafts.save(stamp, described), drafts.save(stamp, draftSchema.parse({}))]);
    expect(results.map((result) => (result.ok ? 'saved' : result.error.code))).toEqual(['saved', 'draft-changed']);
  });

  test('does not give its text away, in lists or on disk', async () => {
    const { stamp } = await drafts.create(described);
    await drafts.setText(stamp.id, 'QJXV');
    expect(JSON.stringify([await drafts.list(), await drafts.read(stamp.id)])).not.toContain('QJXV');
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name)).includes('QJXV')).toBe(false);
    }
  });

  test('keeps its text when it is saved, and loses it when an empty one is given', async () => {
    const { stamp } = await drafts.create();
    await drafts.setText(stamp.id, 'QJXV');
    await drafts.save(stamp, described);
    expect((await drafts.read(stamp.id)).hasText).toBe(true);
    await drafts.setText(stamp.id, '');
    expect((await drafts.read(stamp.id)).hasText).toBe(false);
  });

  test('of the first version is opened with all that it said', async () => {
    const path = fileURLToPath(new URL('../fixtures/register/first-draft.json', import.meta.url));
    const id = randomUUID();
    const first = z.json().parse(JSON.parse(readFileSync(path, 'utf8')));
    await register.use(({ drafts: kept }) =>
      kept.save({ id, title: 'Ward 7', content: { revision: 4, savedAt: '2026-11-01T10:00:00.000Z', draft: first } }),
    );
    const { draft } = await drafts.read(id);
    expect(gapsOf(draft, true)).toEqual([]);
    expect(specOfDraft(draft)).toMatchObject({
      reference: 'Ward 7',
      label: 3,
      distillation: { images: { source: 'path', path: '/case/unlabelled' }, count: 5000, students: 7, kind: 'whole', epochs: 9 },
      method: { hosts: 64, strings: 499 },
    });
    expect(draft.step).toBe('method');
    await drafts.remove(id);
  });

  test('that was deleted is not there', async () => {
    const { stamp } = await drafts.create();
    await drafts.remove(stamp.id);
    await expect(drafts.read(stamp.id)).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  test('cannot be read while the register is locked', async () => {
    const locked = new Drafts(new DraftKeeper(openRegister()), () => undefined);
    await expect(locked.list()).rejects.toMatchObject({ data: { code: 'register-locked' } });
  });
});

describe('what a draft still lacks', () => {
  test('is told step by step', () => {
    expect(gapsOf(draftSchema.parse({}), false).map(({ step, field }) => `${step}.${field}`)).toEqual([
      'case.reference',
      'model.path',
      'feature.template',
      'feature.text',
    ]);
  });

  test('is nothing once it is described, and then it is a spec', () => {
    expect(gapsOf(described, true)).toEqual([]);
    expect(specOfDraft(described)).toMatchObject({ reference: 'A 1', model: { path: '/m.onnx' }, distillation: undefined });
  });

  test('are images, for a full audit', () => {
    const full = draftSchema.parse({ ...described, method: { level: 'full' }, distillation: { students: 3 } });
    expect(gapsOf(full, true).map(({ field }) => field)).toEqual(['distillation']);
    const complete = { ...full, distillation: { ...full.distillation, images: { source: 'path' as const, path: '/images' } } };
    expect(specOfDraft(complete).distillation).toMatchObject({ students: 3, count: 20_000, images: { path: '/images' } });
  });
});
