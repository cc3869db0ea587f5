import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Image } from '../../../../electron/engine/images/image.js';
import { openImageSet } from '../../../../electron/engine/images/open-image-set.js';
import { codedError } from '../coded-error.js';
import { fixturePath, readFixture, toImage, type FixtureImage } from '../fixture.js';
import { useTemporaryFolder } from '../temporary-folder.js';

interface ArrayFixture {
  readonly files: Readonly<Record<string, { readonly images: readonly FixtureImage[]; readonly decoder: string }>>;
}

const arrays = Object.entries((readFixture('arrays.json') as ArrayFixture).files);
const folder = useTemporaryFolder();
const open = (path: string, labels?: string, bits?: number) => openImageSet({ source: 'path', path, labels, bits }, fixturePath('arrays'));

/** Of the fixtures, those of 16 bits hold numbers of 12. */
const bitsOf = (name: string) => (name.startsWith('uint16') ? 12 : undefined);

async function readAll(path: string, bits?: number): Promise<Image[]> {
  const set = await open(path, undefined, bits);
  return Promise.all(Array.from({ length: set.count }, (_, index) => set.read(index)));
}

/** A NPY file of version 1 with the given header text and samples. */
function npy(header: string, samples: Uint8Array): Buffer {
  const text = Buffer.from(`${header}\n`, 'latin1');
  const start = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length & 255, text.length >> 8]);
  return Buffer.concat([start, text, samples]);
}

