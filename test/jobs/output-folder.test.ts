import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutputFolder } from '../../electron/jobs/output-folder.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  path = join(folder, 'out');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const owner = { job: 'audit', spec: { model: 'a', seed: 1 }, secrets: { text: 'DOE^JANE' } };
const open = (changes: Partial<typeof owner> = {}) => OutputFolder.open(path, 'result.json', { ...owner, ...changes });

async function finish(): Promise<OutputFolder> {
  const output = await open();
  writeFileSync(output.partial('result.json'), 'result');
  writeFileSync(output.partial('run.json'), 'run');
  mkdirSync(output.partial('figures'));
  writeFileSync(join(output.partial('figures'), 'a.svg'), 'figure');
  await output.finish();
  return output;
}

describe('results', () => {
  test('appear when they are complete', async () => {
    const output = await open();
    writeFileSync(output.partial('result.json'), 'result');
    expect(output.finished).toBe(false);
    expect(readdirSync(path).sort()).toEqual(['.partial', '.state']);

    const finished = await finish();
    expect(finished.finished).toBe(true);
    expect(readdirSync(path).sort()).toEqual(['.state', 'figures', 'result.json', 'run.json']);
    expect(readFileSync(join(path, 'figures', 'a.svg'), 'utf8')).toBe('figure');
  });

  test('of the same spec are replaced as a whole', async () => {
    await finish();
    await finish();
    expect(readdirSync(path).sort()).toEqual(['.state', 'figures', 'result.json', 'run.json']);
  });

  test('without their main file count as unfinished, as after a crash between two files', async () => {
    await finish();
    rmSync(join(path, 'result.json'));
    expect((await open()).finished).toBe(false);
  });

  test('that are half-written by a stopped run are gone when it is taken up again', async () => {
    writeFileSync((await open()).partial('result.json'), 'hal');
    expect(existsSync((await open()).partial('result.json'))).toBe(false);
  });
});

describe('state', () => {
  test('is kept for the same spec, whatever the order of its keys, and dropped at the end', async () => {
    writeFileSync(join((await open()).stateFolder, 'kept'), 'kept');
    const again = await open({ spec: { seed: 1, model: 'a' } });
    expect(readFileSync(join(again.stateFolder, 'kept'), 'utf8')).toBe('kept');
    const finished = await finish();
    expect(readdirSync(finished.stateFolder)).toEqual(['identity.json']);
  });

  test('tells nothing of the secrets', async () => {
    const { stateFolder } = await open();
    expect(readFileSync(join(stateFolder, 'identity.json'), 'utf8')).not.toMatch(/DOE|JANE/);
  });

  test.each([
    [{ spec: { model: 'b', seed: 1 } }, 'another spec'],
    [{ secrets: { text: 'DOE^JOHN' } }, 'the same spec with other secrets'],
    [{ job: 'train' }, 'another kind of job'],
  ])('of other work is refused: %j', async (changes, whose) => {
    await open();
    const hint = 'Choose another folder with --out, or delete this one to start anew.';
    await expect(open(changes)).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds the unfinished work of ${whose}.`,
      hint,
    });
    await finish();
    await expect(open(changes)).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds the finished results of ${whose}.`,
      hint,
    });
    expect(readFileSync(join(path, 'result.json'), 'utf8')).toBe('result');
  });

  test('whose owner cannot be read is refused', async () => {
    const { stateFolder } = await open();
    writeFileSync(join(stateFolder, 'identity.json'), '{"schema": "engram.out');
    await expect(open()).rejects.toMatchObject({
      code: 'state-damaged',
      message: `${join(stateFolder, 'identity.json')} cannot be read, so it is unknown whose results the folder holds.`,
      hint: 'Choose another folder with --out, or delete this one to start anew.',
    });
  });

  test('without an owner is what a run left that had not begun', async () => {
    mkdirSync(join(path, '.state'), { recursive: true });
    writeFileSync(join(path, '.state', 'kept'), 'whose?');
    expect(readdirSync((await open()).stateFolder)).not.toContain('kept');
  });
});

describe('a folder', () => {
  test("with somebody else's files is refused", async () => {
    mkdirSync(path);
    writeFileSync(join(path, 'thesis.tex'), '');
    await expect(open()).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds files that are not Engram's.`,
      hint: 'Choose an empty or a new folder with --out.',
    });
    expect(readdirSync(path)).toEqual(['thesis.tex']);
  });

  test('in which another run is at work is refused; a lock of a dead process is not', async () => {
    const { stateFolder } = await open();
    const lockFile = join(stateFolder, 'lock');
    writeFileSync(lockFile, String(process.ppid));
    await expect(open()).rejects.toMatchObject({
      code: 'output-exists',
      message: `Another run writes to this folder at the moment (process ${process.ppid}).`,
      hint: `Wait until it has ended, or choose another folder with --out. If process ${process.ppid} is not Engram, delete ${lockFile}.`,
    });
    const dead = spawnSync(process.execPath, ['--version']).pid;
    writeFileSync(lockFile, String(dead));
    await open();
    expect(readFileSync(lockFile, 'utf8')).toBe(String(process.pid));
  });

  test('that is empty, or below folders that are not there yet, is taken', async () => {
    mkdirSync(path);
    await open();
    path = join(folder, 'a', 'b', 'c');
    await open();
    expect(existsSync(path)).toBe(true);
  });

  test('that cannot be made is a coded error', async () => {
    writeFileSync(path, 'a file');
    await expect(open()).rejects.toMatchObject({
      code: 'output-unwritable',
      message: `${path} cannot be written: there is a file where a folder should be.`,
    });
  });
});
