import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openImageSet } from '../../../electron/engine/images/open-image-set.js';
import { shippedImages } from '../../../electron/engine/images/shipped.js';
import { createPreprocessor } from '../../../electron/engine/images/preprocess.js';
import { preprocessingSchema, type ImageSource } from '../../../shared/domain/images.js';
import { shippedSize } from '../../../shared/domain/shipped-size.js';
import { codedError } from './coded-error.js';

/** Mean, standard deviation and the levels of the four corners, averaged over 4 x 4 pixels. */
function summarise(pixels: Uint8Array, side: number): { mean: number; deviation: number; corners: number[] } {
  const mean = pixels.reduce((sum, level) => sum + level, 0) / pixels.length;
  const deviation = Math.sqrt(pixels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / pixels.length);
  const corners = [
    [0, 0],
    [0, side - 4],
    [side - 4, 0],
    [side - 4, side - 4],
  ].map(([top, left]) => {
    let sum = 0;
    for (let y = top; y < top + 4; y++) for (let x = left; x < left + 4; x++) sum += pixels[y * side + x];
    return sum / 16;
  });
  return { mean, deviation, corners };
}

const share = <Item>(items: readonly Item[], holds: (item: Item) => boolean) => items.filter(holds).length / items.length;

describe('the shipped host images', () => {
  it.each([
    [28, 28, 1, 'c84788d2'],
    [32, 32, 3, 'bebd5df1'],
    [70, 45, 1, 'eb35a1c3'],
    [224, 224, 3, '27240eec'],
  ] as const)('are the same everywhere: %i x %i x %i', async (width, height, channels, expected) => {
    const set = shippedImages({ count: 40, width, height, channels, seed: 3 });
    const hash = createHash('sha256');
    for (let index = 0; index < set.count; index++) {
      const image = await set.read(index);
      expect(image).toMatchObject({ width, height, channels });
      expect(image.pixels).toHaveLength(width * height * channels);
      hash.update(image.pixels);
    }
    expect(hash.digest('hex').slice(0, 8)).toBe(expected);
  });

  it('do not depend on the order of reading, and differ by seed and by index', async () => {
    const options = { count: 10, width: 24, height: 24, channels: 1, seed: 8 } as const;
    const set = shippedImages(options);
    const [third, again, fourth] = [await set.read(3), await shippedImages(options).read(3), await set.read(4)];
    expect(third).toEqual(again);
    expect(third.pixels).not.toEqual(fourth.pixels);
    expect(third.pixels).not.toEqual((await shippedImages({ ...options, seed: 9 }).read(3)).pixels);
  });

  it('vary in brightness and contrast, and have dark and bright corners', async () => {
    const side = 48;
    const set = shippedImages({ count: 600, width: side, height: side, channels: 1, seed: 1 });
    const summaries = [];
    for (let index = 0; index < set.count; index++) summaries.push(summarise((await set.read(index)).pixels, side));
    expect(share(summaries, ({ mean }) => mean < 64)).toBeGreaterThan(0.15);
    expect(share(summaries, ({ mean }) => mean > 160)).toBeGreaterThan(0.1);
    expect(share(summaries, ({ deviation }) => deviation < 12)).toBeGreaterThan(0.1);
    expect(share(summaries, ({ deviation }) => deviation > 50)).toBeGreaterThan(0.2);
    for (const corner of [0, 1, 2, 3]) {
      expect(share(summaries, ({ corners }) => corners[corner] < 50)).toBeGreaterThan(0.25);
      expect(share(summaries, ({ corners }) => corners[corner] > 180)).toBeGreaterThan(0.1);
    }
  });

  it('are hardly ever equal: 2,000 of the smallest size give 1,950 or more different ones', async () => {
    const set = shippedImages({ count: 2000, width: 28, height: 28, channels: 1, seed: 1 });
    const different = new Set<string>();
    for (let index = 0; index < set.count; index++) {
      different.add(Buffer.from((await set.read(index)).pixels).toString('latin1'));
    }
    expect(different.size).toBeGreaterThanOrEqual(1950);
  });

  it('come in colour for colour models', async () => {
    const set = shippedImages({ count: 100, width: 16, height: 16, channels: 3, seed: 1 });
    let coloured = 0;
    for (let index = 0; index < set.count; index++) {
      const { pixels } = await set.read(index);
      if (pixels.some((level, sample) => sample % 3 !== 0 && Math.abs(level - pixels[sample - (sample % 3)]) > 8)) coloured++;
    }
    expect(coloured).toBeGreaterThan(50);
  });

  it.each([
    [1, 1],
    [1, 40],
    [5, 3],
  ])('can be made as small as %i x %i', async (width, height) => {
    const set = shippedImages({ count: 60, width, height, channels: 3, seed: 2 });
    for (let index = 0; index < set.count; index++) expect((await set.read(index)).pixels).toHaveLength(width * height * 3);
  });

  it('open from a spec at the size of the model, with their provenance', async () => {
    const set = await openImageSet({ source: 'shipped' }, '/', { input: { width: 20, height: 30, channels: 3 }, seed: 4 });
    expect(await set.read(49_999)).toMatchObject({ width: 20, height: 30, channels: 3 });
    expect(set.provenance).toMatchObject({
      kind: 'shipped',
      count: 50_000,
      decoder: 'engram shipped images, generator 1, seed 4, 50000 of 20 x 30 x 3',
    });
    expect(await codedError(() => set.read(50_000))).toMatchObject({ code: 'internal' });
  });
});

