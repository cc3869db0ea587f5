import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Register } from '../../electron/register/register.js';

const passphrase = 'correct horse battery staple';
const cost = 2 ** 14;

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  path = join(folder, 'register');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('what is saved is there when the register is opened again', async () => {
  const register = await Register.setUp(path, { passphrase }, { cost });
  const draft = await register.drafts.save({ title: 'Chest X-ray', content: { text: 'DOE JANE' } });
  await register.settings.set({ keepMonths: 120 });
  register.close();

  const again = await Register.open(path, { by: 'passphrase', passphrase });
  expect(again.notices).toEqual([]);
  expect(await again.drafts.list()).toEqual([draft]);
  expect(await again.drafts.load(draft.id)).toEqual({ ...draft, content: { text: 'DOE JANE' } });
  expect(await again.settings.get()).toEqual({ paper: 'A4', keepMonths: 120 });
  expect((await again.journal.entries()).map(({ action }) => action)).toEqual(['register-created', 'settings-changed']);
  expect(await again.journal.verify()).toMatchObject({ entries: 2, problems: [] });
  expect(readdirSync(path).sort()).toEqual(['journal.jsonl', 'keys.copy.json', 'keys.json', 'lock', 'register.copy.json', 'register.json', 'sealed']);

  await again.drafts.delete(draft.id);
  expect(existsSync(join(path, 'sealed', 'draft', draft.id))).toBe(false);
  await expect(again.drafts.load(draft.id)).rejects.toMatchObject({ code: 'record-missing' });
});
