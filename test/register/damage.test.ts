import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DataKey } from '../../electron/register/keys/data-key.js';
import { RegisterFolder } from '../../electron/register/folder.js';
import { currentFormat, type RecordsFormat } from '../../electron/register/store/format.js';
import { RecordsFile } from '../../electron/register/store/records-file.js';
import { RecordStore } from '../../electron/register/store/record-store.js';
import type { RegisterRecords } from '../../shared/domain/register.js';
import { RegisterPlace } from './support/register-place.js';

let place: RegisterPlace;
beforeEach(() => {
  place = new RegisterPlace();
});
afterEach(() => place.remove());

/** Changes one byte in the middle of a file. */
function damage(name: string, at = 0.5): void {
  const bytes = readFileSync(place.in(name));
  bytes[Math.floor(bytes.length * at)] ^= 1;
  writeFileSync(place.in(name), bytes);
}

async function withDrafts(...titles: string[]): Promise<string[]> {
  const register = await place.setUp();
  for (const title of titles) await register.drafts.save({ title, content: title });
  return titles;
}

const titlesOf = async (register: { drafts: { list(): Promise<{ title: string }[]> } }) =>
  (await register.drafts.list()).map(({ title }) => title).sort();

describe('the records', () => {
  test.each([
    ['damaged', () => damage('register.json')],
    ['cut short', () => truncateSync(place.in('register.json'), 300)],
    ['gone', () => rmSync(place.in('register.json'))],
    ['empty', () => writeFileSync(place.in('register.json'), '')],
  ])('that are %s are restored from their copy, with nothing lost, and it is said', async (_how, spoil) => {
    await withDrafts('one', 'two');
    spoil();
    const register = await place.open();
    expect(register.notices).toEqual([
      "The register's main file was damaged or missing. Engram restored it from its copy. Nothing was lost.",
    ]);
    expect(await titlesOf(register)).toEqual(['one', 'two']);
    expect((await register.journal.entries()).map(({ action }) => action)).toEqual(['register-created', 'register-recovered']);
    expect((await place.open()).notices).toEqual([]);
  });

  test('whose copy is damaged are not touched', async () => {
    await withDrafts('one');
    damage('register.copy.json');
    const register = await place.open();
    expect(register.notices).toEqual([]);
    expect(await titlesOf(register)).toEqual(['one']);
  });

  test('that are damaged as well as their copy are left for a backup to mend', async () => {
    await withDrafts('one');
    const kept = readFileSync(place.in('register.json'));
    damage('register.json');
    damage('register.copy.json');
    await expect(place.open()).rejects.toMatchObject({ code: 'register-damaged', hint: expect.stringContaining('backup') as string });
    writeFileSync(place.in('register.json'), kept);
    expect(await titlesOf(await place.open())).toEqual(['one']);
  });

  test('of another register do not open under this key', async () => {
    await withDrafts('one');
    const other = new RegisterPlace();
    await other.setUp();
    for (const name of ['register.json', 'register.copy.json']) writeFileSync(place.in(name), readFileSync(other.in(name)));
    other.remove();
    await expect(place.open()).rejects.toMatchObject({ code: 'register-damaged' });
  });
});

describe('an encrypted file', () => {
  test.each([0, 0.3, 0.5, 0.999])('that is damaged at %f of its length is named, and the others can be read', async (at) => {
    const register = await place.setUp();
    const [spoilt, whole] = [
      await register.drafts.save({ title: 'a', content: 'a' }),
      await register.drafts.save({ title: 'b', content: 'b' }),
    ];
    damage(`sealed/draft/${spoilt.id}`, at);
    await expect(register.drafts.load(spoilt.id)).rejects.toMatchObject({ code: 'register-damaged' });
    expect((await register.drafts.load(whole.id)).content).toBe('b');
    expect((await register.journal.verify()).problems).toEqual([`The register's file "draft/${spoilt.id}" has been changed or damaged.`]);
  });

  test('that takes the place of another one is found', async () => {
    const register = await place.setUp();
    const [a, b] = [await register.drafts.save({ title: 'a', content: 'a' }), await register.drafts.save({ title: 'b', content: 'b' })];
    writeFileSync(place.in(`sealed/draft/${a.id}`), readFileSync(place.in(`sealed/draft/${b.id}`)));
    await expect(register.drafts.load(a.id)).rejects.toMatchObject({ code: 'register-damaged' });
  });

  test('does not tell how long a short text is', async () => {
    const register = await place.setUp();
    const sizes = await Promise.all(
      ['X', 'X'.repeat(200)].map(
        async (text) => statSync(place.in(`sealed/draft/${(await register.drafts.save({ title: 'a', content: text })).id}`)).size,
      ),
    );
    expect(sizes[0]).toBe(sizes[1]);
  });
});

