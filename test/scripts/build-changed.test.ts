import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { buildChanged } from '../../scripts/build/changed.js';

const root = mkdtempSync(join(tmpdir(), 'engram-changed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test('what is built is built again when a source has changed, is new or has gone, or when it was built in another way', async () => {
  const [folder, source] = [join(root, 'built'), join(root, 'source')];
  mkdirSync(join(source, 'deep'), { recursive: true });
  writeFileSync(join(source, 'deep/a.ts'), 'a');
  const build = vi.fn(async () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  });
  const again = () => buildChanged({ folder, sources: [source, join(root, 'not-there')], build });

  expect([await again(), await again()]).toEqual([true, false]);
  writeFileSync(join(source, 'deep/a.ts'), 'b');
  expect([await again(), await again()]).toEqual([true, false]);
  writeFileSync(join(source, 'new.ts'), '');
  expect([await again(), await again()]).toEqual([true, false]);
  rmSync(join(source, 'new.ts'));
  expect([await again(), await again()]).toEqual([true, false]);
  await build();
  expect([await again(), await again()]).toEqual([true, false]);
});

test('what could not be built counts as changed', async () => {
  const folder = join(root, 'broken');
  const build = vi.fn(async () => {
    throw new Error('No.');
  });
  const attempt = () => buildChanged({ folder, sources: [], build });
  await expect(attempt()).rejects.toThrow('No.');
  await expect(attempt()).rejects.toThrow('No.');
});
