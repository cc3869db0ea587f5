import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderKey } from '../../electron/files/folder-key.js';
import { FileLock } from '../../electron/files/file-lock.js';
import { unwritable, writeFileAtomically } from '../../electron/jobs/atomic-file.js';
import { OutputFolder } from '../../electron/jobs/output-folder.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-'));
  path = join(folder, 'out');
});
afterEach(async () => {
  await held?.release();
  held = undefined;
  seals = false;
  rmSync(folder, { recursive: true });
});

const owner = { job: 'audit', spec: { model: 'a', seed: 1 }, secrets: { text: 'DOE^JANE' } };
let held: OutputFolder | undefined;
const key = FolderKey.of('ab'.repeat(32));
let seals = false;

/** As a run of its own: what held the folder before has ended. */
async function open(changes: Partial<typeof owner> = {}): Promise<OutputFolder> {
  await held?.release();
  held = await OutputFolder.open(path, 'result.json', { ...owner, ...changes }, { key, seals });
  return held;
}

/** Another process that holds the lock of a file until it is killed. */
async function holderOf(lockFile: string): Promise<ChildProcess> {
  const script =
    "const fs = require('node:fs'); const { tryLock } = require('fs-native-extensions');" +
    "const fd = fs.openSync(process.argv[1], 'a+'); if (!tryLock(fd)) process.exit(1);" +
    "fs.writeFileSync(process.argv[1], String(process.pid)); console.log('held'); setInterval(() => fd, 1000);";
  const child = spawn(process.execPath, ['-e', script, lockFile], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  return child;
}

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

describe('results that the register keeps', () => {
  test('are sealed, all of one length, and come back for the same work', async () => {
    seals = true;
    const output = await open();
    await output.write('run.json', 'the seed is 5');
    await output.write('result.json', '{}');
    await output.finish();
    expect(readdirSync(path).sort()).toEqual(['.state', 'result.json.sealed', 'run.json.sealed']);
    const [run, result] = ['run.json', 'result.json'].map((name) => readFileSync(join(path, `${name}.sealed`)));
    expect([run?.includes('seed'), run?.length]).toEqual([false, result?.length]);
    const again = await open();
    expect([again.finished, await again.read('run.json')]).toEqual([true, 'the seed is 5']);
    copyFileSync(join(path, 'run.json.sealed'), join(path, 'result.json.sealed'));
    await expect(again.read('result.json')).rejects.toMatchObject({
      code: 'state-damaged',
      message: `${join(path, 'result.json.sealed')} cannot be opened: it was changed, or another register recorded this audit.`,
    });
  });
});

test.skipIf(process.platform === 'win32')(
  'folder, state and files are for this account alone, in a folder that was there as well',
  async () => {
    mkdirSync(path, { mode: 0o755 });
    const output = await open();
    await output.state.write('measured/a', 'a');
    const inside = [
      output.stateFolder,
      output.partial(''),
      join(output.stateFolder, 'measured', 'a'),
      join(output.stateFolder, 'identity.json'),
    ];
    for (const one of [path, ...inside]) expect(statSync(one).mode & 0o077).toBe(0);
  },
);

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

  test('is taken up by the key that it was made with alone, so that no text can be tried against what lies there', async () => {
    const { stateFolder } = await open();
    const identity = JSON.parse(readFileSync(join(stateFolder, 'identity.json'), 'utf8')) as Record<string, string>;
    expect(Object.keys(identity).sort()).toEqual(['job', 'schema', 'secrets', 'spec']);
    await held?.release();
    const other = { key: FolderKey.of('cd'.repeat(32)) };
    await expect(OutputFolder.open(path, 'result.json', owner, other)).rejects.toMatchObject({ code: 'output-exists' });
  });

  test('of an earlier version is refused while unfinished, and recognised once it is finished', async () => {
    const { stateFolder } = await open();
    writeFileSync(join(stateFolder, 'identity.json'), readFileSync(new URL('output-identity-1.json', import.meta.url)));
    await expect(open()).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds unfinished work of an earlier version of Engram.`,
    });
    for (const name of ['result.json', 'finding.txt']) writeFileSync(join(path, name), name);
    expect((await open()).finished).toBe(true);
    expect(await (await open()).read('result.json')).toBe('result.json');
    await expect(open({ secrets: { text: 'DOE^JOHN' } })).rejects.toMatchObject({
      message: `${path} holds the finished results of the same spec with other secrets.`,
    });
  });

  test.each([
    [{ spec: { model: 'b', seed: 1 } }, 'another spec'],
    [{ secrets: { text: 'DOE^JOHN' } }, 'the same spec with other secrets'],
    [{ job: 'train' }, 'another kind of job'],
  ])('of other work is refused: %j', async (changes, whose) => {
    await open();
    const hintAtTerminal = 'Choose another folder with --out, or delete this one to start anew.';
    await expect(open(changes)).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds the unfinished work of ${whose}.`,
      hint: 'Start a new audit.',
      hintAtTerminal,
    });
    await finish();
    await expect(open(changes)).rejects.toMatchObject({
      code: 'output-exists',
      message: `${path} holds the finished results of ${whose}.`,
      hint: 'Start a new audit.',
      hintAtTerminal,
    });
    expect(readFileSync(join(path, 'result.json'), 'utf8')).toBe('result');
  });

  test('whose owner cannot be read is refused', async () => {
    const { stateFolder } = await open();
    writeFileSync(join(stateFolder, 'identity.json'), '{"schema": "engram.out');
    await expect(open()).rejects.toMatchObject({
      code: 'state-damaged',
      message: `Engram cannot read ${join(stateFolder, 'identity.json')}. It does not know whose results the folder holds.`,
      hint: 'Start a new audit.',
      hintAtTerminal: 'Choose another folder with --out.',
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
      hint: 'Start a new audit.',
      hintAtTerminal: 'Choose an empty or a new folder with --out.',
    });
    expect(readdirSync(path)).toEqual(['thesis.tex']);
  });

  test('in which another run is at work is refused; one that was killed lets go', async () => {
    const { stateFolder } = await open();
    await held?.release();
    const other = await holderOf(join(stateFolder, 'lock'));
    await expect(open()).rejects.toMatchObject({
      code: 'output-exists',
      message: `Another run writes to this folder at the moment (process ${other.pid}).`,
      hint: 'Wait until the other run has ended.',
      hintAtTerminal: 'Wait until it has ended, or choose another folder with --out.',
    });
    other.kill('SIGKILL');
    await open();
    expect(readFileSync(join(stateFolder, 'lock'), 'utf8')).toBe(String(process.pid));
  });

  test('is taken by one of many that find a lock of a dead process at once', async () => {
    const { stateFolder } = await open();
    await held?.release();
    const lockFile = join(stateFolder, 'lock');
    for (let round = 0; round < 18; round++) {
      writeFileSync(lockFile, '999999');
      const taken = (await Promise.all(Array.from({ length: 8 }, () => FileLock.take(lockFile)))).filter((lock) => lock !== undefined);
      expect(taken).toHaveLength(1);
      await taken[0].release();
    }
  });

  test('is never taken through a lock file that another has deleted meanwhile', async () => {
    mkdirSync(path);
    const lockFile = join(path, 'lock');
    const first = await FileLock.take(lockFile);
    rmSync(lockFile);
    const second = await FileLock.take(lockFile);
    expect(second).toBeDefined();
    await first?.release();
    expect(await FileLock.take(lockFile)).toBeUndefined();
    await second?.release();
  });

  test('whose name the disk does not take, or whose disk is full, is said as such and nobody is told to delete it', async () => {
    path = join(folder, 'n'.repeat(300));
    await expect(open()).rejects.toMatchObject({
      code: 'output-unwritable',
      message: expect.stringMatching(/ cannot be written: the name is too long for this disk\.$/) as unknown,
      hint: 'Choose a shorter name.',
    });
    if (existsSync('/dev/full')) {
      await expect(writeFileAtomically('/dev/full/x', 'x')).rejects.toMatchObject({ code: 'output-unwritable' });
      expect(unwritable('a', Object.assign(new Error('write'), { code: 'ENOSPC' }))).toMatchObject({
        message: 'a cannot be written: the disk is full.',
        hint: 'Free some disk space. Then try again.',
        hintAtTerminal: 'Free some disk space and run the same command again.',
      });
    }
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