describe('the journal', () => {
  async function withEntries(count: number) {
    const register = await place.setUp();
    for (let index = 0; index < count; index++) await register.settings.set({ keepMonths: index + 1 });
    return register;
  }
  const lines = () => readFileSync(place.in('journal.jsonl'), 'utf8').split('\n').slice(0, -1);
  const write = (entries: readonly string[]) => writeFileSync(place.in('journal.jsonl'), entries.map((line) => `${line}\n`).join(''));

  test('whose last entries were not written is brought up to the records', async () => {
    await withEntries(3);
    const whole = lines();
    write(whole.slice(0, -1));
    await place.open();
    expect(lines()).toEqual(whole);
    writeFileSync(place.in('journal.jsonl'), `${whole.slice(0, -1).join('\n')}\n${whole[3].slice(0, 40)}`);
    await (await place.open()).settings.set({ paper: 'Letter' });
    expect(lines().slice(0, 4)).toEqual(whole);
    expect((await (await place.open()).journal.verify()).entries).toBe(5);
  });

  test.each([
    ['cut', (entries: string[]) => entries.slice(0, -2)],
    ['missing its first', (entries: string[]) => entries.slice(1)],
    ['reordered', (entries: string[]) => [entries[0], entries[2], entries[1], ...entries.slice(3)]],
    ['changed', (entries: string[]) => entries.map((line) => line.replace('register-created', 'register-migrated'))],
    ['empty', () => []],
  ])('that is %s is found by verify, and by the next writer where its end is concerned', async (_how, change) => {
    const register = await withEntries(5);
    write(change(lines()));
    const { problems } = await register.journal.verify();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/journal/i);
  });

  test('that was cut keeps the register readable and not writable, until it is begun anew', async () => {
    await withEntries(5);
    write(lines().slice(0, -2));
    const register = await place.open();
    expect(register.notices).toEqual([expect.stringContaining('the records know it as far as entry 5')]);
    expect(await register.settings.get()).toMatchObject({ keepMonths: 5 });
    await expect(register.settings.set({ keepMonths: 6 })).rejects.toMatchObject({ code: 'journal-damaged' });
    await register.journal.restart();
    await register.settings.set({ keepMonths: 6 });
    expect((await register.journal.entries()).map(({ action }) => action)).toEqual(['register-recovered', 'settings-changed']);
    expect(readdirSync(place.in('backups'))).toEqual([expect.stringMatching(/^journal-damaged-/)]);
  });

  test('goes on where older records were put back from a backup, and says so', async () => {
    const register = await withEntries(2);
    const older = readFileSync(place.in('register.json'));
    await register.settings.set({ keepMonths: 90 });
    writeFileSync(place.in('register.json'), older);
    const again = await place.open();
    expect(again.notices).toEqual([expect.stringContaining('Older records were put back')]);
    expect(await again.settings.get()).toMatchObject({ keepMonths: 2 });
    expect((await again.journal.entries()).map(({ action }) => action).slice(-2)).toEqual(['settings-changed', 'register-recovered']);
    expect((await again.journal.verify()).problems).toEqual([]);
  });
});

test('what a killed process left is removed: temporary files, and encrypted files that no record names', async () => {
  await withDrafts('one');
  const strays = ['register.json.1234.tmp', 'sealed/draft/stray', 'sealed/audit/stray/content'];
  mkdirSync(place.in('sealed/audit/stray'), { recursive: true });
  for (const stray of strays) appendFileSync(place.in(stray), 'left');
  const register = await place.open();
  expect(strays.filter((stray) => existsSync(place.in(stray)))).toEqual([]);
  expect(await titlesOf(register)).toEqual(['one']);
  expect((await register.journal.verify()).problems).toEqual([]);
});

describe('records of another version', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const now = () => new Date('2026-01-02T03:04:05.678Z');
  const initial: RegisterRecords = {
    id,
    createdAt: now().toISOString(),
    cases: [],
    audits: [],
    deletedAudits: [],
    drafts: [],
    models: [],
    identities: [],
    settings: { paper: 'A4' },
    journal: { last: [] },
  };
  const next: RecordsFormat = {
    version: 2,
    schema: currentFormat.schema,
    migrations: new Map([[1, (records) => ({ ...(records as RegisterRecords), settings: { paper: 'Letter' } })]]),
  };
  const key = DataKey.create(id);

  function store(format: RecordsFormat): RecordStore {
    mkdirSync(place.path, { recursive: true });
    const folder = new RegisterFolder(place.path);
    return new RecordStore(folder, new RecordsFile(folder, key, id, format), structuredClone(initial), now);
  }

  test('are copied and then migrated', async () => {
    await store(currentFormat).create({ action: 'register-created', subject: {} });
    const before = readFileSync(place.in('register.json'));
    const opened = store(next);
    expect(await opened.open()).toEqual([expect.stringContaining('from version 1 to 2')]);
    expect((await opened.view()).settings.paper).toBe('Letter');
    expect((await opened.entries()).map(({ action }) => action)).toEqual(['register-created', 'register-migrated']);
    const [backup, ...others] = readdirSync(place.in('backups'));
    expect(others).toEqual([]);
    expect(readFileSync(join(place.in('backups'), backup))).toEqual(before);
    expect(await store(next).open()).toEqual([]);
  });

  test('by a newer Engram are left as they are', async () => {
    await store(next).create({ action: 'register-created', subject: {} });
    const before = readFileSync(place.in('register.json'));
    await expect(store(currentFormat).open()).rejects.toMatchObject({ code: 'register-newer' });
    expect(readFileSync(place.in('register.json'))).toEqual(before);
  });
});