const dictionary = (descriptor: string, shape: string, order = 'False') =>
  `{'descr': '${descriptor}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
const floats = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('NPY files that numpy wrote', () => {
  it.each(arrays)('%s', async (name, { images, decoder }) => {
    const set = await open(name, undefined, bitsOf(name));
    expect(set.provenance).toEqual({
      kind: 'npy',
      count: images.length,
      decoder,
      sha256: createHash('sha256')
        .update(readFileSync(fixturePath(`arrays/${name}`)))
        .digest('hex'),
    });
    expect(await readAll(name, bitsOf(name))).toEqual(images.map(toImage));
  });

  it('read the same through gzip', async () => {
    const path = folder.write('images.npy.gz', gzipSync(readFileSync(fixturePath('arrays/uint16-big.npy'))));
    expect(await readAll(path, 12)).toEqual(await readAll('uint16-big.npy', 12));
  });

  it('take labels from another file', async () => {
    const set = await open('uint8.npy', 'labels.npy');
    expect(set.labels).toEqual(Int32Array.of(2, 0, 1));
    expect((await open('uint8.npy')).labels).toBeUndefined();
    expect(set.provenance.sha256).not.toBe((await open('uint8.npy')).provenance.sha256);
  });

  describe('of 16 bits', () => {
    const samples = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);
    const write = (...values: number[]) => folder.write('x.npy', npy(dictionary('<u2', `(1, 1, ${values.length})`), samples(...values)));

    it.each([
      [8, [0, 255], 'uint16 as they are', [0, 255]],
      [10, [512, 1023], 'uint16 of 10 bits, times 255/1023', [128, 255]],
      [14, [0, 16_383], 'uint16 of 14 bits, times 255/16383', [0, 255]],
      [16, [0, 255], 'uint16 of 16 bits, times 255/65535', [0, 1]],
      [undefined, [257, 65_535], 'uint16 of 16 bits, times 255/65535', [1, 255]],
    ])('are divided by the bits that were stated: %s', async (bits, values, decoder, levels) => {
      const path = write(...values);
      expect((await open(path, undefined, bits)).provenance.decoder).toBe(`NPY NHW: ${decoder}`);
      expect(Array.from((await readAll(path, bits))[0].pixels)).toEqual(levels);
    });

    it.each([
      [255, 8],
      [1023, 10],
      [16_383, 14],
    ])('are asked about where they seem to have fewer: none above %i', async (largest, used) => {
      const path = write(0, largest);
      expect(await codedError(() => open(path))).toEqual({
        code: 'images-unreadable',
        message: `"x.npy" holds 16-bit images, and in 1 of them no number is above ${largest}: they seem to have ${used} bits.`,
        hint: `State how many bits a pixel of these images has: ${used}, or 16 if they are that dark.`,
        hintAtTerminal: `Say how many bits a pixel of these images has: ${used}, or 16 if they are that dark. In a spec: "bits": ${used} beside the path. To inspect them: --bits ${used}.`,
      });
    });
  });
});

const pixel = new Uint8Array(1);
const bad: readonly [string, Uint8Array, { code?: string; message: string; hint?: string }][] = [
  [
    'a cut header',
    npy(dictionary('|u1', '(1, 1, 1)'), pixel).subarray(0, 20),
    { message: '"x.npy" ends at byte 20, inside the NPY header.' },
  ],
  ['hardly a header', npy('', pixel).subarray(0, 8), { message: '"x.npy" ends at byte 8, inside the NPY header.' }],
  ['a version to come', Buffer.from([0x93, ...Buffer.from('NUMPY'), 9, 0, 0, 0, 0, 0]), { message: '"x.npy" is a NPY file of version 9.' }],
  [
    'an absurd header',
    Buffer.from([0x93, ...Buffer.from('NUMPY'), 2, 0, 0xff, 0xff, 0xff, 0x7f]),
    { message: '"x.npy" has a NPY header of 2147483647 bytes.' },
  ],
  [
    'a pickle',
    npy(dictionary('|O', '(1,)'), pixel),
    {
      message: '"x.npy" holds Python objects, which are never loaded.',
      hint: 'Save a plain array: numpy.save(path, array, allow_pickle=False).',
    },
  ],
  [
    'a record array',
    npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", pixel),
    { message: '"x.npy" has a NPY header that is no plain array.' },
  ],
  ['code in the header', npy("__import__('os')", pixel), { message: '"x.npy" has a NPY header that is no plain array.' }],
  [
    'too few samples',
    npy(dictionary('|u1', '(2, 3, 4)'), new Uint8Array(23)),
    { message: '"x.npy" declares [2, 3, 4] samples, which take 97 bytes, and has 96.' },
  ],
  [
    'absurd counts',
    npy(dictionary('|u1', '(99999999999, 3, 4)'), pixel),
    { message: '"x.npy" declares [99999999999, 3, 4] samples, which take 1200000000071 bytes, and has 84.' },
  ],
  ['no images', npy(dictionary('|u1', '(0, 3, 4)'), new Uint8Array(0)), { code: 'images-empty', message: '"x.npy" holds no images.' }],
  [
    'a vector',
    npy(dictionary('|u1', '(3,)'), new Uint8Array(3)),
    {
      message: '"x.npy" holds an array of shape [3], which is no set of images.',
      hint: 'Arrays of shape [N,H,W], [N,H,W,C] or [N,C,H,W] with 1 or 3 channels can be read.',
    },
  ],
  [
    'four channels',
    npy(dictionary('|u1', '(1, 2, 2, 4)'), new Uint8Array(16)),
    { message: '"x.npy" holds an array of shape [1, 2, 2, 4], which is no set of images.' },
  ],
  [
    'absurd sides',
    npy(dictionary('|u1', '(1, 1, 20000)'), new Uint8Array(20_000)),
    { message: '"x.npy" declares 1 images of 20000 x 1 pixels.' },
  ],
  ['signed integers', npy(dictionary('<i8', '(1, 1, 1)'), new Uint8Array(8)), { message: '"x.npy" holds samples of type "i8".' }],
  ['NaN', npy(dictionary('<f4', '(1, 1, 2)'), floats(0, NaN)), { message: '"x.npy" holds values that are not finite numbers.' }],
  [
    'standardised values',
    npy(dictionary('<f4', '(1, 1, 2)'), floats(-2.25, 2.5)),
    {
      message: '"x.npy" holds values from -2.250 to 2.500, whose scale is unknown.',
      hint: 'Save the images before standardisation: as uint8, or as floats of 0 to 1, -1 to 1 or 0 to 255.',
    },
  ],
];

describe('NPY files that cannot be used', () => {
  it.each(bad)('%s', async (_, bytes, error) => {
    const path = folder.write('x.npy', bytes);
    expect(await codedError(() => open(path))).toMatchObject({ code: 'images-unreadable', ...error });
  });

  it('are told from their labels', async () => {
    expect(await codedError(() => open('uint16-big.npy', 'labels.npy', 12))).toEqual({
      code: 'images-unreadable',
      message: '"labels.npy" holds 3 labels and "uint16-big.npy" 2 images.',
      hint: 'Give the file of labels that belongs to these images.',
    });
  });

  it('are named when they shrink while the set is open', async () => {
    const path = folder.write('x.npy', npy(dictionary('|u1', '(2, 2, 2)'), new Uint8Array(8)));
    const set = await open(path);
    folder.write('x.npy', npy(dictionary('|u1', '(2, 2, 2)'), new Uint8Array(5)));
    expect(await codedError(() => set.read(1))).toMatchObject({
      code: 'images-unreadable',
      message: '"x.npy" ended at byte 78 while it was read.',
    });
  });
});
