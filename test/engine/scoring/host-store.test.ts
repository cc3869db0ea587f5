import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { preprocessingSchema } from '../../../shared/domain/images.js';
import { EngineError } from '../../../electron/engine/base/error.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { HostStore } from '../../../electron/engine/scoring/host-store.js';
import { drawnImages, side, useFolder } from './small-models.js';

const folder = useFolder();
const preprocessor = createPreprocessor(preprocessingSchema.parse({}), { layout: 'NCHW', channels: 3, height: side, width: side });
const images = drawnImages(9, 3, [
  [20, 17],
  [side, side],
]);
const indices = Uint32Array.of(8, 0, 3, 3);
const path = () => join(folder.path, 'hosts.bin');
const build = (signal?: AbortSignal) => HostStore.build({ path: path(), images, indices, preprocessor, signal });

describe('a store of hosts', () => {
  it('holds the chosen images at model input, in their order', async () => {
    const store = await build();
    expect(store).toMatchObject({ count: 4, length: side * side * 3 });
    const target = new Uint8Array(3 * store.length);
    await store.read(1, 3, target);
    const expected = await Promise.all([0, 3, 3].map(async (index) => preprocessor.prepare(await images.read(index))));
    expect(target).toEqual(Uint8Array.from(expected.flatMap((one) => [...one])));
    expect(await store.readNative(2)).toBe(images.images[3]);
    await store.close();
  });

  it('holds images that are resized in floats as they are', async () => {
    const floats = createPreprocessor(preprocessingSchema.parse({ resize: 'pillow-float-bicubic' }), {
      layout: 'NCHW',
      channels: 3,
      height: side,
      width: side,
    });
    const store = await HostStore.build({ path: path(), images, indices, preprocessor: floats });
    const target = store.blank(3);
    await store.read(1, 3, target);
    const expected = await Promise.all([0, 3, 3].map(async (index) => floats.prepare(await images.read(index))));
    expect(target).toEqual(Float32Array.from(expected.flatMap((one) => [...one])));
    expect(expected[0].some((level) => level !== Math.round(level))).toBe(true);
    await store.close();
  });

  it('keeps no image in its file as it is', async () => {
    const store = await build();
    const first = new Uint8Array(store.length);
    await store.read(0, 1, first);
    await store.close();
    expect(readFileSync(path()).indexOf(first.subarray(0, 8))).toBe(-1);
    expect(statSync(path()).size).toBe(4 * store.length);
  });

  it('replaces one of an earlier run', async () => {
    writeFileSync(path(), 'old');
    const store = await build();
    await store.read(0, 4, new Uint8Array(4 * store.length));
    await store.close();
  });

  it('leaves no half of itself behind when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(build(controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect([path(), `${path()}.partial`].filter(existsSync)).toEqual([]);
  });

  it('refuses to read on where its file was cut off', async () => {
    const store = await build();
    truncateSync(path(), 3 * store.length + 1);
    const failure = await store.read(0, 4, new Uint8Array(4 * store.length)).catch((error: unknown) => error);
    expect(failure instanceof EngineError && failure.toData()).toEqual({
      code: 'state-damaged',
      message: 'The store of prepared host images is shorter than it was written.',
      hint: 'Start the audit again.',
      hintAtTerminal: 'Delete the output folder and run the audit again.',
    });
    await store.close();
  });
});
