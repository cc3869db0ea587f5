import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { readBitmap } from '../../../electron/engine/features/bitmap.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engram-bitmap-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function save(name: string, width: number, height: number, channels: number, data: readonly number[]): Promise<string> {
  await writeFile(join(folder, name), encode({ width, height, channels, depth: 8, data: Uint8Array.from(data) }));
  return name;
}

test('alpha is opacity and ink', async () => {
  const path = await save('alpha.png', 2, 1, 4, [10, 20, 30, 200, 40, 50, 60, 0]);
  const patch = await readBitmap(path, folder);
  expect(patch).toEqual({
    width: 2,
    height: 1,
    values: Uint8Array.of(10, 20, 30, 40, 50, 60),
    alpha: Uint8Array.of(200, 0),
    ink: Uint8Array.of(200, 0),
  });
});

test('without alpha the box is covered, and ink is the distance from the border', async () => {
  const path = await save('grey.png', 3, 3, 1, [240, 240, 240, 240, 40, 240, 240, 140, 240]);
  const patch = await readBitmap(path, folder);
  expect([...patch.alpha]).toEqual(new Array(9).fill(255));
  expect([...patch.ink]).toEqual([0, 0, 0, 0, 255, 0, 0, 128, 0]);
  expect([...patch.values.subarray(12, 15)]).toEqual([40, 40, 40]);
});

test('a bitmap is prepared without a text and has no decoys', async () => {
  const path = await save('mark.png', 2, 2, 2, [255, 255, 255, 0, 255, 255, 255, 0]);
  const feature = await prepareFeature(featureSchema.parse({ kind: 'bitmap', path }), undefined, folder);
  expect(feature.decoyCapacity).toBe(0);
  expect(feature.describe()).toEqual({
    kind: 'bitmap',
    width: 2,
    height: 2,
    inkPixels: 2,
    characters: undefined,
    spaceBits: undefined,
    decoyCapacity: 0,
    inkTolerance: undefined,
    names: [],
  });
  expect(() => feature.decoy(0, 1)).toThrow(
    expect.objectContaining({ code: 'feature-invalid', message: 'A bitmap has no template, so there are no other marks to draw.' }),
  );
});

test('an empty picture is refused', async () => {
  const message = 'The picture of the mark is empty: it is transparent throughout or of one colour.';
  const plain = await save('plain.png', 2, 2, 1, [9, 9, 9, 9]);
  const clear = await save('clear.png', 1, 1, 2, [255, 0]);
  for (const path of [plain, clear])
    await expect(readBitmap(path, folder)).rejects.toThrow(expect.objectContaining({ code: 'feature-invalid', message }));
});

test('a picture of more than 4 megapixels is refused', async () => {
  const path = await save('large.png', 4096, 1025, 1, new Array(4096 * 1025).fill(0));
  await expect(readBitmap(path, folder)).rejects.toThrow(
    expect.objectContaining({ code: 'feature-too-large', message: 'The mark is 4096 x 1025 pixels.' }),
  );
});

test('a missing, an oversized and a damaged file are refused by name, without their folder', async () => {
  await expect(readBitmap('absent.png', folder)).rejects.toThrow(
    expect.objectContaining({ code: 'images-unreadable', message: '"absent.png" cannot be read.' }),
  );
  await writeFile(join(folder, 'huge.png'), new Uint8Array(16 * 1024 * 1024 + 1));
  await expect(readBitmap('huge.png', folder)).rejects.toThrow(
    expect.objectContaining({ code: 'images-unreadable', message: '"huge.png" has more than 16 MiB.' }),
  );
  await writeFile(join(folder, 'text.png'), 'not a picture');
  await expect(readBitmap('text.png', folder)).rejects.toThrow(expect.objectContaining({ code: 'images-unreadable' }));
});
