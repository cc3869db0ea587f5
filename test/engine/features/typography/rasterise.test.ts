import { expect, test } from 'vitest';
import rasters from '../../../fixtures/features/rasters.json' with { type: 'json' };
import { type Typography } from '../../../../shared/domain/feature.js';
import { rasterise, type InkMask } from '../../../../electron/engine/features/typography/rasterise.js';
import { loadFont } from '../../../../electron/engine/features/typography/shipped.js';

const plain = { scale: 1, spacing: 0 };

/** Number of ink pixels. */
const countInk = ({ ink }: InkMask): number => ink.reduce((sum, value) => sum + value, 0);

function rowsOf(mask: InkMask): string[] {
  return Array.from({ length: mask.height }, (_, row) =>
    Array.from(mask.ink.subarray(row * mask.width, (row + 1) * mask.width), (ink) => (ink === 1 ? '#' : '.')).join(''),
  );
}

test.each(rasters.rasters)('draws "$text" in $font pixel by pixel as Pillow does from the BDF', async ({ font, text, rows }) => {
  expect(rowsOf(rasterise(text, await loadFont(font as Typography['font']), plain))).toEqual(rows);
});

test('the letter of the paper fills 5x5 pixels', async () => {
  expect(rowsOf(rasterise('A', await loadFont('5x5'), plain))).toEqual(['.###.', '#...#', '#####', '#...#', '#...#']);
});

test('5x5 letters stand one pixel apart', async () => {
  const mask = rasterise('IL', await loadFont('5x5'), plain);
  expect(rowsOf(mask)[0]).toBe('#####.#....');
  expect(mask.width).toBe(11);
});

test('magnification repeats pixels, so ink grows with its square', async () => {
  const font = await loadFont('6x9');
  const small = rasterise('Rg', font, plain);
  const large = rasterise('Rg', font, { scale: 3, spacing: 0 });
  expect([large.width, large.height]).toEqual([small.width * 3, small.height * 3]);
  expect(countInk(large)).toBe(countInk(small) * 9);
  for (let row = 0; row < large.height; row++) {
    for (let column = 0; column < large.width; column++) {
      const source = Math.floor(row / 3) * small.width + Math.floor(column / 3);
      expect(large.ink[row * large.width + column]).toBe(small.ink[source]);
    }
  }
});

test('spacing moves letters apart or together, scaled with them', async () => {
  const font = await loadFont('8x13');
  expect(rasterise('ABC', font, { scale: 2, spacing: 3 }).width).toBe((3 * 8 + 2 * 3) * 2);
  expect(rasterise('ABC', font, { scale: 1, spacing: -2 }).width).toBe(3 * 8 - 2 * 2);
  expect(countInk(rasterise('ABC', font, { scale: 1, spacing: 3 }))).toBe(countInk(rasterise('ABC', font, plain)));
});

test('a character that the font lacks is named by no more than that', async () => {
  const font = await loadFont('5x5');
  expect(() => rasterise('SECRETé', font, plain)).toThrow(
    expect.objectContaining({ code: 'feature-invalid', message: 'The text has a character that font 5x5 does not have.' }),
  );
});

test('letters may not fall on one another', async () => {
  const narrow = { ...(await loadFont('5x5')), advance: 4 };
  expect(() => rasterise('AB', narrow, { scale: 1, spacing: -4 })).toThrow(
    expect.objectContaining({ code: 'feature-invalid', message: 'A spacing of -4 lets letters of font 5x5 fall on one another.' }),
  );
});

test('a box of more than 4 megapixels is refused', async () => {
  const font = await loadFont('8x13');
  expect(() => rasterise('A'.repeat(200), font, { scale: 32, spacing: 0 })).toThrow(
    expect.objectContaining({ code: 'feature-too-large', message: 'The text would take 51200 x 416 pixels.' }),
  );
});
