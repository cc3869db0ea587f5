import { describe, expect, it } from 'vitest';
import { readPicture } from '../../../../electron/engine/images/decode/picture.js';
import { decodePng } from '../../../../electron/engine/images/decode/png/png.js';
import { openImageSet } from '../../../../electron/engine/images/open-image-set.js';
import { readFileSync } from 'node:fs';
import { decodeBase64, fixturePath, largestDifference, readFixture, toImage, type FixtureImage } from '../fixture.js';

interface PictureFixture {
  readonly files: Readonly<Record<string, FixtureImage & { readonly tolerance: number; readonly alpha?: string }>>;
}

const files = Object.entries((readFixture('pictures.json') as PictureFixture).files);

describe('decoded pictures', () => {
  it.each(files)('%s has the pixels that went in (PNG) or that Pillow reads (JPEG)', async (name, expected) => {
    const { width, height, channels, pixels } = await readPicture(fixturePath(`pictures/${name}`));
    expect({ width, height, channels }).toEqual({ width: expected.width, height: expected.height, channels: expected.channels });
    expect(largestDifference(pixels, toImage(expected).pixels)).toBeLessThanOrEqual(expected.tolerance);
  });

  it.each(files.filter(([, { alpha }]) => alpha !== undefined))('%s has the opacity that went in', (name, { alpha }) => {
    const bytes = readFileSync(fixturePath(`pictures/${name}`));
    expect(decodePng(bytes, name).alpha).toEqual(decodeBase64(alpha ?? ''));
  });
});

describe('pictures of rarer kinds', () => {
  const { kinds } = readFixture('cases.json') as { readonly kinds: Readonly<Record<string, FixtureImage>> };

  it.each(Object.entries(kinds))('%s has the pixels that Pillow reads', async (name, expected) => {
    const { width, height, channels, pixels } = await readPicture(fixturePath(`cases/kinds/${name}`));
    expect({ width, height, channels }).toEqual({ width: expected.width, height: expected.height, channels: expected.channels });
    expect(largestDifference(pixels, toImage(expected).pixels)).toBeLessThanOrEqual(name.endsWith('.jpg') ? 2 : 0);
  });
});

describe('pictures of 16 bits that hold numbers of 12', () => {
  const { twelveBits } = readFixture('cases.json') as { readonly twelveBits: readonly FixtureImage[] };
  const expected = twelveBits.map((image) => toImage(image).pixels);
  const read = async (name: string, bits?: number) => {
    const set = await openImageSet({ source: 'path', path: fixturePath(`cases/${name}`), bits }, '/');
    return Promise.all(expected.map((_, index) => set.read(index).then(({ pixels }) => pixels)));
  };

  it('are levels of 12 bits where that is stated, as PNG files and as an array alike', async () => {
    expect(await read('12-bit', 12)).toEqual(expected);
    expect(await read('12-bit.npy', 12)).toEqual(expected);
    expect(await read('12-bit.npy', 16)).toEqual(await read('12-bit', 16));
    expect(await read('12-bit', 16)).not.toEqual(expected);
  });

  it.each(['12-bit', '12-bit.npy'])('of %s are asked about where it is not', async (name) => {
    await expect(read(name)).rejects.toMatchObject({
      code: 'images-unreadable',
      message: expect.stringMatching(
        /^"12-bit(.npy)?" holds 16-bit images, and in 24 of them no number is above \d{4}: they seem to have 12 bits\.$/,
      ) as string,
      hint: 'State how many bits a pixel of these images has: 12, or 16 if they are that dark.',
    });
  });

  it.each(['12-bit', '12-bit.npy'])('of %s are refused where more bits are used than stated', async (name) => {
    await expect(read(name, 8)).rejects.toThrow(/holds the number \d+, which is more than 8 bits hold/);
  });
});
