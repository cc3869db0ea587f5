import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../../../electron/engine/base/error.js';
import { fileMemory, noMemory } from '../../../electron/jobs/audit/file-memory.js';

let folder: string;

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
    await fileMemory(folder).values(name, never);
  } catch (error) {
    return error instanceof EngineError ? error.toData() : error;
  }
  return undefined;
}

describe('kept values', () => {
  it('come back bit for bit, in another process too, and are computed once', async () => {
    const first = await fileMemory(folder).values('strings-0-0-99', async () => awkward);
    const second = await fileMemory(folder).values('strings-0-0-99', never);
    expect(bits(first)).toEqual(bits(awkward));
    expect(bits(second)).toEqual(bits(awkward));
  });

  it('may be a part of a longer array, or none', async () => {
    await fileMemory(folder).values('part', async () => awkward.subarray(2, 4));
    expect(bits(await fileMemory(folder).values('part', never))).toEqual(bits(awkward.slice(2, 4)));
    await fileMemory(folder).values('none', async () => new Float64Array());
    expect(await fileMemory(folder).values('none', never)).toEqual(new Float64Array());
  });

  it('stand apart by name', async () => {
    const memory = fileMemory(folder);
    await memory.values('one', async () => Float64Array.of(1));
    expect(await memory.values('two', async () => Float64Array.of(2))).toEqual(Float64Array.of(2));
    expect(await memory.values('one', never)).toEqual(Float64Array.of(1));
  });

  it('are not kept where computing them fails', async () => {
    await expect(fileMemory(folder).values('one', async () => Promise.reject(new Error('cancelled')))).rejects.toThrow('cancelled');
    expect(readdirSync(folder)).toEqual([]);
    expect(await fileMemory(folder).values('one', async () => Float64Array.of(1))).toEqual(Float64Array.of(1));
  });
});

describe('a damaged file', () => {
  const damaged = {
    code: 'state-damaged',
    message: 'What the audit kept to resume from is damaged (strings-0-0-99).',
    hint: 'Delete the output folder and run the audit again.',
  };
  const path = () => join(folder, 'strings-0-0-99.f64');
  beforeEach(async () => {
    await fileMemory(folder).values('strings-0-0-99', async () => awkward);
  });

  it.each([0, 1, 31, 32, 40, 32 + 9 * 8 - 1])('cut off after %d bytes is refused', async (length) => {
    truncateSync(path(), length);
    expect(await errorOf('strings-0-0-99')).toEqual(damaged);
  });

  it.each([0, 31, 32, 50])('with byte %d changed is refused', async (byte) => {
    const bytes = readFileSync(path());
    bytes[byte] ^= 1;
    writeFileSync(path(), bytes);
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