describe('the size of the shipped images', () => {
  it.each([
    ['of the input, for marks that are stamped there', undefined, 'model-input', [224, 160], [224, 160]],
    ['of originals, for marks that are stamped on these', undefined, 'native', [224, 160], [1024, 731]],
    ['of the input where originals cannot be smaller', undefined, 'native', [1500, 1200], [1500, 1200]],
    ['as stated, upright', 3000, 'native', [160, 320], [1500, 3000]],
    ['as stated, at model input too', 64, 'model-input', [28, 28], [64, 64]],
  ] as const)('is that %s', (_, stated, stampAt, [width, height], [expectedWidth, expectedHeight]) => {
    expect(shippedSize(stated, stampAt, { width, height })).toEqual({ width: expectedWidth, height: expectedHeight });
  });

  /** Rows of the model's input that a mark of `rows` pixels changes, stamped before resizing at the upper edge. */
  async function rowsAtInput(source: ImageSource, rows: number): Promise<number> {
    const side = 64;
    const input = { width: side, height: side, channels: 1 } as const;
    const set = await openImageSet(source, '/', { input, stampAt: 'native' });
    const host = await set.read(0);
    const preprocessor = createPreprocessor(preprocessingSchema.parse({}), { ...input, layout: 'NHWC' });
    const marked = Uint8Array.from(host.pixels, (level, at) => (at < rows * host.width ? 255 - level : level));
    const [clean, changed] = [preprocessor.prepare(host), preprocessor.prepare({ ...host, pixels: marked })];
    const differs = Array.from({ length: side }, (_, row) => clean.subarray(row * side, (row + 1) * side)).map((line, row) =>
      line.some((level, column) => level !== changed[row * side + column]),
    );
    return differs.lastIndexOf(true) + 1;
  }

  it('gives a mark of a scanner its true share of the image', async () => {
    // 128 rows of 1024 are an eighth of the image, and of 2048 a sixteenth; antialiasing reaches one row further.
    expect(await rowsAtInput({ source: 'shipped' }, 128)).toBe(64 / 8 + 1);
    expect(await rowsAtInput({ source: 'shipped', longerSide: 2048 }, 128)).toBe(64 / 16 + 1);
  });

  it('stands in the provenance', async () => {
    const options = { input: { width: 28, height: 28, channels: 1 }, stampAt: 'native' } as const;
    const set = await openImageSet({ source: 'shipped', longerSide: 512 }, '/', options);
    expect(set.provenance).toMatchObject({
      size: { width: 512, height: 512 },
      decoder: 'engram shipped images, generator 1, seed 0, 50000 of 512 x 512 x 1',
    });
  });
});
