import { expect, test } from 'vitest';
import { featureSchema } from '../../../shared/domain/feature.js';
import { prepareFeature } from '../../../electron/engine/features/feature.js';
import { measureLegibility } from '../../../electron/engine/features/legibility.js';
import { type Patch } from '../../../electron/engine/features/patch.js';
import { stampPatch } from '../../../electron/engine/features/stamp.js';

const side = 512;

/** Stamps on a grey image of 512 pixels and averages blocks of `factor` x `factor` pixels. */
const renderReduced =
  (factor: number) =>
  (patch: Patch): Promise<Float64Array> => {
    const image = new Uint8Array(side * side).fill(100);
    stampPatch(image, side, side, 1, patch, { x: 8, y: 8 });
    const reduced = new Float64Array((side / factor) ** 2);
    image.forEach((value, pixel) => {
      const block = Math.floor(Math.floor(pixel / side) / factor) * (side / factor) + Math.floor((pixel % side) / factor);
      reduced[block] += value / factor ** 2;
    });
    return Promise.resolve(reduced);
  };

test('names can be told apart where they are stamped, and no longer after a strong reduction', async () => {
  const feature = await prepareFeature(
    featureSchema.parse({ kind: 'text', template: '{surname:upper}', ink: { opacity: 0.2 } }),
    'MUELLER',
    '.',
  );
  const pairs = Array.from({ length: 4 }, (_, index) => [feature.patch, feature.decoy(index, 1)] as const);
  // Ink of 255 at opacity 51/255 on 100.
  expect(await measureLegibility(renderReduced(1), pairs)).toEqual({ greyLevels: 31, pairs: 4, legible: true });
  const reduced = await measureLegibility(renderReduced(64), pairs);
  expect(reduced.greyLevels).toBeGreaterThan(0);
  expect(reduced.greyLevels).toBeLessThan(2);
  expect(reduced.legible).toBe(false);
});

test('equal patches do not differ, and no pair is not legible', async () => {
  const feature = await prepareFeature(featureSchema.parse({ kind: 'text', template: '{digits:2}' }), '42', '.');
  expect(await measureLegibility(renderReduced(1), [[feature.patch, feature.patch]])).toEqual({ greyLevels: 0, pairs: 1, legible: false });
  expect(await measureLegibility(renderReduced(1), [])).toEqual({ greyLevels: 0, pairs: 0, legible: false });
});
