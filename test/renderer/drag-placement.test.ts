import { describe, expect, test } from 'vitest';
import { placementSchema } from '../../shared/domain/feature.js';
import { placementAt, positionOf } from '../../renderer/steps/feature/drag-placement.js';
import { positionPatch } from '../../electron/engine/features/placement.js';
import { anchors } from '../../shared/domain/feature.js';

const box = { width: 20, height: 8 };
const image = { width: 100, height: 60 };

describe('a box that is dragged', () => {
  test.each(anchors)('lies where it was dropped, from anchor %s', (anchor) => {
    const placement = placementAt(placementSchema.parse({ anchor, margin: [3, 4] }), { x: 31, y: 17 }, box, image);
    expect(positionPatch(placement, box, image)).toEqual({ x: 31, y: 17 });
  });

  test.each(anchors)('is told to lie where the engine puts it, from anchor %s', (anchor) => {
    const placement = placementSchema.parse({ anchor, margin: [3, 4] });
    expect(positionOf(placement, box, image)).toEqual(positionPatch(placement, box, image));
  });

  test('stays inside of the image', () => {
    const placement = placementSchema.parse({});
    expect(positionPatch(placementAt(placement, { x: -9, y: 500 }, box, image), box, image)).toEqual({ x: 0, y: 52 });
  });

  test('keeps its tolerance', () => {
    expect(placementAt(placementSchema.parse({ tolerance: 3 }), { x: 1, y: 1 }, box, image).tolerance).toBe(3);
  });
});
