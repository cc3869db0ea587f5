import { describe, expect, test } from 'vitest';
import { anchors, placementSchema } from '../../../shared/domain/feature.js';
import { controlPositions } from '../../../electron/engine/features/control-positions.js';
import { positionOnHost, positionPatch, type Size } from '../../../electron/engine/features/placement.js';
import { type Position } from '../../../electron/engine/features/patch.js';

const placed = (anchor: (typeof anchors)[number], margin: [number, number]) => placementSchema.parse({ anchor, margin });
const overlap = (one: Position, other: Position, size: Size): boolean =>
  Math.abs(one.x - other.x) < size.width && Math.abs(one.y - other.y) < size.height;

describe('positionPatch', () => {
  test.each([
    ['top-left', 2, 3],
    ['top', 10, 3],
    ['top-right', 19, 3],
    ['left', 2, 11],
    ['centre', 10, 11],
    ['right', 19, 11],
    ['bottom-left', 2, 19],
    ['bottom', 10, 19],
    ['bottom-right', 19, 19],
  ] as const)('%s', (anchor, x, y) => {
    expect(positionPatch(placed(anchor, [2, 3]), { width: 7, height: 6 }, { width: 28, height: 28 })).toEqual({ x, y });
  });

  test.each([
    ['top-left', [1, 1], { width: 28, height: 5 }],
    ['bottom-right', [24, 0], { width: 5, height: 5 }],
    ['centre', [1, 1], { width: 29, height: 5 }],
  ] as const)('refuses what does not fit at %s', (anchor, [x, y], size) => {
    expect(() => positionPatch(placed(anchor, [x, y]), size, { width: 28, height: 28 })).toThrow(
      expect.objectContaining({
        code: 'feature-too-large',
        message: `A feature of ${size.width} x ${size.height} pixels with margins ${x} and ${y} does not fit an image of 28 x 28 pixels.`,
      }),
    );
  });
});

describe('positionOnHost', () => {
  const size = { width: 5, height: 5 };
  const image = { width: 28, height: 28 };

  test('without tolerance the place stays', () => {
    expect(positionOnHost({ x: 1, y: 2 }, 0, size, image, 7, 3)).toEqual({ x: 1, y: 2 });
  });

  test('offsets reach all places within the tolerance about equally often and never leave the image', () => {
    const counts = new Map<string, number>();
    for (let host = 0; host < 6000; host++) {
      const { x, y } = positionOnHost({ x: 1, y: 10 }, 2, size, image, 7, host);
      counts.set(`${x},${y}`, (counts.get(`${x},${y}`) ?? 0) + 1);
    }
    // x from 0 to 3, cut by the edge; y from 8 to 12.
    expect(counts.size).toBe(20);
    for (const count of counts.values()) expect(Math.abs(count - 300)).toBeLessThan(5 * Math.sqrt(300));
  });

  test('depends on seed and host alone', () => {
    const at = (seed: number, host: number): Position => positionOnHost({ x: 10, y: 10 }, 8, size, image, seed, host);
    expect(at(1, 2)).toEqual(at(1, 2));
    expect(Array.from({ length: 20 }, (_, host) => at(1, host))).not.toEqual(Array.from({ length: 20 }, (_, host) => at(2, host)));
  });
});

describe('controlPositions', () => {
  test('begins with the mirrored corners at the same margins', () => {
    expect(controlPositions(placed('top-left', [1, 2]), { width: 5, height: 5 }, { width: 28, height: 28 }, 3)).toEqual([
      { x: 22, y: 2 },
      { x: 1, y: 21 },
      { x: 22, y: 21 },
    ]);
  });

  test('a feature at the middle of an edge goes to the other edges at its margin', () => {
    const positions = controlPositions(placed('top', [0, 4]), { width: 20, height: 10 }, { width: 100, height: 100 }, 12);
    expect(positions[0]).toEqual({ x: 40, y: 86 });
    expect(positions.filter(({ y }) => y === 4 || y === 86).length).toBeGreaterThan(4);
    expect(positions.some(({ x }) => x === 4)).toBe(true);
  });

  test('without room for separate boxes they come to overlap one another, but not the feature', () => {
    const size = { width: 16, height: 8 };
    const positions = controlPositions(placed('top-left', [1, 1]), size, { width: 28, height: 28 }, 60);
    expect(positions).toHaveLength(60);
    expect(positions.some((one, index) => positions.slice(0, index).some((other) => overlap(one, other, size)))).toBe(true);
  });

  test('tolerance keeps them farther away from the feature', () => {
    const placement = placementSchema.parse({ anchor: 'top-left', margin: [10, 10], tolerance: 3 });
    const positions = controlPositions(placement, { width: 5, height: 5 }, { width: 64, height: 64 }, 60);
    expect(positions).toHaveLength(60);
    expect(positions.filter(({ x, y }) => Math.abs(x - 10) < 11 && Math.abs(y - 10) < 11)).toEqual([]);
  });

  test('a tolerance that leaves no other room is given up before the count', () => {
    const placement = placementSchema.parse({ tolerance: 10 });
    const size = { width: 5, height: 5 };
    const positions = controlPositions(placement, size, { width: 28, height: 28 }, 20);
    expect(positions).toHaveLength(20);
    expect(positions.filter((position) => overlap(position, { x: 1, y: 1 }, size))).toEqual([]);
  });

  test('there are none where the feature fills the image', () => {
    expect(controlPositions(placed('top-left', [0, 0]), { width: 28, height: 28 }, { width: 28, height: 28 }, 10)).toEqual([]);
  });

  test('none overlaps a part of the image that is occupied, however little room is left', () => {
    const size = { width: 11, height: 5 };
    const occupied = [
      { x: 16, y: 1, width: 11, height: 5 },
      { x: 1, y: 22, width: 11, height: 5 },
      { x: 5, y: 9, width: 14, height: 2 },
    ];
    const positions = controlPositions(placed('top-left', [1, 1]), size, { width: 28, height: 28 }, 12, occupied);
    expect(positions[0]).toEqual({ x: 16, y: 22 });
    expect(positions).toHaveLength(12);
    for (const { x, y } of positions) {
      expect(
        occupied.filter((box) => x < box.x + box.width && box.x < x + size.width && y < box.y + box.height && box.y < y + size.height),
      ).toEqual([]);
    }
    expect(
      controlPositions(placed('top-left', [1, 1]), size, { width: 28, height: 28 }, 12, [{ x: 0, y: 0, width: 28, height: 28 }]),
    ).toEqual([]);
  });

  const sizes: Size[] = [
    { width: 5, height: 5 },
    { width: 48, height: 13 },
    { width: 20, height: 60 },
  ];
  test.each(anchors.flatMap((anchor) => sizes.map((size) => ({ anchor, size, text: `${size.width} x ${size.height}` }))))(
    'at $anchor for $text: inside, apart from the feature and all different; separate while there is room',
    ({ anchor, size }) => {
      const image = { width: 200, height: 180 };
      const placement = placed(anchor, [3, 6]);
      const target = positionPatch(placement, size, image);
      const positions = controlPositions(placement, size, image, 60);
      expect(positions).toHaveLength(60);
      expect(new Set(positions.map(({ x, y }) => `${x},${y}`)).size).toBe(60);
      for (const { x, y } of positions) {
        expect(x >= 0 && y >= 0 && x + size.width <= image.width && y + size.height <= image.height).toBe(true);
        expect(overlap({ x, y }, target, size)).toBe(false);
      }
      const first = positions.slice(0, 6);
      expect(first.some((one, index) => first.slice(0, index).some((other) => overlap(one, other, size)))).toBe(false);
    },
  );
});
