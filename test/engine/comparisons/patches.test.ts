import { describe, expect, test } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { type Patch } from '../../../electron/engine/features/patch.js';
import { permuteInk } from '../../../electron/engine/comparisons/permuted-ink/patch.js';
import { pixelProbes } from '../../../electron/engine/comparisons/pixel-probes/probes.js';
import { drawNoise } from '../../../electron/engine/comparisons/seed-method/noise.js';
import { Generator } from '../../../electron/engine/base/random/generator.js';

async function letter(ink: object): Promise<Patch> {
  const feature = featureSchema.parse({ kind: 'text', template: '{letters:1}', typography: { font: '5x5' }, ink });
  return (await prepareFeature(feature, 'A', '.')).patch;
}

/** Each pixel's colour, opacity and ink, so that a pixel that is torn apart shows. */
const pixelsOf = (patch: Patch): string[] =>
  Array.from(patch.ink, (share, pixel) => `${patch.values.subarray(pixel * 3, pixel * 3 + 3).join()} ${patch.alpha[pixel]} ${share}`);

const twoLevel = { colour: 255, background: { opaque: 10 } };

test('permuted ink is the same pixels in another order', async () => {
  const patch = await letter(twoLevel);
  const permuted = permuteInk(patch, new Generator(1, 'test'));
  expect(pixelsOf(permuted).sort()).toEqual(pixelsOf(patch).sort());
  expect(pixelsOf(permuted)).not.toEqual(pixelsOf(patch));
});

describe('noise', () => {
  test('inks each pixel half of the time, independently of the feature', async () => {
    const patch = await letter(twoLevel);
    const generator = new Generator(2, 'test');
    const draws = 4000;
    const counts = new Float64Array(25);
    let together = 0;
    for (let draw = 0; draw < draws; draw++) {
      const { ink } = drawNoise(patch, generator);
      ink.forEach((share, pixel) => (counts[pixel] += share / 255));
      if (ink[0] === ink[1]) together += 1;
    }
    for (const count of [...counts, together]) expect(Math.abs(count - draws / 2)).toBeLessThan(4.5 * Math.sqrt(draws / 4));
  });

  test('has the two looks of the feature', async () => {
    const noise = drawNoise(await letter(twoLevel), new Generator(3, 'test'));
    expect(new Set(pixelsOf(noise))).toEqual(new Set(['255,255,255 255 255', '10,10,10 255 0']));
  });

  test('of transparent ink leaves the image between its dots', async () => {
    const noise = drawNoise(await letter({ colour: 200, opacity: 0.5 }), new Generator(3, 'test'));
    expect(new Set(noise.alpha)).toEqual(new Set([128, 0]));
    noise.ink.forEach((share, pixel) => expect(noise.alpha[pixel]).toBe(share === 255 ? 128 : 0));
  });

  test('of a mark that is ink throughout leaves the image where there is none', () => {
    const solid = {
      width: 4,
      height: 4,
      values: new Uint8Array(48).fill(9),
      alpha: new Uint8Array(16).fill(255),
      ink: new Uint8Array(16).fill(255),
    };
    expect(new Set(drawNoise(solid, new Generator(4, 'test')).alpha)).toEqual(new Set([0, 255]));
  });
});

describe('pixel probes', () => {
  test('cover the box and its ring, with the ink of the feature', async () => {
    const patch = await letter({ colour: 240 });
    const probes = pixelProbes(patch, { x: 1, y: 2 }, { width: 28, height: 28 });
    expect(probes).toHaveLength(49);
    expect(probes[0]).toMatchObject({ row: -1, column: -1, position: { x: 0, y: 1 }, ink: 0 });
    for (const { row, column, position, ink, patch: dot } of probes) {
      expect(position).toEqual({ x: 1 + column, y: 2 + row });
      const inside = row >= 0 && column >= 0 && row < 5 && column < 5;
      expect(ink).toBe(inside ? patch.ink[row * 5 + column] / 255 : 0);
      expect([dot.width, dot.height, ...dot.values, ...dot.alpha]).toEqual([1, 1, 240, 240, 240, 255]);
    }
  });

  test('leave out the part of the ring that lies outside the image', async () => {
    const patch = await letter({});
    expect(pixelProbes(patch, { x: 0, y: 0 }, { width: 28, height: 28 })).toHaveLength(36);
    expect(pixelProbes(patch, { x: 23, y: 10 }, { width: 28, height: 28 })).toHaveLength(42);
    expect(pixelProbes(patch, { x: 0, y: 0 }, { width: 5, height: 5 })).toHaveLength(25);
  });
});
