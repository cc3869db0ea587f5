import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../electron/engine/base/error.js';
import { FolderKey } from '../../../electron/files/folder-key.js';
import { SealedState } from '../../../electron/jobs/sealed-state.js';
import { fileMemory, noMemory } from '../../../electron/jobs/audit/file-memory.js';

let folder: string;
const state = () => new SealedState(folder, FolderKey.of('ab'.repeat(32)));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engram-memory-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const awkward = Float64Array.of(0, -0, 1 / 3, Number.NaN, Infinity, -Infinity, 5e-324, Number.MAX_VALUE, -1e-300);
const bits = (values: Float64Array) => [...new BigUint64Array(values.slice().buffer)];
const never = async (): Promise<Float64Array> => {
  throw new Error('It was kept.');
};

async function errorOf(name: string): Promise<unknown> {
  try {
    await fileMemory(state()).values(name, never);
  } catch (error) {
    return error instanceof EngineError ? error.toData() : error;
  }
  return undefined;
}

describe('kept values', () => {
  it('come back bit for bit, in another process too, and are computed once', async () => {
    const first = await fileMemory(state()).values('strings-0-0-99', async () => awkward);
    const second = await fileMemory(state()).values('strings-0-0-99', never);
    expect(bits(first)).toEqual(bits(awkward));
    expect(bits(second)).toEqual(bits(awkward));
  });

  it('may be a part of a longer array, or none', async () => {
    await fileMemory(state()).values('part', async () => awkward.subarray(2, 4));
    expect(bits(await fileMemory(state()).values('part', never))).toEqual(bits(awkward.slice(2, 4)));
    await fileMemory(state()).values('none', async () => new Float64Array());
    expect(await fileMemory(state()).values('none', never)).toEqual(new Float64Array());
  });

  it('stand apart by name', async () => {
    const memory = fileMemory(state());
    await memory.values('one', async () => Float64Array.of(1));
    expect(await memory.values('two', async () => Float64Array.of(2))).toEqual(Float64Array.of(2));
    expect(await memory.values('one', never)).toEqual(Float64Array.of(1));
  });

  it('are not kept where computing them fails', async () => {
    await expect(fileMemory(state()).values('one', async () => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(await fileMemory(state()).values('one', async () => Float64Array.of(1))).toEqual(Float64Array.of(1));
  });
});

describe('a damaged file', () => {
  const damaged = {
    code: 'state-damaged',
    message: 'What the audit kept to resume from is damaged (measured/strings-0-0-99.f64).',
    hint: 'Discard the run and start it again.',
    hintAtTerminal: 'Delete the output folder and run the audit again.',
  };
  const path = () => join(folder, 'measured', 'strings-0-0-99.f64');
  beforeEach(async () => {
    await fileMemory(state()).values('strings-0-0-99', async () => awkward);
  });

  it.each([0, 1, 91, 104, 120, 1000])('cut off after %d bytes is refused', async (length) => {
    truncateSync(path(), length);
    expect(await errorOf('strings-0-0-99')).toEqual(damaged);
  });

  it.each([0, 31, 95, 110])('with byte %d changed is refused', async (byte) => {
    const bytes = readFileSync(path());
    bytes[byte] ^= 1;
    writeFileSync(path(), bytes);
    expect(await errorOf('strings-0-0-99')).toEqual(damaged);
  });

  it('that stands for another one is refused', async () => {
    await fileMemory(state()).values('strings-0-100-199', async () => Float64Array.of(1));
    copyFileSync(join(folder, 'measured', 'strings-0-100-199.f64'), path());
    expect(await errorOf('strings-0-0-99')).toEqual(damaged);
  });

  it('with bytes too many is refused', async () => {
    writeFileSync(path(), Buffer.concat([readFileSync(path()), Buffer.alloc(8)]));
    expect(await errorOf('strings-0-0-99')).toEqual(damaged);
  });
});

it('controls keep nothing', async () => {
  let computed = 0;
  const compute = async () => Float64Array.of(++computed);
  expect([...(await noMemory.values('one', compute)), ...(await noMemory.values('one', compute))]).toEqual([1, 2]);
});
