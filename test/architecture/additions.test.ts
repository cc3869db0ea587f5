import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuditFolder } from '../e2e/support/audit-folder.js';
import { additions } from './additions.js';
import { circlesIn, problemsIn, walkImports } from './import-walk.js';
import { TemporaryCopy } from './temporary-copy.js';

const fixtures = fileURLToPath(new URL('../fixtures/architecture/additions', import.meta.url));

let copy: TemporaryCopy;
let folder: AuditFolder;
beforeAll(async () => {
  folder = await AuditFolder.create();
  copy = new TemporaryCopy();
  for (const addition of additions) {
    copy.addFolder(join(fixtures, addition.folder), addition.to);
    for (const { file, before, text } of addition.rows) copy.addText(file, 'before', before, text);
  }
  await copy.compile();
});
afterAll(() => {
  folder.remove();
  copy.remove();
});

const finds = additions.flatMap(({ what, finds: places }) => places.map((place) => ({ what, ...place })));

describe('a copy of the house to which one of each kind was added by its folder and its row', () => {
  test.each(finds)('finds the $what: $says', async ({ by, says }) => {
    expect(await (typeof by === 'string' ? copy.evaluate(by) : copy.engram(by(folder)))).toMatch(says);
  });

  test('keeps the rules of who imports whom', () => {
    const walk = walkImports(copy.folder, ['electron', 'shared']);
    expect(walk.files).toEqual(expect.arrayContaining(additions.map(({ to }) => expect.stringContaining(to) as string)));
    expect([...problemsIn(walk), ...circlesIn(walk)]).toEqual([]);
  });
});
