import { describe, expect, it } from 'vitest';
import { readPicture } from '../../../../electron/engine/images/decode/picture.js';
import { decodePng } from '../../../../electron/engine/images/decode/png/png.js';
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
